"""The table of targets as a file for Excel: xlsx, or csv."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from assistant.csv_file import Cell, csv_file
from assistant.web.target_list import section_of
from corpus.targets import Target

COLUMNS = {
    "序号": 6, "计划": 30, "部分": 34, "指标": 42, "目标": 14, "要求": 9, "数值": 9, "单位": 8,
    "范围": 14, "时限": 9, "原句": 70, "出处": 40,
}  # fmt: skip
"""Headings, with widths in characters. 目标 is as written; 要求, 数值 and 单位 are its parts."""

BODY = {"责任单位": 20}
"""After 时限, where a plan names who answers for a target."""

_NOTE = "由程序从文件中摘出，以文件原文为准；同一目标在文中多处出现的，分别列出。"
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not allowed in xlsx


def to_csv(rows: Sequence[Target]) -> bytes:
    """As csv."""
    return csv_file(columns(rows), table(rows))


def to_xlsx(rows: Sequence[Target], total: int, day: date) -> bytes:
    """One sheet of rows, one that says where they are from."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "年度目标"
    _fill(sheet, [tuple(columns(rows)), *table(rows)])
    _dress(sheet, columns(rows).values())
    about = book.create_sheet("说明")
    _fill(about, _about(rows, total, day))
    about.column_dimensions["A"].width = 14
    about.column_dimensions["B"].width = 90
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def columns(rows: Sequence[Target]) -> dict[str, int]:
    """The headings over these rows."""
    if not any(row.body for row in rows):
        return COLUMNS
    heads = list(COLUMNS.items())
    after = list(COLUMNS).index("时限") + 1
    return dict([*heads[:after], *BODY.items(), *heads[after:]])


def table(rows: Sequence[Target]) -> list[tuple[Cell, ...]]:
    """The cells under the columns of these rows."""
    with_body = any(row.body for row in rows)
    return [tuple(map(_clean, _line(number, row, with_body))) for number, row in enumerate(rows, 1)]


def _line(number: int, row: Target, with_body: bool) -> tuple[Cell, ...]:
    source = row.passage.source
    value = int(row.value) if float(row.value).is_integer() else row.value
    place = " › ".join(row.passage.heading_path[1:])
    body = [row.body] if with_body else []
    return (
        number, source.title, section_of(row.passage), row.indicator, row.text, row.comparator,
        value, row.unit, row.scope, row.due, *body, row.sentence, place,
    )  # fmt: skip


def _about(rows: Sequence[Target], total: int, day: date) -> list[tuple[Cell, ...]]:
    sources = dict.fromkeys(row.passage.source for row in rows)
    lines: list[tuple[Cell, ...]] = [("项数", f"共 {total} 项，本表 {len(rows)} 项")]
    for source in sources:
        told = (f"《{source.title}》", source.issuer, source.issued_on, source.index_number)
        lines.append(("来源", "，".join(filter(None, told))))
    lines.append(("导出日期", day.isoformat()))
    lines.append(("说明", _NOTE))
    return [tuple(map(_clean, line)) for line in lines]


def storable(text: str) -> str:
    """The text without what XML may not hold."""
    return _CONTROL.sub("", text).encode("utf-8", "replace").decode("utf-8")


def _clean(cell: Cell) -> Cell:
    return storable(cell) if isinstance(cell, str) else cell


def _fill(sheet: Any, lines: Sequence[Sequence[Cell]]) -> None:
    for at, line in enumerate(lines, 1):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(at, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # text, whatever it begins with: never a formula
                cell.quotePrefix = True  # and still text once somebody has edited it


def _dress(sheet: Any, widths: Iterable[int]) -> None:
    """Headings that stay in view, columns wide enough, a filter on each."""
    from openpyxl.styles import (
        Alignment,
        Font,
        PatternFill,
    )
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
