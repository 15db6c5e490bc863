"""Workbooks: each sheet its table, figures as they are shown."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from corpus.converting.archive import opened
from corpus.converting.converted import Converted, Refused
from corpus.converting.tables import MAX_CELLS, Grid, table_lines

_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>')
_USUAL_NAME = re.compile(r"(?:Sheet|工作表)\s*\d*", re.IGNORECASE)
_DECIMALS = re.compile(r"\.(0+)")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|;.*')
_TOO_LARGE = f"表格过大（超过 {MAX_CELLS} 个单元格），请拆分后再放入"

Formats = dict[tuple[str, int, int], str]


def convert(raw: bytes) -> Converted:
    """Every sheet that is shown, under its name where there are several."""
    import python_calamine as calamine

    formats = _formats(raw) if raw.startswith(b"PK") else {}
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    except calamine.PasswordError:
        raise Refused("有密码保护，请去掉密码后再放入") from None
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
    if sheet.start is None or sheet.height * sheet.width > 4 * MAX_CELLS:
        return _nothing_or_refused(sheet)
    top, left = sheet.start
    grid = Grid()
    for (r0, c0), (r1, c1) in sheet.merged_cell_ranges or []:
        if r0 < top or c0 < left or (r1 - r0 + 1) * (c1 - c0 + 1) > MAX_CELLS:
            continue
        grid.place(r0 - top, c0 - left, "", r1 - r0 + 1, c1 - c0 + 1)
    texts: dict[int, str] = {}
    for r, row in enumerate(sheet.iter_rows()):
        for c, value in enumerate(row):
            text = shown_value(value, formats.get((sheet.name, r, c + left), ""))
            if not text:
                continue
            if (r, c) not in grid.cells:
                grid.place(r, c, text)
            else:
                texts.setdefault(grid.cells[r, c][0], text)
    filled = {place: (number, texts.get(number, text))
              for place, (number, text) in grid.cells.items()}  # fmt: skip
    return table_lines(Grid(filled))


def _nothing_or_refused(sheet: Any) -> list[str]:
    if sheet.start is None:
        return []
    raise Refused(_TOO_LARGE)


def shown_value(value: Any, style: str = "") -> str:
    """A value as its cell shows it; style is the cell's number format."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _figure(value, _QUOTED.sub("", style))
    if isinstance(value, date):
        clock = f" {value:%H:%M}" if isinstance(value, datetime) and value.time() != time() else ""
        return f"{value.year}年{value.month}月{value.day}日{clock}"
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value).strip()


def _figure(value: float, style: str) -> str:
    decimals = _DECIMALS.search(style)
    places = len(decimals[1]) if decimals else 0
    if "%" in style:
        return f"{value * 100:.{places}f}%"
    if places:
        return f"{value:.{places}f}"
    return str(int(value)) if value == int(value) else f"{value:.12g}"


def _formats(raw: bytes) -> Formats:
    """The number formats that change how a figure reads, by sheet, row of its table and column."""
    archive = opened(raw)
    for name in archive.namelist():
        if name.startswith("xl/worksheets/"):
            _check_extent(archive.read(name))
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    found: Formats = {}
    for sheet in book.worksheets:
        rows = [[c for c in row if isinstance(c.value, int | float | str)] for row in sheet.rows]
        first = next((r for r, row in enumerate(rows) if any(True for _ in row)), 0)
        for r, row in enumerate(rows[first:]):
            for cell in _styled(row):
                found[sheet.title, r, cell.column - 1] = str(cell.number_format)
    book.close()
    return found


def _styled(row: list[Any]) -> Iterator[Any]:
    for cell in row:
        if not isinstance(cell.value, str) and re.search(r"%|\.0", str(cell.number_format)):
            yield cell


def _check_extent(sheet: bytes) -> None:
    """A few cells far apart would make a table of all that lies between them."""
    last_row = last_column = 0
    for letters, row in _CELL.findall(sheet):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        last_row, last_column = max(last_row, int(row)), max(last_column, column)
    if last_row * last_column > 4 * MAX_CELLS:
        raise Refused(_TOO_LARGE)
