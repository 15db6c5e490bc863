"""Targets as a plain Chinese table, by section of the plan."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from unicodedata import east_asian_width

from corpus.targets import Target

_HEADS = ("目标值", "时限", "范围", "责任单位", "指标")


def table(rows: Sequence[Target]) -> str:
    """One line a target under the heading of its section, and a line that counts them.

    A column for who answers only where the plan names somebody.
    """
    with_body = any(row.body for row in rows)
    heads = _columns(_HEADS, with_body)
    cells = [_columns(_cells(row), with_body) for row in rows]
    widths = [max(_width(line[i]) for line in [heads, *cells]) for i in range(len(heads) - 1)]
    lines = [_line(heads, widths)] if rows else []
    numbered = zip(rows, cells, strict=True)
    for section, group in groupby(numbered, key=lambda pair: _section(pair[0])):
        lines += ["", section, *(_line(line, widths) for _, line in group)]
    return "\n".join([*lines, "", f"共 {len(rows)} 项量化目标"]).lstrip("\n")


def _cells(row: Target) -> tuple[str, ...]:
    return (row.text, row.due or "—", row.scope or "—", row.body or "—", row.indicator)


def _columns(line: tuple[str, ...], with_body: bool) -> tuple[str, ...]:
    return line if with_body else (*line[:3], line[4])


def _section(row: Target) -> str:
    return row.passage.heading_path[0] if row.passage.heading_path else "总体要求"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [c + " " * (w - _width(c)) for c, w in zip(cells, widths, strict=False)]
    return "  " + "  ".join([*padded, cells[-1]])


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
