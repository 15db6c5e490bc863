"""A saved web page: its main text, the block of fields above it, title and address."""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from corpus.converting.converted import Converted
from corpus.converting.tables import Grid, table_lines
from corpus.encoding import decode_all
from corpus.errors import CorpusError
from corpus.hidden_markup import hidden_ranges
from corpus.page_header import parse_header

MAX_DEPTH = 200
"""Levels of elements; browsers stop near 500, and what reads the tree calls itself."""

MAX_BYTES = 8 * 1024 * 1024

_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""",
                       re.IGNORECASE)  # fmt: skip
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}

_BLOCK_LENGTH = 1500  # characters that the field block of a page takes at most
_FIELDS = 3  # known labels that make a list of labels and values a field block
_CELL = 1000  # characters from which a cell holds an article, not a value
_TITLES = ("articletitle", "dc.title", "og:title")
_DATES = ("pubdate", "publishdate", "publish_date", "article:published_time", "dc.date")
_ADDRESSES = ("url", "og:url")
_OWN_TITLE = re.compile(r"(?:标题|名称|信息名称|文件名称)")
_NO_TEXT = ("script", "style", "noscript", "template", "iframe", "select", "button")
_NO_TEXT_OPENS = re.compile(r"<(?:script|style|noscript|template|meta|link|title|datalist)\b", re.I)
_BLOCKS = ("p", "lb", "head", "item", "list", "quote", "div", "row", "table")  # of trafilatura
_BREAK = "\u2028"  # no text that is decoded has it
_ROW = "\u2502"  # opens and closes a row while the page is read: a bar would be escaped
_CONTROLS = re.compile(
    r"[\s【\[（(|]*(?:(?:打印|关闭|收藏|分享|字[体号]|大|中|小|微信|微博|QQ空间|返回顶部|扫一扫.{0,20})"
    r"(?:本页|此页|窗口|页面|到)?[\s：:】\]）)|\[【（(]*)+"
    r"|(?:当前位置|您?(?:当前|现在)?所?在的?位置).*|(?:浏览|阅读|访问)(?:次数|量|数).*"
    r"|(?:来源|信息来源|发布日期|发布时间|时间)\s*[：:].{0,60}(?:字[体号]|浏览|阅读|分享|打印).*"
)


def convert(raw: bytes) -> Converted:
    """The page as fields, title and text. Raises CorpusError where it has none."""
    if len(raw) > MAX_BYTES:
        raise CorpusError(f"网页超过 {MAX_BYTES // 2**20} MB，无法读取")
    tree, hidden = _tree(_decoded(raw))
    meta: dict[str, str] = {}
    for element in tree.iter("meta"):
        if content := (element.get("content") or "").strip():
            name = element.get("name") or element.get("property") or ""
            meta.setdefault(name.strip().lower(), content)
    fields = _fields(tree)
    for table in tree.xpath(".//table[not(.//table)]"):
        _flatten(table)
    import trafilatura

    page: Any = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, favor_recall=True
    )
    body = [] if page is None or page.body is None else list(_lines(page.body))
    own = next((fields.pop(name) for name in list(fields) if _OWN_TITLE.fullmatch(name)), "")
    title = own or _first(meta, _TITLES) or (page.title if page else None) or ""
    title = " ".join(title.split())
    body = [line for line in body if not _CONTROLS.fullmatch(line)]
    while body and title and _bare(body[0].lstrip("# ")) == _bare(title):
        body.pop(0)
    if not any(body):
        raise CorpusError("网页里没有找到正文")
    header, other = _header(fields, _first(meta, _DATES))
    url = _first(meta, _ADDRESSES) or (page.url if page else None) or ""
    lines = [*header, "", title, *other, *body] if title else [*header, *other, *body]
    removed = (f"样式隐藏的文字 {hidden} 处",) if hidden else ()
    return Converted("\n".join(lines), title, url, removed)


def _decoded(raw: bytes) -> str:
    """By what the page declares; a declaration that its bytes contradict is not believed."""
    declared = None if raw.startswith(_MARKS) else _DECLARED.search(raw[:5000])
    name = declared[1].decode("ascii").lower() if declared else ""
    with suppress(UnicodeDecodeError, LookupError):
        if name:
            return raw.decode(_WIDER.get(name, name))
    try:
        return decode_all(raw)
    except CorpusError:
        rough = raw.decode("gb18030" if "gb" in name else "utf-8", errors="replace")
        if rough.count("\ufffd") > len(rough) // 50:
            raise
        return rough  # a page with a broken spot; a browser shows it


def _tree(text: str) -> tuple[Any, int]:
    """The page without what is no text and what nobody sees, and how much of the latter."""
    import lxml.html
    from lxml import etree

    text = re.sub(r"<\?xml[^>]*\?>", "", text[:1000]) + text[1000:]
    head, opening, shown = text.partition("<body")
    head, shown = (head + opening, shown) if opening else ("", text)
    ranges = hidden_ranges(shown)
    hidden = sum(not _NO_TEXT_OPENS.match(shown, start) for start, _ in ranges)
    edges = [0, *(edge for each in ranges for edge in each), len(shown)]
    shown = "".join(shown[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    raw = (head + shown).encode("utf-8", "replace")
    tree = lxml.html.document_fromstring(raw, parser=parser)
    if tree.xpath(f"boolean(//*[count(ancestor::*) > {MAX_DEPTH}])"):
        raise CorpusError("网页结构嵌套过深，无法读取")
    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    return tree, hidden


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _fields(tree: Any) -> dict[str, str]:
    """Take the block of labels and values out of the tree: the smallest that has enough of them."""
    best: dict[str, str] = {}
    block = None
    for element in tree.iter("table", "ul", "dl", "div", "section"):
        if element.xpath("string-length(normalize-space())") < _BLOCK_LENGTH:
            found = _pairs(filter(None, map(str.strip, element.itertext())))
            known = sum(map(_is_label, found))
            if known >= _FIELDS and len(found) >= len(best) and known * 2 >= len(found):
                best, block = found, element
    if block is not None:
        block.drop_tree()
    return best


def _pairs(texts: Iterable[str]) -> dict[str, str]:
    """Labels and values in turn, however the elements cut them."""
    found: dict[str, str] = {}
    label = ""
    for text in texts:
        text = re.sub(r"^[：:]\s*", "", text)
        name, colon, value = text.partition("：")
        name = _bare(name)
        if (colon and 2 <= len(name) <= 8) or _is_label(name):
            label = name
            found.setdefault(label, value.strip())
        elif label and not found[label]:
            found[label] = " ".join(text.split())
    return {name: value for name, value in found.items() if value}


def _is_label(name: str) -> bool:
    return len(name) <= 8 and bool(parse_header(name)[1])


def _header(fields: dict[str, str], date: str) -> tuple[list[str], list[str]]:
    """Lines of the fields that the reader knows, and one line of all others."""
    lines: dict[bool, list[str]] = {True: [], False: []}
    for name, value in fields.items():
        lines[_is_label(name)].append(f"{name}：{value}")
    if date and "发文日期" not in parse_header("\n".join(lines[True]))[0]:
        lines[True].append(f"发布日期：{date}")
    return lines[True], list(filter(None, ["；".join(lines[False])]))


def _flatten(table: Any) -> None:
    """A table of data becomes paragraphs, one a row, with merged cells filled."""
    from lxml import etree

    grid = Grid()
    rows = table.xpath(".//tr")
    for r, row in enumerate(rows):
        column = 0
        for cell in row.xpath("./td|./th"):
            column = grid.free(r, column)
            text = "\n".join(_parts(cell, ("p", "br", "div", "li"), _BREAK))
            down, across = (_span(cell.get(name)) for name in ("rowspan", "colspan"))
            grid.place(r, column, text, min(down, len(rows) - r), across)
            column += across
    wide = max((c for _, c in grid.cells), default=0) > 0
    if len(rows) < 2 or not wide or any(len(t) > _CELL for _, t in grid.cells.values()):
        return
    tail = table.tail
    table.clear()
    table.tag, table.tail = "div", tail
    for line in table_lines(grid):
        etree.SubElement(table, "p").text = re.sub(r"^\||\|$", _ROW, line)


def _span(text: str | None) -> int:
    return min(max(int(text), 1), 500) if text and text.isdecimal() else 1


def _parts(element: Any, blocks: Sequence[str], end: str) -> Iterator[str]:
    """The texts of an element, one a block; it is marked up for that."""
    for each in list(element.iter(*blocks)):
        each.text = f"{end}{each.text or ''}"
        each.tail = f"{end}{each.tail or ''}"
    for part in "".join(element.itertext()).split(end):
        yield from filter(None, [" ".join(part.split())])


def _lines(body: Any) -> Iterator[str]:
    """The lines of what trafilatura found; headings marked, rows of tables left to it too."""
    for row in list(body.iter("row")):
        cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("cell")]
        row.clear()
        row.text = cells[0] if len(cells) == 1 else f"| {' | '.join(cells)} |"
    for head in body.iter("head"):
        level = head.get("rend", "h2")[-1:]
        head.text = f"{'#' * int(level) if level.isdecimal() else ''} {head.text or ''}"
    for text in _parts(body, _BLOCKS, "\n"):
        row = text.startswith(_ROW) and text.endswith(_ROW)
        yield re.sub(r"\| (?=\|)", "|  ", f"|{text[1:-1]}|" if row else text)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)
