"""A file becomes a Document: decoding, identity card, page furniture dropped."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from corpus.document import Document, Kind, Source, Status
from corpus.errors import CorpusError
from corpus.page_header import drop_furniture, parse_header
from corpus.region import region_of_index_number

SUFFIXES = (".txt", ".md")
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_PLAN_YEAR = re.compile(r"(20\d{2})年[^（(]*(?:要点(?!摘编)|计划|任务|安排)")
_MAX_TITLE = 80


def read(path: Path) -> Document:
    """Read one file. Raises CorpusError with one Chinese line where it cannot be a document."""
    raw = path.read_bytes()
    text = decode(raw).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise CorpusError("文件是空的")
    digest = hashlib.sha256(raw).hexdigest()
    if text.lstrip().startswith("---"):
        return _from_front_matter(path, text.lstrip(), digest)
    return _from_page(path, text, digest)


def decode(raw: bytes) -> str:
    """BOM, then strict UTF-8, then GB18030 (what "gb2312" pages really are)."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise CorpusError("不是可读的文本（既非 UTF-8 也非 GB18030）")


def _from_front_matter(path: Path, text: str, digest: str) -> Document:
    match = _FRONT_MATTER.match(text)
    if match is None:
        raise CorpusError("文件头没有以 --- 结束", "front matter")
    try:
        card = yaml.safe_load(match.group(1))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第 {mark.line + 2} 行" if mark else "某处"
        raise CorpusError(f"文件头{where}不是合法的 YAML", "front matter") from None
    if not isinstance(card, Mapping):
        raise CorpusError("文件头应是“字段: 值”的形式", "front matter")
    body = text[match.end() :].strip("\n")
    title = _text(card.get("title")) or _heading_title(body)
    if not title:
        raise CorpusError("缺少标题", "title")
    if not body.strip():
        raise CorpusError("只有文件头，没有正文")
    status, expires = _status(_text(card.get("status")))
    kind = Kind.DIGEST if _text(card.get("kind")) in ("digest", "摘编") else Kind.FULL_TEXT
    year = card.get("year")
    source = Source(
        id=path.stem,
        title=title,
        issuer=_text(card.get("issuer")),
        document_number=_text(card.get("document_number")),
        index_number=_text(card.get("index_number")),
        issued_on=_text(card.get("issued")),
        effective_on=_text(card.get("effective")),
        expires_on=_text(card.get("expires")) or expires,
        status=status,
        region=_text(card.get("region")),
        year=year if isinstance(year, int) else plan_year(title),
        topics=tuple(str(topic) for topic in card.get("topics") or ()),
        kind=kind,
        url=_text(card.get("url")),
        note=_text(card.get("note")),
        file_digest=digest,
        path=path.name,
    )
    names = {"issuer": "发布机构", "issued": "发文日期", "status": "时效"}
    missing = tuple(names[f] for f in names if not _text(card.get(f)))
    return Document(source, body, match.group(1), missing)


def _from_page(path: Path, text: str, digest: str) -> Document:
    header, block, rest = parse_header(text)
    lines = rest.split("\n")
    first = next((i for i, line in enumerate(lines) if line.strip()), None)
    title = lines[first].strip().lstrip("# ").strip() if first is not None else ""
    if first is None or not title or len(title) > _MAX_TITLE or title.endswith(("。", "；")):
        raise CorpusError("缺少标题", "标题")
    body = drop_furniture("\n".join(lines[first + 1 :])).strip("\n")
    if not body.strip():
        raise CorpusError("只有标题，没有正文")
    status, expires = _status(header.get("时效", ""))
    index_number = header.get("索引号", "")
    source = Source(
        id=path.stem,
        title=title,
        issuer=header.get("发布机构", ""),
        document_number=header.get("文号", ""),
        index_number=index_number,
        issued_on=header.get("发文日期", ""),
        expires_on=expires,
        status=status,
        region=region_of_index_number(index_number),
        year=plan_year(title),
        topics=tuple(t for t in [header.get("主题分类", "")] if t),
        file_digest=digest,
        path=path.name,
    )
    missing = tuple(f for f in ("发布机构", "发文日期", "时效") if not header.get(f))
    return Document(source, body, f"{title}\n{block}" if block else title, missing)


def plan_year(title: str) -> int | None:
    """The year a plan is for, where its title says so; other titles' years mean nothing."""
    match = _PLAN_YEAR.search(title)
    return int(match.group(1)) if match else None


def _status(text: str) -> tuple[Status, str]:
    """Status and expiry date from what the card says ("有效", "截止2027-12-31", ...)."""
    until = re.search(r"(?:截止|有效期至|至)\s*(\d{4}(?:-\d{2}){0,2})", text)
    if until:
        return Status.IN_FORCE, until.group(1)
    if "部分" in text:
        return Status.PARTLY_IN_FORCE, ""
    if any(word in text for word in ("废止", "失效", "无效")):
        return Status.REPEALED, ""
    return (Status.HISTORICAL if "历史" in text else Status.IN_FORCE), ""


def _heading_title(body: str) -> str:
    match = re.match(r"\s*#\s+(.+)", body)
    return match.group(1).strip() if match else ""


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()
