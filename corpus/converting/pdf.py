"""A PDF: text in reading order by pypdfium2, ruled tables by pdfplumber, scans by OCR."""

from __future__ import annotations

import ctypes
import io
import time
from collections.abc import Iterator
from dataclasses import replace
from statistics import median
from typing import Any

from corpus.converting import ocr
from corpus.converting.converted import Converted, Refused
from corpus.converting.pages import Line, Page, text_lines
from corpus.converting.tables import Grid, table_lines
from corpus.converting.titles import with_whole_title

MAX_PAGES = 1000
MAX_SECONDS = 120
"""Of one file; scanned pages take some 10 s each."""

_MAX_CHARACTERS = 30_000  # of a page
_RULES = range(4, 3000)  # drawn paths of a page that may hold a ruled table
_ZOOM = 200 / 72  # pixels a point for OCR
_FEW = 8  # characters of a page up to which it is a picture


def convert(raw: bytes, recogniser: ocr.Recogniser | None = None) -> Converted:
    """The text of a PDF. Raises Refused for locked, damaged and scanned ones."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise Refused("PDF 有密码保护，请去掉密码后再放入" if locked else "PDF 已损坏") from None
    try:
        return _Reading(raw, document, recogniser).convert()
    finally:
        document.close()


class _Reading:
    """One document while it is read."""

    def __init__(self, raw: bytes, document: Any, recogniser: ocr.Recogniser | None) -> None:
        self.raw = raw
        self.document = document
        self.recogniser = recogniser
        self.until = time.monotonic() + MAX_SECONDS
        self.plumber: Any = None

    def convert(self) -> Converted:
        if len(self.document) > MAX_PAGES:
            raise Refused(f"PDF 超过 {MAX_PAGES} 页，请拆分后再放入")
        pages, scanned = [], []
        for number in range(len(self.document)):
            if time.monotonic() > self.until:
                raise Refused(f"读取超过 {MAX_SECONDS} 秒，请拆分后再放入")
            page = self.page(number)
            if page is None:
                scanned.append(str(number + 1))
            else:
                pages.append(page)
        if not any(page.lines for page in pages):
            raise Refused(f"PDF 是扫描件，没有文字层。{ocr.ADVICE}" if scanned else "PDF 没有内容")
        remark = f"第 {'、'.join(scanned)} 页是扫描图，没有读取。{ocr.ADVICE}"
        title = str(self.document.get_metadata_dict().get("Title", "")).strip()
        lines = list(with_whole_title(text_lines(pages)))
        return Converted("\n".join(lines), title, remarks=(remark,) if scanned else ())

    def page(self, number: int) -> Page | None:
        """One page; None where it is a picture that cannot be read."""
        page = self.document[number]
        width, height = page.get_size()
        letters = page.get_textpage()
        try:
            lines = list(_lines(letters, height))
            images, paths = _drawn(page)
            if sum(len(line.text) for line in lines) <= _FEW and images:
                return self.scanned(page, width, height)
            if paths in _RULES:
                lines = self.with_tables(lines, number, letters, height)
            return Page(tuple(lines), width, height)
        finally:
            letters.close()
            page.close()

    def scanned(self, page: Any, width: float, height: float) -> Page | None:
        self.recogniser = self.recogniser or ocr.recogniser()
        if self.recogniser is None:
            return None
        image = page.render(scale=_ZOOM, rev_byteorder=True).to_numpy()
        lines = [
            Line(text, left / _ZOOM, right / _ZOOM, top / _ZOOM, (bottom - top) / _ZOOM)
            for text, (left, top, right, bottom) in self.recogniser(image)
        ]
        return Page(_even(lines), width, height)

    def with_tables(
        self, lines: list[Line], number: int, letters: Any, height: float
    ) -> list[Line]:
        """The lines with each ruled table in its place."""
        import pdfplumber

        self.plumber = self.plumber or pdfplumber.open(io.BytesIO(self.raw))
        page = self.plumber.pages[number]
        for table in page.find_tables():
            grid = _grid(table, letters, height)
            rows = tuple(table_lines(grid))
            if len({r for r, _ in grid.cells}) < 2 or len({c for _, c in grid.cells}) < 2:
                continue
            left, top, right, bottom = table.bbox
            inside = [i for i, line in enumerate(lines)
                      if left - 2 <= (line.left + line.right) / 2 <= right + 2
                      and top - 2 <= line.top + line.size / 2 <= bottom + 2]  # fmt: skip
            if inside:
                lines[inside[0]] = Line("", left, right, top, 0, rows)
                lines = [line for i, line in enumerate(lines) if i not in set(inside[1:])]
        page.close()
        return lines


def _lines(letters: Any, height: float) -> Iterator[Line]:
    """The lines of a page as PDFium orders and breaks them, with their places."""
    import pypdfium2.raw as pdfium

    text = ""
    boxes: list[tuple[float, float, float, float]] = []
    box = pdfium.FS_RECTF()
    for i in range(min(letters.count_chars(), _MAX_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(letters.raw, i)
        if code in (10, 13):
            if text.strip() and boxes:
                yield _line(text, boxes, height)
            text, boxes = "", []
            continue
        if code in (0, 0xFFFE, 0xFFFF, 2) or 0xD800 <= code <= 0xDFFF:
            continue
        text += chr(code)
        if code > 32 and pdfium.FPDFText_GetLooseCharBox(letters.raw, i, ctypes.byref(box)):
            boxes.append((box.left, box.right, box.top, box.bottom))
    if text.strip() and boxes:
        yield _line(text, boxes, height)


def _line(text: str, boxes: list[tuple[float, float, float, float]], height: float) -> Line:
    lefts, rights, tops, _ = zip(*boxes, strict=True)
    sizes = sorted(top - bottom for _, _, top, bottom in boxes)
    return Line(text.strip(), min(lefts), max(rights), height - max(tops), sizes[len(sizes) // 2])


def _even(lines: list[Line]) -> tuple[Line, ...]:
    """Boxes of OCR vary by a pixel or two: sizes that are nearly one are made one."""
    usual = median(line.size for line in lines) if lines else 0
    return tuple(
        replace(line, size=usual) if abs(line.size - usual) < 0.25 * usual else line
        for line in lines
    )


def _drawn(page: Any) -> tuple[int, int]:
    """How many images and how many paths a page draws."""
    import pypdfium2.raw as pdfium

    kinds = [each.type for each in page.get_objects(max_depth=3)]
    return kinds.count(pdfium.FPDF_PAGEOBJ_IMAGE), kinds.count(pdfium.FPDF_PAGEOBJ_PATH)


def _grid(table: Any, letters: Any, height: float) -> Grid:
    """The cells by the rules that bound them, with PDFium's text of each."""
    columns = sorted({round(x) for cell in table.cells for x in (cell[0], cell[2])})
    rows = sorted({round(y) for cell in table.cells for y in (cell[1], cell[3])})
    grid = Grid()
    for left, top, right, bottom in table.cells:
        text = letters.get_text_bounded(left, height - bottom, right, height - top)
        r, c = rows.index(round(top)), columns.index(round(left))
        down, across = rows.index(round(bottom)) - r, columns.index(round(right)) - c
        grid.place(r, c, text.replace("\r", ""), max(down, 1), max(across, 1))
    return grid
