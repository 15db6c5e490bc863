"""Workbooks: each sheet its table, figures as they are shown."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from corpus.converting.biff import Place, formats_of_records
from corpus.converting.converted import Converted, Refused
from corpus.converting.tables import MAX_CELLS, Grid, table_lines

_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>')
_USUAL_NAME = re.compile(r"(?:Sheet|工作表)\s*\d*", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|;.*')
_TOO_LARGE = f"表格过大（超过 {MAX_CELLS} 个单元格），请拆分后再放入"

Formats = dict[Place, str]


def convert(raw: bytes) -> Converted:
    """Every sheet that is shown, under its name where there are several."""
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    except calamine.PasswordError:
        raise Refused("有密码保护，请去掉密码后再放入") from None
    formats = _formats(raw)
    shown = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == calamine.SheetVisibleEnum.Visible
        and sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    tables = {name: _table(book.get_sheet_by_name(name), formats) for name in shown}
    tables = {name: lines for name, lines in tables.items() if lines}
    if not tables:
        raise Refused("表格里没有内容")
    hidden = len(book.sheet_names) - len(shown)
    removed = (f"隐藏的工作表 {hidden} 张",) if hidden else ()
    if len(tables) == 1:
        ((name, lines),) = tables.items()
        title = "" if _USUAL_NAME.fullmatch(name) else name
        return Converted("\n".join(lines), title, removed=removed)
    parts = [line for name, lines in tables.items() for line in (f"## {name}", *lines)]
    return Converted("\n".join(parts), removed=removed)


def _table(sheet: Any, formats: Formats) -> list[str]:
    if sheet.start is None:
        return []
    if sheet.height * sheet.width > 4 * MAX_CELLS:
        raise Refused(_TOO_LARGE)
    top, left = sheet.start
    rows = list(sheet.iter_rows())
    grid = Grid()
    texts = {
        (r, c): shown_value(value, formats.get((sheet.name, r + top, c + left), ""))
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
    }
    for (r0, c0), (r1, c1) in sheet.merged_cell_ranges or []:
        r, c, down, across = r0 - top, c0 - left, r1 - r0 + 1, c1 - c0 + 1
        if (r, c) in texts and down * across <= MAX_CELLS:
            grid.place(r, c, texts[r, c], down, across)
    for (r, c), text in texts.items():
        if text and (r, c) not in grid.cells:
            grid.place(r, c, text)
    return table_lines(grid)


def shown_value(value: Any, style: str = "") -> str:
    """A value as its cell shows it; style is the cell's number format."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _figure(value, _QUOTED.sub("", style))
    if isinstance(value, date):
        clock = f" {value:%H:%M}" if isinstance(value, datetime) and value.time() != time() else ""
        return f"{value.year}年{value.month}月{value.day}日{clock}"
    return str(value).strip()


def _figure(value: float, style: str) -> str:
    places = len(re.sub(r"^[^.]*\.?(0*).*", r"\1", style))
    if "%" in style:
        return f"{value * 100:.{places}f}%"
    if places:
        return f"{value:.{places}f}"
    return str(int(value)) if value == int(value) else f"{value:.12g}"


def _formats(raw: bytes) -> Formats:
    """Of an .xlsx, an .xls or an .et; a format that changes no figure is left out."""
    found = _of_package(raw) if raw.startswith(b"PK") else formats_of_records(raw)
    return {place: style for place, style in found if re.search(r"%|\.0", style)}


def _of_package(raw: bytes) -> Iterator[tuple[Place, str]]:
    import openpyxl

    archive = zipfile.ZipFile(io.BytesIO(raw))
    for name in archive.namelist():
        if name.startswith("xl/worksheets/"):
            _check_extent(archive.read(name))
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.rows for cell in row):
            if isinstance(cell.value, int | float):
                yield (sheet.title, cell.row - 1, cell.column - 1), cell.number_format


def _check_extent(sheet: bytes) -> None:
    """A few cells far apart would make a table of all that lies between them."""
    from openpyxl.utils import column_index_from_string

    letters, rows = zip(*_CELL.findall(sheet), strict=True) if _CELL.search(sheet) else ((), ())
    columns = (column_index_from_string(one.decode()) for one in set(letters))
    if max(map(int, rows), default=0) * max(columns, default=0) > 4 * MAX_CELLS:
        raise Refused(_TOO_LARGE)
