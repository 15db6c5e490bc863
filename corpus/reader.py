"""A file becomes a Document: identity card, page furniture dropped."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from corpus import plain_yaml
from corpus.addressed import addresses_machine, without_orders
from corpus.completing import FIELDS, completed
from corpus.converting.convert import read_bytes
from corpus.converting.converted import Converted
from corpus.converting.kept import converted
from corpus.disguise import visible
from corpus.document import Document, Kind, Remark, Source, Status
from corpus.errors import CorpusError
from corpus.hidden_text import seen
from corpus.identity_card import AN_ORDER, LABELS, checked, checked_page
from corpus.outline import marker
from corpus.page_header import drop_furniture, iso_date, parse_header

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_PLAN_YEAR = re.compile(
    r"(?<![-—–~～至到])(20\d{2})年(?![-—–~～至到])[^（(]*(?:要点(?!摘编)|计划|任务|安排)"
)
_MAX_TITLE = 120
_ATTACHMENT = re.compile(r"附[件录表]\s*\d*\s*[:：]?\s*")
# of a container's title: not "Microsoft Word - 文件.doc"
_SAYS_SOMETHING = re.compile(r"[\u4e00-\u9fff]{4}(?!.*\.\w{2,5}$)")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_UNTIL = re.compile(r"(?:截止|截至|有效期至|至)\s*(\d{4}[-年/.\d月]*)")


def read(path: Path, kept: Path | None = None) -> Document:
    """Read one file; kept is the folder of what was converted before.

    Raises CorpusError with one Chinese line where it cannot be a document.
    """
    raw = read_bytes(path)
    digest = hashlib.sha256(raw).hexdigest()
    found = converted(path.name, raw, digest, kept)
    text, unseen = seen(found.text)
    if not text.strip():
        raise CorpusError("文件是空的")
    if addresses_machine(path.stem):
        raise CorpusError("看起来是写给程序的指令，请改名", "文件名")
    if not found.plain:
        document = _from_page(path, _under_title(text, found, path.stem), digest)
        document = replace(document, source=replace(document.source, url=found.url))
    elif re.match(r"\s*---[ \t]*(?:\n|\Z)", text):
        document = _from_front_matter(path, text.lstrip(), digest)
    else:
        document = _from_page(path, text, digest)
    odd = (*map(Remark, found.remarks), *_of_text(document.body, found.removed + unseen))
    return completed(replace(document, remarks=(*document.remarks, *odd)))


def _under_title(text: str, found: Converted, stem: str) -> str:
    """A converted text under its own title; where it has none, its container's or its file's."""
    _, block, rest = parse_header(text)
    first = rest.lstrip().partition("\n")[0].strip()
    if _ATTACHMENT.fullmatch(first) or (
        _is_title(first.lstrip("# ")) and not first.startswith(("##", "|"))
    ):
        return text
    title = found.title if _is_title(found.title) and _SAYS_SOMETHING.search(found.title) else stem
    return f"{block}\n\n{title}\n{rest}".lstrip("\n")


def _of_text(body: str, removed: Sequence[str]) -> Iterator[Remark]:
    """What is reported of the text: what was taken out of it, and whom else it speaks to."""
    if removed:
        yield Remark(f"去掉了看不见的内容：{'、'.join(removed)}，请核对文件来源")
    orders = sum(without_orders(line) != line for line in body.split("\n"))
    if orders:
        yield Remark(f"有 {orders} 段写给程序的指令，只作为原文保留，不用于答复，请核对文件来源")


def _from_front_matter(path: Path, text: str, digest: str) -> Document:
    match = _FRONT_MATTER.match(text)
    if match is None:
        raise CorpusError("没有以 --- 结束", "文件头")
    card, header, left_out = checked(_card(match.group(1)), match.group(1))
    body = text[match.end() :].strip("\n")
    title = _text(card.get("title")) or _heading_title(body)
    remarks = list(left_out)
    if addresses_machine(title):
        remarks.append(Remark(AN_ORDER, "标题"))
        title = ""
    if not title and any(remark.field == "标题" for remark in remarks):
        title = path.stem  # it has one, but one that must not be shown
    if not title:
        raise CorpusError("缺少标题", "标题")
    if not body.strip():
        raise CorpusError("只有文件头，没有正文")
    year = _text(card.get("year"))
    source = replace(
        _source(path, digest, title, {LABELS[k]: _text(v) for k, v in card.items() if k in LABELS}),
        topics=_list(card.get("topics")),
        kind=Kind.DIGEST if _text(card.get("kind")) in ("digest", "摘编") else Kind.FULL_TEXT,
        note=_text(card.get("note")),
    )
    if re.fullmatch(r"\d{4}", year):
        source = replace(source, year=int(year))
    return Document(source, body, header, remarks=tuple(remarks))


def _from_page(path: Path, text: str, digest: str) -> Document:
    header, block, rest = parse_header(text)
    first, _, rest = rest.lstrip().partition("\n")
    if _ATTACHMENT.fullmatch(first):  # "附件1" above the title of an annex
        block = f"{block}\n{first}".strip()
        first, _, rest = rest.lstrip().partition("\n")
    title = first.strip().lstrip("# ").strip()
    order = addresses_machine(title)
    if not order and not _is_title(title):
        raise CorpusError("缺少标题", "标题")
    if not header:
        below, below_block, below_rest = parse_header(rest)
        if len(below) > 1:  # the page shows its title above the block
            header, block, rest = below, below_block, below_rest
    body = drop_furniture(rest).strip("\n")
    if not body.strip():
        raise CorpusError("只有标题，没有正文")
    header, block, left_out = checked_page(header, block)
    remarks = list(left_out)
    if order:  # it stays as text, but names nothing
        remarks.append(Remark(AN_ORDER, "标题"))
        title, body = path.stem, f"{first}\n{body}"
    topics = tuple(filter(None, [header.get("主题分类", "")]))
    source = replace(_source(path, digest, title, header), topics=topics)
    header_text = f"{title}\n{block}" if block else title
    return Document(source, body, header_text, remarks=tuple(remarks))


def _source(path: Path, digest: str, title: str, told: Mapping[str, str]) -> Source:
    """What the fields of a header say, by their Chinese names."""
    status, expires = _status(told.get("时效", ""))
    fields = {name: told.get(label, "") for name, label in FIELDS.items()}
    fields |= {name: iso_date(text) for name, text in fields.items() if name.endswith("_on")}
    fields["expires_on"] = fields["expires_on"] or expires
    about = {"id": path.stem, "path": path.name, "file_digest": digest, "title": title}
    own: dict[str, Any] = fields | about | {"status": status, "year": plan_year(title)}
    return Source(**own)


def _card(text: str) -> Mapping[Any, Any]:
    try:
        card = plain_yaml.load(text)
    except plain_yaml.Aliased as error:
        raise CorpusError(str(error), "文件头") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 2} 行" if mark else "某处"
        raise CorpusError(f"{where}不是合法的 YAML", "文件头") from None
    except ValueError:  # a date that is in no calendar: 2022-09-31
        raise CorpusError("有不存在的日期或写错的数字", "文件头") from None
    except RecursionError:
        raise CorpusError("嵌套过深", "文件头") from None
    if not isinstance(card, Mapping):
        raise CorpusError("应写成“字段: 值”的形式", "文件头")
    return card


def _is_title(line: str) -> bool:
    """A short line that is neither a sentence nor a numbered heading of the text."""
    return 0 < len(line) <= _MAX_TITLE and not line.endswith(tuple("。；：，")) and not marker(line)


def plan_year(title: str) -> int | None:
    """The year a plan is for, where its title says so; other titles' years mean nothing."""
    match = _PLAN_YEAR.search(title)
    return int(match.group(1)) if match else None


def _status(text: str) -> tuple[Status | None, str]:
    """Status and expiry date from what the card says ("有效", "截止2027-12-31", ...)."""
    until = _UNTIL.search(text)
    expires = iso_date(until.group(1)) if until else ""
    said = {
        "部分": Status.PARTLY_IN_FORCE,
        "废止": Status.REPEALED,
        "失效": Status.EXPIRED,
        "无效": Status.EXPIRED,
        "历史": Status.EXPIRED,
        "尚未": Status.NOT_YET,
    }
    status = next((status for word, status in said.items() if word in text), None)
    return status or (Status.IN_FORCE if "有效" in text or expires else None), expires


def _heading_title(body: str) -> str:
    match = re.match(r"\s*#\s+(.+)", body)
    return match.group(1).strip() if match else ""


def _text(value: Any) -> str:
    """One line; a list as its members, anything nested as nothing."""
    if value is None or isinstance(value, Mapping):
        return ""
    return "、".join(_list(value)) if isinstance(value, list) else _one_line(str(value))


def _one_line(text: str) -> str:
    """Escapes in YAML may bring in what the file itself does not show."""
    return " ".join(_CONTROL.sub("", visible(text)).split())


def _list(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else re.split(r"[、,，;；]", _text(value))
    return tuple(text for item in items if (text := _text(item)))
