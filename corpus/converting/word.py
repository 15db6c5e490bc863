"""A .docx: paragraphs with their automatic numbers, headings, tables and footnotes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from corpus.converting.archive import opened
from corpus.converting.converted import Converted
from corpus.converting.numbering import Numbering, W, read_numbering
from corpus.converting.tables import Grid, table_lines
from corpus.converting.titles import CENTRED, with_whole_title
from corpus.outline import marker

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*(?:\d|heading|标题)", re.IGNORECASE)
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": " ", f"{W}noBreakHyphen": "-"}
_NOT_SHOWN = {f"{W}del", f"{W}moveFrom", f"{W}rPr", f"{W}pPr", f"{W}instrText", f"{_MC}Fallback"}
_PASSED_THROUGH = {f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml"}


def convert(raw: bytes) -> Converted:
    """The document as text. Raises Refused for a container that is not safe."""
    opened(raw).close()
    import docx

    document = docx.Document(io.BytesIO(raw))
    reading = _Reading(_styles(document), _numbering(document), _notes(document))
    lines = list(reading.blocks(document.element.body))
    removed = (f"隐藏的文字 {reading.hidden} 处",) if reading.hidden else ()
    title = reading.title or (document.core_properties.title or "").strip()
    return Converted("\n".join(with_whole_title(lines)), title, removed=removed)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style and those it is based on say; heading 0 is the title, -1 none."""

    name: str = ""
    heading: int = -1
    number: str = ""
    level: int | None = None
    centred: bool = False
    hidden: bool = False


@dataclass
class _Reading:
    styles: dict[str, _Style]
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
        style = self.style(element)
        text = "".join(self.text(element)).strip()
        below, self.pending = self.pending, []
        if text and not _CONTENTS.match(style.name):
            text = self.mark(element, style) + text
            if style.heading == 0 and not self.title:
                self.title = text
            headed = style.heading > 0 and len(text) <= 80 and marker(text) is None
            prefix = "#" * min(style.heading + 1, 6) + " " if headed else ""
            first, *rest = filter(None, map(str.strip, text.split("\n")))
            centred = CENTRED if not prefix and style.centred else ""
            yield from (f"{centred}{prefix}{first}", *rest)
        yield from below

    def style(self, element: Any) -> _Style:
        """The paragraph's style, with what the paragraph itself says instead."""
        name = _value(element, "pPr/pStyle")
        return _own(element.find(f"{W}pPr"), self.styles.get(name) or self.styles.get("", _Style()))

    def mark(self, element: Any, style: _Style) -> str:
        """The automatic number; 0 takes that of the style away."""
        if not style.number or style.number == "0":
            return ""
        level = style.level
        if level is None:
            named = _value(element, "pPr/pStyle")
            level = self.numbering.by_style.get((style.number, named), 0)
        return self.numbering.mark(style.number, level)

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
            elif tag == f"{W}r" and _is_hidden(child):
                self.hidden += 1
            elif tag not in _NOT_SHOWN:
                yield from self.text(child)

    def table(self, element: Any) -> Grid:
        """The cells of a table; one that spans rows says its text in each of them."""
        grid = Grid()
        rows = [child for child in _through(element) if child.tag == f"{W}tr"]
        spans: dict[int, tuple[int, str]] = {}  # column -> number and text of the cell above
        for r, row in enumerate(rows):
            column = int(_value(row, "trPr/gridBefore") or 0)
            for cell in (child for child in _through(row) if child.tag == f"{W}tc"):
                across = min(int(_value(cell, "tcPr/gridSpan") or 1), 200)
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


def _through(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag in _PASSED_THROUGH:
            yield from _through(child)
        else:
            yield child


def _is_contents(element: Any) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "Contents" in gallery.get(f"{W}val", "")


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false")


def _value(element: Any, path: str) -> str:
    found = element.find("/".join(W + part for part in path.split("/")))
    return "" if found is None else found.get(f"{W}val", "")


def _own(properties: Any, style: _Style) -> _Style:
    """A style with the paragraph properties that stand over it."""
    if properties is None:
        return style
    outline, number = _value(properties, "outlineLvl"), _value(properties, "numPr/numId")
    level, aligned = _value(properties, "numPr/ilvl"), _value(properties, "jc")
    return _Style(
        style.name,
        int(outline) + 1 if outline and int(outline) < 9 else style.heading,
        number or style.number,
        int(level) if level else (0 if number else style.level),
        aligned == "center" if aligned else style.centred,
    )


def _styles(document: Any) -> dict[str, _Style]:
    """Paragraph styles by their ids, "" the default; each over those it is based on."""
    elements = {
        element.get(f"{W}styleId", ""): element
        for element in document.styles.element.findall(f"{W}style")
        if element.get(f"{W}type") == "paragraph"
    }
    found: dict[str, _Style] = {}
    for name in elements:
        chain = [name]
        while (base := _value(elements[chain[-1]], "basedOn")) in elements and base not in chain:
            chain.append(base)
        style = _Style()
        for each in reversed(chain):
            style = _named(elements[each], style)
        found[name] = style
        if elements[name].get(f"{W}default") == "1":
            found[""] = style
    return found


def _named(element: Any, base: _Style) -> _Style:
    name = _value(element, "name")
    match = _HEADING.fullmatch(name)
    heading = int(match[1]) if match else base.heading
    if name.casefold() in ("title", "标题"):
        heading = 0
    style = _own(element.find(f"{W}pPr"), _Style(name, heading, base.number, base.level,
                                                base.centred))  # fmt: skip
    given = _value(element, "pPr/numPr/ilvl")
    own = element.find(f"{W}pPr/{W}numPr") is not None
    level = int(given) if given else (None if own else style.level)  # else by the list's own link
    return _Style(name, style.heading, style.number, level, style.centred)


def _part(document: Any, kind: str) -> Any:
    """The root of a part of the document, read without entities; None where it has none."""
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return etree.fromstring(relation.target_part.blob, parser)
    return None


def _numbering(document: Any) -> Numbering:
    root = _part(document, "numbering")
    return Numbering() if root is None else read_numbering(root)


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
