"""A .docx: paragraphs with their automatic numbers, headings, tables and footnotes."""

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.converting.converted import Converted
from corpus.converting.numbering import Numbering, W, is_on, value
from corpus.converting.pages import CENTRED, with_whole_title
from corpus.converting.tables import Grid, table_lines
from corpus.outline import marker

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])|(title|标题)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:\d|heading|标题)", re.IGNORECASE)
_SHOWN = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-", f"{W}t": ""}
_NOT_SHOWN = (f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}tabs", f"{_MC}Fallback")
_WRAPPERS = (f"{W}sdtContent", f"{W}sdt", f"{W}ins", f"{W}moveTo", f"{W}customXml")
_NOTES = (f"{W}footnoteReference", f"{W}endnoteReference")


def convert(raw: bytes) -> Converted:
    """The document as text."""
    import docx

    document = docx.Document(io.BytesIO(raw))
    body = document.element.body
    hidden = _settle(body)
    reading = _Reading(document)
    text = "\n".join(with_whole_title(list(reading.blocks(body))))
    title = reading.title or (document.core_properties.title or "").strip()
    return Converted(text, title, removed=(f"隐藏的文字 {hidden} 处",) if hidden else ())


def _settle(body: Any) -> int:
    """Take out what is deleted, hidden or a list of contents, and the wrappers round what stays;
    how much was hidden."""
    from lxml import etree

    contents = [one for one in body.iter(f"{W}sdt")
                if "Contents" in value(one, "sdtPr/docPartObj/docPartGallery")]  # fmt: skip
    hidden = [run for run in body.iter(f"{W}r") if is_on(run.find(f"{W}rPr/{W}vanish"))]
    for one in [*contents, *hidden]:
        one.getparent().remove(one)
    etree.strip_elements(body, *_NOT_SHOWN)
    etree.strip_tags(body, *_WRAPPERS)
    return len(hidden)


class _Reading:
    """One document while it is read; title is what has the style of one."""

    def __init__(self, document: Any) -> None:
        self.styles = _styles(document)
        self.numbering = Numbering(_part(document, "numbering"))
        self.notes = _notes(document)
        self.title = ""

    def blocks(self, parent: Any) -> Iterator[str]:
        """The lines of all that stands in an element, in order."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from table_lines(self.table(child))

    def paragraph(self, element: Any) -> Iterator[str]:
        """Its text after its number; its notes and text boxes as lines below it."""
        boxes = list(element.iter(f"{W}txbxContent"))
        for box in boxes:
            box.getparent().remove(box)
        text = "".join(_SHOWN[e.tag] or e.text or "" for e in element.iter(*_SHOWN)).strip()
        name = value(element, "pPr/pStyle")
        styles = self.styles.get(name) or self.styles.get("", [])
        if text and not (styles and _CONTENTS.match(value(styles[0], "name"))):
            spoken = [element, *styles]  # the nearest that says something is right
            text = self.mark(spoken, name) + text
            heading = _heading(spoken)
            if heading == 0 and not self.title:
                self.title = text
            headed = heading > 0 and len(text) <= 80 and marker(text) is None
            prefix = "#" * min(heading + 1, 6) + " " if headed else ""
            first, *rest = filter(None, map(str.strip, text.split("\n")))
            centred = CENTRED if not prefix and _first(spoken, "pPr/jc") == "center" else ""
            yield from (f"{centred}{prefix}{first}", *rest)
        for one in element.iter(*_NOTES):
            yield from self.notes.get(one.tag[len(W) : len(W) + 3] + one.get(f"{W}id", ""), [])
        yield from (line.lstrip(CENTRED) for box in boxes for line in self.blocks(box))

    def mark(self, spoken: Sequence[Any], style: str) -> str:
        """The automatic number; 0 takes that of the style away."""
        level = ""
        for one in spoken:
            number = value(one, "pPr/numPr/numId")
            level = level or value(one, "pPr/numPr/ilvl")
            if number:
                at = int(level) if level else (0 if one is spoken[0] else None)
                return self.numbering.mark(number, at, style)
        return ""

    def table(self, element: Any) -> Grid:
        """The cells of a table; one that spans rows says its text in each of them."""
        grid = Grid()
        above: dict[int, tuple[int, str]] = {}  # column -> number and text of its last cell
        for r, row in enumerate(element.findall(f"{W}tr")):
            column = int(value(row, "trPr/gridBefore") or 0)
            for cell in row.findall(f"{W}tc"):
                across = min(int(value(cell, "tcPr/gridSpan") or 1), 200)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is None or merge.get(f"{W}val") == "restart" or column not in above:
                    lines = (line.removeprefix(CENTRED) for line in self.blocks(cell))
                    above[column] = (len(grid.cells), "\n".join(lines))
                grid.cells |= {(r, c): above[column] for c in range(column, column + across)}
                column += across
        return grid


def _first(spoken: Sequence[Any], path: str) -> str:
    return next(filter(None, (value(one, path) for one in spoken)), "")


def _heading(spoken: Sequence[Any]) -> int:
    """The level of a heading, 0 for the title, -1 for none."""
    for one in spoken:
        level = value(one, "pPr/outlineLvl")
        if level and int(level) < 9:
            return int(level) + 1
        if named := _HEADING.fullmatch(value(one, "name")):
            return int(named[1] or 0)
    return -1


def _styles(document: Any) -> dict[str, list[Any]]:
    styles = document.styles.element
    elements = {
        one.get(f"{W}styleId", ""): one
        for one in styles.findall(f"{W}style")
        if one.get(f"{W}type") == "paragraph"
    }
    found: dict[str, list[Any]] = {}
    for name, element in elements.items():
        chain = [element]
        while (base := elements.get(value(chain[-1], "basedOn"))) is not None and base not in chain:
            chain.append(base)
        found[name] = chain
        if element.get(f"{W}default") == "1":
            found[""] = chain
    return found


def _part(document: Any, kind: str) -> Any:
    """The root of a part of the document, read without entities; None where it has none."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


def _notes(document: Any) -> dict[str, list[str]]:
    """The lines of footnotes and endnotes, by "foo" or "end" and their ids."""
    found: dict[str, list[str]] = {}
    for kind in ("footnotes", "endnotes"):
        root = _part(document, kind)
        notes = [] if root is None else [n for n in root if not n.get(f"{W}type")]
        for number, note in enumerate(notes, 1):
            text = "".join(t.text or "" for t in note.iter(f"{W}t")).strip()
            if text:
                found[kind[:3] + note.get(f"{W}id", "")] = [f"注{number}：{text}"]
    return found
