"""A PDF: letters in reading order by pypdfium2, ruled tables by pdfplumber, scans by OCR."""

import io
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from corpus.converting import ocr
from corpus.converting.converted import LOCKED, Converted
from corpus.converting.letters import Letter, Page, printed
from corpus.converting.pages import text_of
from corpus.converting.pdf_streams import MAX_SECONDS, TOO_SLOW, check_streams
from corpus.errors import CorpusError

MAX_PAGES = 1000
_MAX_LETTERS = 30_000  # of a page
_RULES = range(12, 15_000)  # points of the drawn paths of a page that may hold a ruled table
_FEW = 8  # letters of a page up to which it is a picture


def convert(raw: bytes, recogniser: ocr.Recogniser | None = None) -> Converted:
    """The text of a PDF. Raises CorpusError for locked, damaged and scanned ones."""
    import pypdfium2

    until = time.monotonic() + MAX_SECONDS
    check_streams(raw, until)
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise CorpusError(f"PDF {LOCKED}" if locked else "PDF 已损坏") from None
    with document:
        pages = list(enumerate(_pages(raw, document, recogniser, until), 1))
        text = text_of([page for _, page in pages if page])
        unread = "、".join(str(number) for number, page in pages if page is None)
        seen = "、".join(str(number) for number, page in pages if page and page.scanned)
        if not text:
            scan = f"PDF 是扫描件，没有文字层。{ocr.ADVICE}"
            raise CorpusError(scan if unread else "PDF 没有内容")
        remarks = (
            f"第 {unread} 页是扫描图，没有读取。{ocr.ADVICE}" if unread else "",
            f"第 {seen} 页由文字识别读出，可能有错字，数字请对照原件" if seen else "",
        )
        title = str(document.get_metadata_dict().get("Title", "")).strip()
        return Converted(text, title, remarks=tuple(filter(None, remarks)))


def _pages(
    raw: bytes, document: Any, recogniser: ocr.Recogniser | None, until: float
) -> Iterator[Page | None]:
    """Each page; None for one that is a picture that cannot be read."""
    import pdfplumber

    if len(document) > MAX_PAGES:
        raise CorpusError(f"PDF 超过 {MAX_PAGES} 页，请拆分后再放入")
    plumbed = None
    for number, page in enumerate(document):
        if time.monotonic() > until:
            raise CorpusError(TOO_SLOW)
        with closing(page), closing(page.get_textpage()) as letters:
            height = page.get_height()
            rows = list(_rows(letters, height))
            images, points = _drawn(page)
            if sum(map(len, rows)) <= _FEW and images:
                read = recogniser or ocr.recogniser()
                yield ocr.scanned(page, read) if read else None
                continue
            tables = []
            if points in _RULES:
                plumbed = plumbed or pdfplumber.open(io.BytesIO(raw))
                tables = plumbed.pages[number].find_tables()
                plumbed.pages[number].close()
            yield printed(rows, tables, height)


def _rows(letters: Any, height: float) -> Iterator[list[Letter]]:
    """The letters of a page as PDFium orders them and breaks them into lines."""
    import pypdfium2.raw as pdfium

    row: list[Letter] = []
    for i in range(min(letters.count_chars(), _MAX_LETTERS)):
        code = pdfium.FPDFText_GetUnicode(letters, i)
        if code in (10, 13):
            yield row
            row = []
        elif code in (2, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF:
            continue  # hyphens at the end of a line, halves of pairs
        elif code == 0 or code > 32:
            left, bottom, right, top = letters.get_charbox(i, loose=True)
            row.append(
                Letter(chr(code) if code else "\ufffd", left, right, height - top, height - bottom)
            )
        elif row:  # a space stands where the letter before it ends
            row.append(row[-1]._replace(text=chr(code), left=row[-1].right))
    yield row


def _drawn(page: Any) -> tuple[int, int]:
    """How many images a page draws, and how many points its paths have."""
    import pypdfium2.raw as pdfium

    images = points = 0
    for each in page.get_objects(max_depth=3):
        images += each.type == pdfium.FPDF_PAGEOBJ_IMAGE
        if each.type == pdfium.FPDF_PAGEOBJ_PATH:
            points += pdfium.FPDFPath_CountSegments(each)
    return images, points
