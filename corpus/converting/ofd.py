"""OFD, the national format of printed pages: its text objects in page order, by lxml."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from itertools import chain, islice, repeat
from types import SimpleNamespace
from typing import Any

from corpus.converting.converted import Converted
from corpus.converting.letters import Letter, Page, printed, rows_of_letters
from corpus.converting.pages import text_of
from corpus.converting.unpacking import ENTITIES
from corpus.errors import CorpusError

_POINT = 72 / 25.4  # of a millimetre
_A4 = (0.0, 0.0, 210.0, 297.0)  # mm
_RULE = 1.5  # mm that a drawn path is thick at most to be a rule of a table
_RULES = 3000  # of a page; a drawing has more

Element = Any


def convert(raw: bytes) -> Converted:
    """The text of an OFD. Raises CorpusError where it holds none."""
    archive = zipfile.ZipFile(io.BytesIO(raw))
    root = _xml(archive, "OFD.xml")
    places = (body.findtext(".//{*}DocRoot") for body in root.findall(".//{*}DocBody"))
    text = text_of([page for place in places if place for page in _pages(archive, place.strip())])
    if not text:
        raise CorpusError("OFD 没有文字层，可能是扫描件")
    return Converted(text, root.findtext(".//{*}Title", "").strip())


def _pages(archive: zipfile.ZipFile, place: str) -> Iterator[Page]:
    """The pages of a document; pdfplumber's finder of tables asks a page for its rules alone."""
    from pdfplumber.table import TableFinder

    document = _xml(archive, place)
    usual = _numbers(document.findtext(".//{*}PhysicalBox")) or _A4
    for page in document.findall(".//{*}Page"):
        beside = posixpath.join("/", posixpath.dirname(place), page.get("BaseLoc", ""))
        content = _xml(archive, beside)
        *_, height = _numbers(content.findtext(".//{*}PhysicalBox")) or usual
        ruled: Any = SimpleNamespace(edges=list(islice(_edges(content), _RULES)))
        letters = chain.from_iterable(map(_letters, content.findall(".//{*}TextObject")))
        rows = rows_of_letters(letters)
        yield printed(rows, TableFinder(ruled).tables, height * _POINT)


def _letters(item: Element) -> Iterator[Letter]:
    """The letters of a text where their steps put them."""
    x0, y0, *_ = _numbers(item.get("Boundary")) or _A4
    a, b, c, d, e, f = _numbers(item.get("CTM")) or (1, 0, 0, 1, 0, 0)
    own = float(item.get("Size") or item.get("size") or 4)  # easyofd writes it small
    size = own * max(abs(d), abs(b)) * _POINT
    for code in item.findall(".//{*}TextCode"):
        x, y = float(code.get("X") or 0), float(code.get("Y") or 0)
        steps, falls = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
        for text in "".join(code.itertext()):
            part = 0.5 if text.isascii() else 1.0  # of a square
            left, bottom = (x0 + a * x + c * y + e) * _POINT, (y0 + b * x + d * y + f) * _POINT
            yield Letter(text, left, left + part * size, bottom - size, bottom)
            x, y = x + next(steps, part * own), y + next(falls, 0.0)


def _steps(text: str | None) -> Iterator[float]:
    """Widths from letter to letter; "g 3 5" is three of five."""
    words = iter((text or "").split())
    for word in words:
        count = min(int(next(words)), 5000) if word == "g" else 1
        yield from repeat(float(next(words) if word == "g" else word), count)


def _edges(content: Element) -> Iterator[dict[str, Any]]:
    """The rules that are drawn, as pdfplumber has them."""
    for item in content.findall(".//{*}PathObject"):
        left, top, width, height = (part * _POINT for part in _numbers(item.get("Boundary")) or _A4)
        if min(width, height) < _RULE * _POINT:
            right, bottom = left + width, top + height
            yield {
                "object_type": "line",
                "orientation": "h" if width > height else "v",
                **{"x0": left, "x1": right, "width": width},
                **{"top": top, "bottom": bottom, "height": height},
            }


def _xml(archive: zipfile.ZipFile, name: str) -> Element:
    from lxml import etree

    rules = {"resolve_entities": False, "no_network": True, "huge_tree": False}
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, **rules)
    root = etree.fromstring(archive.read(name.lstrip("/")), parser)
    if root.getroottree().docinfo.doctype:
        raise CorpusError(ENTITIES)
    return root


def _numbers(text: str | None) -> tuple[float, ...]:
    return tuple(map(float, (text or "").split()))
