"""A table as xlsx: every text stays text, whatever it begins with."""

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.csv_file import Cell

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_CELL_CHARS = 32_767  # of Excel
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in xlsx


def xlsx_file(
    title: str,
    columns: Mapping[str, int],
    lines: Iterable[Sequence[Cell]],
    about: Sequence[Sequence[Cell]] = (),
) -> bytes:
    """One sheet of lines under columns (with their widths in characters), and one that says where
    they are from."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = title
    _fill(sheet, [tuple(columns), *lines])
    _dress(sheet, columns.values())
    if about:
        last = book.create_sheet("说明")
        _fill(last, about)
        last.column_dimensions["A"].width = 14
        last.column_dimensions["B"].width = 90
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def storable(text: str) -> str:
    """The text without what XML may not hold."""
    return _CONTROL.sub("", text).encode("utf-8", "replace").decode("utf-8")


def _fill(sheet: Any, lines: Iterable[Sequence[Cell]]) -> None:
    for at, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            shown = storable(value)[:MAX_CELL_CHARS] if isinstance(value, str) else value
            cell = sheet.cell(at, column, shown)
            if isinstance(shown, str):
                cell.data_type = "s"  # text, whatever it begins with: never a formula
                cell.quotePrefix = True  # and still text once somebody has edited it


def _dress(sheet: Any, widths: Iterable[int]) -> None:
    """Headings that stay in view, columns wide enough, a filter on each."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for line in sheet.iter_rows():
        for cell in line:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E8F0F9")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
