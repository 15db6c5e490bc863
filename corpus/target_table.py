"""Targets as a plain Chinese table, by section of the plan."""

from collections.abc import Sequence
from itertools import groupby
from unicodedata import east_asian_width

from corpus.targets import Target

_HEADS = ("目标值", "时限", "范围", "责任单位", "指标")


def table(rows: Sequence[Target]) -> str:
    """One line a target under the heading of its section, and a line that counts them.

    A column for who answers only where the plan names somebody.
    """
    lines = [_HEADS, *map(_cells, rows)]
    if not any(row.body for row in rows):
        lines = [(*line[:3], line[4]) for line in lines]
    head, *told = (f"  {line}" for line in aligned(lines).split("\n"))
    shown = [head] if rows else []
    for section, group in groupby(zip(rows, told, strict=True), key=lambda pair: _section(pair[0])):
        shown += ["", section, *(line for _, line in group)]
    return "\n".join([*shown, "", f"共 {len(rows)} 项量化目标"]).lstrip("\n")


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Columns padded for a terminal, where a Chinese character is two wide."""
    columns = max(map(len, lines))
    widths = [max(_width(line[c]) for line in lines if c < len(line)) for c in range(columns)]
    return "\n".join(
        "  ".join(cell + " " * (widths[c] - _width(cell)) for c, cell in enumerate(line)).rstrip()
        for line in lines
    )


def _cells(row: Target) -> tuple[str, ...]:
    return (row.text, row.due or "—", row.scope or "—", row.body or "—", row.indicator)


def _section(row: Target) -> str:
    return row.passage.heading_path[0] if row.passage.heading_path else "总体要求"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
