"""The table of targets as a file for Excel: xlsx, or csv."""

from collections.abc import Sequence
from datetime import date

from assistant.csv_file import Cell, csv_file
from assistant.web.target_list import section_of
from assistant.web.xlsx_file import storable, xlsx_file
from corpus.targets import Target

COLUMNS = {
    "序号": 6, "计划": 30, "部分": 34, "指标": 42, "目标": 14, "要求": 9, "数值": 9, "单位": 8,
    "范围": 14, "时限": 9, "责任单位": 20, "原句": 70, "出处": 40,
}  # fmt: skip
"""Headings, with widths in characters. 目标 is as written; 要求, 数值 and 单位 are its parts;
责任单位 is left out where no plan names who answers for a target."""

_NOTE = "由程序从文件中摘出，以文件原文为准；同一目标在文中多处出现的，分别列出。"


def to_csv(rows: Sequence[Target]) -> bytes:
    """As csv."""
    columns, lines = _table(rows)
    return csv_file(columns, lines)


def to_xlsx(rows: Sequence[Target], total: int, day: date) -> bytes:
    """One sheet of rows, one that says where they are from."""
    columns, lines = _table(rows)
    return xlsx_file("年度目标", columns, lines, _about(rows, total, day))


def _table(rows: Sequence[Target]) -> tuple[dict[str, int], list[list[Cell]]]:
    """The columns of these rows, and their cells."""
    with_body = any(row.body for row in rows)
    columns = {head: width for head, width in COLUMNS.items() if with_body or head != "责任单位"}
    cells = (dict(zip(COLUMNS, _line(n, row), strict=True)) for n, row in enumerate(rows, 1))
    return columns, [[_clean(line[head]) for head in columns] for line in cells]


def _line(number: int, row: Target) -> tuple[Cell, ...]:
    source = row.passage.source
    value = int(row.value) if float(row.value).is_integer() else row.value
    place = " › ".join(row.passage.heading_path[1:])
    return (
        number, source.title, section_of(row.passage), row.indicator, row.text, row.comparator,
        value, row.unit, row.scope, row.due, row.body, row.sentence, place,
    )  # fmt: skip


def _about(rows: Sequence[Target], total: int, day: date) -> list[tuple[Cell, ...]]:
    sources = dict.fromkeys(row.passage.source for row in rows)
    lines: list[tuple[Cell, ...]] = [("项数", f"共 {total} 项，本表 {len(rows)} 项")]
    for source in sources:
        told = (f"《{source.title}》", source.issuer, source.issued_on, source.index_number)
        lines.append(("来源", "，".join(filter(None, told))))
    lines.append(("导出日期", day.isoformat()))
    lines.append(("说明", _NOTE))
    return lines


def _clean(cell: Cell) -> Cell:
    return storable(cell) if isinstance(cell, str) else cell
