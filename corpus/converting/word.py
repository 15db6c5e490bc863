"""A .docx: paragraphs with their automatic numbers, headings, tables and footnotes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.converting.converted import Converted
from corpus.converting.numbering import Numbering, W, is_on, value
from corpus.converting.tables import Grid, table_lines
from corpus.converting.titles import CENTRED, with_whole_title
from corpus.outline import marker

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])|(title|标题)", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:\d|heading|标题)", re.IGNORECASE)
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
_NOT_SHOWN = {f"{W}del", f"{W}moveFrom", f"{W}rPr", f"{W}pPr", f"{W}instrText", f"{_MC}Fallback"}
_PASSED_THROUGH = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"}


def convert(raw: bytes) -> Converted:
    """The document as text."""
    import docx

    document = docx.Document(io.BytesIO(raw))
    reading = _Reading(_styles(document), Numbering(_part(document, "numbering")), _notes(document))
    lines = list(reading.blocks(document.element.body))
    removed = (f"隐藏的文字 {reading.hidden} 处",) if reading.hidden else ()
    title = reading.title or (document.core_properties.title or "").strip()
    return Converted("\n".join(with_whole_title(lines)), title, removed=removed)


@dataclass
class _Reading:
    styles: dict[str, list[Any]]  # each paragraph style with those it is based on; "" the default
    numbering: Numbering
    notes: dict[str, str]
    title: str = ""
    hidden: int = 0
    pending: list[str] = field(default_factory=list)  # what follows the paragraph at hand

    def blocks(self, parent: Any) -> Iterator[str]:
        """The lines of all that stands in an element, in order."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self.paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from table_lines(self.table(child))
            elif child.tag in _PASSED_THROUGH and not _is_contents(child):
                yield from self.blocks(child)

    def paragraph(self, element: Any) -> Iterator[str]:
        """Its text after its number; its notes and text boxes as lines below it."""
        name = value(element, "pPr/pStyle")
        styles = self.styles.get(name) or self.styles.get("", [])
        text = "".join(self.text(element)).strip()
        below, self.pending = self.pending, []
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
        yield from below

    def mark(self, spoken: Sequence[Any], style: str) -> str:
        """The automatic number; 0 takes that of the style away."""
        number, level = "", ""
        for one in spoken:
            number = value(one, "pPr/numPr/numId")
            level = (
                level
                or value(one, "pPr/numPr/ilvl")
                or ("0" if number and one is spoken[0] else "")
            )
            if number:
                break
        return self.numbering.mark(number, int(level) if level else None, style)

    def text(self, element: Any) -> Iterator[str]:
        """What a paragraph or run shows."""
        for child in element:
            tag = child.tag
            if tag == f"{W}t":
                yield child.text or ""
            elif tag in _BREAKS:
                yield _BREAKS[tag]
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                if note := self.notes.get(tag[len(W) : len(W) + 3] + child.get(f"{W}id", "")):
                    self.pending.append(note)
            elif tag == f"{W}txbxContent":
                self.pending.extend(line.lstrip(CENTRED) for line in list(self.blocks(child)))
            elif tag == f"{W}r" and is_on(child.find(f"{W}rPr/{W}vanish")):
                self.hidden += 1
            elif tag not in _NOT_SHOWN:
                yield from self.text(child)

    def table(self, element: Any) -> Grid:
        """The cells of a table; one that spans rows says its text in each of them."""
        grid = Grid()
        spans: dict[int, tuple[int, str]] = {}  # column -> number and text of the cell above
        for r, row in enumerate(_through(element, "tr")):
            column = int(value(row, "trPr/gridBefore") or 0)
            for cell in _through(row, "tc"):
                across = min(int(value(cell, "tcPr/gridSpan") or 1), 200)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                if merge is not None and merge.get(f"{W}val") != "restart" and column in spans:
                    for c in range(column, column + across):
                        grid.cells[r, c] = spans[column]
                else:
                    text = "\n".join(line.removeprefix(CENTRED) for line in self.blocks(cell))
                    grid.place(r, column, text, across=across)
                    spans[column] = grid.cells.get((r, column), (0, text))
                column += across
        return grid


def _through(parent: Any, name: str) -> Iterator[Any]:
    """The children of a name, also those in elements that show nothing of their own."""
    for child in parent:
        if child.tag in _PASSED_THROUGH:
            yield from _through(child, name)
        elif child.tag == W + name:
            yield child


def _is_contents(element: Any) -> bool:
    return "Contents" in value(element, "sdtPr/docPartObj/docPartGallery")


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


def _notes(document: Any) -> dict[str, str]:
    """The lines of footnotes and endnotes, by "foo" or "end" and their ids."""
    found: dict[str, str] = {}
    for kind in ("footnotes", "endnotes"):
        root = _part(document, kind)
        notes = [] if root is None else [n for n in root if not n.get(f"{W}type")]
        for number, note in enumerate(notes, 1):
            text = "".join(t.text or "" for t in note.iter(f"{W}t")).strip()
            if text:
                found[kind[:3] + note.get(f"{W}id", "")] = f"注{number}：{text}"
    return found
