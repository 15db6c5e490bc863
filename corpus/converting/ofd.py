"""OFD, the national format of printed pages: its text objects in page order, by the stdlib."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree

from corpus.converting.archive import opened
from corpus.converting.converted import Converted, Refused
from corpus.converting.pages import Line, Page, text_lines
from corpus.converting.titles import with_whole_title

_A4 = (0.0, 0.0, 210.0, 297.0)  # mm
_SAME_LINE = 0.5  # of the letters' size that parts of one line may differ in height

Element = ElementTree.Element


def convert(raw: bytes) -> Converted:
    """The text of an OFD. Raises Refused where it holds none."""
    archive = opened(raw)  # refuses entities
    root = _xml(archive, "OFD.xml")
    pages: list[Page] = []
    for body in _all(root, "DocBody"):
        place = _text(_first(body, "DocRoot"))
        if place:
            pages.extend(_pages(archive, place))
    lines = list(with_whole_title(text_lines(pages)))
    if not lines:
        raise Refused("OFD 没有文字层，可能是扫描件")
    return Converted("\n".join(lines), _text(_first(root, "Title")))


def _pages(archive: zipfile.ZipFile, place: str) -> Iterator[Page]:
    document = _xml(archive, place)
    usual = _numbers(_text(_first(document, "PhysicalBox"))) or _A4
    for page in _all(document, "Page"):
        content = _xml(archive, _beside(place, page.get("BaseLoc", "")))
        box = _numbers(_text(_first(content, "PhysicalBox"))) or usual
        if len(box) == 4:
            yield Page(tuple(_lines(_pieces(content))), box[2], box[3])


def _pieces(content: Element) -> Iterator[Line]:
    for item in _all(content, "TextObject"):
        boundary = _numbers(item.get("Boundary", "")) or _A4
        a, b, c, d, e, f = _numbers(item.get("CTM", "")) or (1, 0, 0, 1, 0, 0)
        size = float(item.get("Size", "4")) * max(abs(d), abs(b))
        for code in _all(item, "TextCode"):
            text = "".join(code.itertext())
            x, y = float(code.get("X") or 0), float(code.get("Y") or 0)
            left, base = boundary[0] + a * x + c * y + e, boundary[1] + b * x + d * y + f
            steps = _steps(code.get("DeltaX", ""))
            width = (sum(steps) * abs(a) + size) if steps else size * len(text)
            if text.strip():
                yield Line(text, left, left + width, base - size, size)


def _lines(pieces: Iterator[Line]) -> Iterator[Line]:
    """Pieces of one height are one line; they stand in the file in the order of their printing."""
    row: list[Line] = []
    for piece in pieces:
        if row and abs(piece.top + piece.size - row[0].top - row[0].size) > _SAME_LINE * piece.size:
            yield _joined(row)
            row = []
        row.append(piece)
    if row:
        yield _joined(row)


def _joined(row: list[Line]) -> Line:
    row = sorted(row, key=lambda piece: piece.left)
    text = row[0].text
    for before, piece in pairwise(row):
        text += (" " if piece.left - before.right > piece.size else "") + piece.text
    size = max(piece.size for piece in row)
    return Line(text.strip(), row[0].left, row[-1].right, min(p.top for p in row), size)


def _steps(text: str) -> list[float]:
    """Widths from letter to letter; "g 3 5" is three of five."""
    words, steps = text.split(), []
    while words:
        word = words.pop(0)
        if word == "g" and len(words) > 1:
            count = int(words.pop(0))
            steps += [float(words.pop(0))] * min(count, 5000)
        else:
            steps.append(float(word))
    return steps


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    return ElementTree.fromstring(archive.read(name.lstrip("/")))


def _beside(place: str, name: str) -> str:
    return name if name.startswith("/") else posixpath.join(posixpath.dirname(place), name)


def _all(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element.iter() if each.tag.rpartition("}")[2] == name)


def _first(element: Element, name: str) -> Element | None:
    return next(_all(element, name), None)


def _text(element: Element | None) -> str:
    return "" if element is None else (element.text or "").strip()


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(word) for word in re.findall(r"-?\d+(?:\.\d+)?", text))
