"""Workbooks: each sheet its table, figures as they are shown."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from struct import unpack_from
from typing import Any

from corpus.converting.converted import LOCKED, Converted
from corpus.converting.tables import MAX_CELLS, Grid, table_lines
from corpus.errors import CorpusError

_CELL = re.compile(rb'<c [^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>/]*>')
_USUAL_NAME = re.compile(r"(?:Sheet|工作表)\s*\d*", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|;.*')
_TOO_LARGE = f"表格过大（超过 {MAX_CELLS} 个单元格），请拆分后再放入"

# records of a workbook before .xlsx
_SHEET, _FORMAT, _STYLE, _BEGIN = 0x85, 0x41E, 0xE0, 0x809
_FIGURE, _FIGURES = (0x06, 0x203, 0x27E), 0xBD  # of one cell, and of several side by side

Formats = Iterator[tuple[tuple[str, int, int], str]]
"""How figures are shown, by sheet, row and column."""


def convert(raw: bytes) -> Converted:
    """Every sheet that is shown, under its name where there are several."""
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
    except calamine.PasswordError:
        raise CorpusError(LOCKED) from None
    found = _formats(raw) if raw.startswith(b"PK") else _old_formats(raw)
    formats = {place: style for place, style in found if re.search(r"%|\.0", style)}
    shown = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == calamine.SheetVisibleEnum.Visible
        and sheet.typ == calamine.SheetTypeEnum.WorkSheet
    ]
    tables = {name: _table(book.get_sheet_by_name(name), formats) for name in shown}
    tables = {name: lines for name, lines in tables.items() if lines}
    if not tables:
        raise CorpusError("表格里没有内容")
    hidden = len(book.sheet_names) - len(shown)
    removed = (f"隐藏的工作表 {hidden} 张",) if hidden else ()
    if len(tables) == 1:
        ((name, lines),) = tables.items()
        title = "" if _USUAL_NAME.fullmatch(name) else name
        return Converted("\n".join(lines), title, removed=removed)
    parts = [line for name, lines in tables.items() for line in (f"## {name}", *lines)]
    return Converted("\n".join(parts), removed=removed)


def _table(sheet: Any, formats: dict[tuple[str, int, int], str]) -> list[str]:
    if sheet.end is None:
        return []
    if (sheet.end[0] + 1) * (sheet.end[1] + 1) > 4 * MAX_CELLS:
        raise CorpusError(_TOO_LARGE)
    texts = {
        (r, c): shown_value(value, formats.get((sheet.name, r, c), ""))
        for r, row in enumerate(sheet.to_python(skip_empty_area=False))
        for c, value in enumerate(row)
    }
    grid = Grid()
    for (r, c), (last_row, last_column) in sheet.merged_cell_ranges or []:
        down, across = last_row - r + 1, last_column - c + 1
        if (r, c) in texts and down * across <= MAX_CELLS:
            grid.place(r, c, texts[r, c], down, across)
    for place, text in texts.items():
        if text and place not in grid.cells:
            grid.place(*place, text)
    return table_lines(grid)


def shown_value(value: Any, style: str = "") -> str:
    """A value as its cell shows it; style is the cell's number format."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        style = _QUOTED.sub("", style)
        places = len(re.sub(r"^[^.]*\.?(0*).*", r"\1", style))
        if "%" in style:
            return f"{value * 100:.{places}f}%"
        if places:
            return f"{value:.{places}f}"
        return str(int(value)) if value == int(value) else f"{value:.12g}"
    if isinstance(value, date):
        clock = f" {value:%H:%M}" if isinstance(value, datetime) and value.time() != time() else ""
        return f"{value.year}年{value.month}月{value.day}日{clock}"
    return str(value).strip()


def _formats(raw: bytes) -> Formats:
    import openpyxl
    from openpyxl.utils import column_index_from_string

    archive = zipfile.ZipFile(io.BytesIO(raw))
    for name in archive.namelist():  # a few cells far apart would fill all that lies between them
        cells = _CELL.findall(archive.read(name)) if name.startswith("xl/worksheets/") else []
        columns = (column_index_from_string(one.decode()) for one in {one for one, _ in cells})
        if max((int(row) for _, row in cells), default=0) * max(columns, default=0) > 4 * MAX_CELLS:
            raise CorpusError(_TOO_LARGE)
    book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.rows for cell in row):
            if isinstance(cell.value, int | float):
                yield (sheet.title, cell.row - 1, cell.column - 1), cell.number_format


def _old_formats(raw: bytes) -> Formats:
    """Of an .xls or .et: its records name the formats, then the cells of each sheet."""
    from doc2docx.cfb import CompoundFile
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    formats, styles, names, sheet, at = dict(BUILTIN_FORMATS), [], {}, "", 0
    container = CompoundFile(raw)
    is_new = any(entry.path == "Workbook" for entry in container.entries)  # since Excel 97
    stream = container.open_stream("Workbook") if is_new else b""
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        data = stream[at + 4 : at + 4 + length]
        if kind == _SHEET:
            names[unpack_from("<I", data)[0]] = _text(data[6], data[7:])
        elif kind == _BEGIN:
            sheet = names.get(at, "")
        elif kind == _FORMAT:
            index, characters = unpack_from("<HH", data)
            formats[index] = _text(characters, data[4:])
        elif kind == _STYLE:
            styles.append(unpack_from("<H", data, 2)[0])
        elif kind in (*_FIGURE, _FIGURES):
            row, column = unpack_from("<HH", data)
            for i in range((length - 6) // 6 if kind == _FIGURES else 1):
                style = styles[unpack_from("<H", data, 4 + 6 * i)[0]]
                yield (sheet, row, column + i), formats.get(style, "")
        at += 4 + length


def _text(characters: int, data: bytes) -> str:
    """Behind a flag that says whether each takes two bytes."""
    wide, data = data[0] & 1, data[1:]
    return (
        data[: 2 * characters].decode("utf-16-le") if wide else data[:characters].decode("latin-1")
    )
