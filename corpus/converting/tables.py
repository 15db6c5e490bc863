"""A table of any format as lines "| cell | cell |", merged cells filled, its caption before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

MAX_CELLS = 500_000
_CJK = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
_BREAK = re.compile(rf"(?<={_CJK})\s*\n\s*(?={_CJK})|(?<=-)\n(?=[a-z])")


@dataclass
class Grid:
    """Cells by (row, column); the places of a merged cell share its number."""

    cells: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)
    placed: int = 0

    def place(self, row: int, column: int, text: str, down: int = 1, across: int = 1) -> None:
        """Put a cell, over all the places that it covers."""
        if len(self.cells) + down * across > MAX_CELLS:
            return
        self.placed += 1
        for r in range(row, row + down):
            for c in range(column, column + across):
                self.cells.setdefault((r, c), (self.placed, text))

    def free(self, row: int, column: int) -> int:
        """The first column of a row from a given one that nothing covers."""
        while (row, column) in self.cells:
            column += 1
        return column


Row = list[tuple[int, str]]


def joined(text: str) -> str:
    """The lines of a cell as one; nothing comes between Chinese characters."""
    return " ".join(_BREAK.sub("", text.strip()).replace("|", "｜").split())


def table_lines(grid: Grid) -> list[str]:
    """The lines of a table: caption and unit, header (as one row), rows, notes below."""
    rows = _filled(grid)
    before: list[str] = []
    after: list[str] = []
    while len(rows) > 1 and _alone(rows[0]):
        before.append(_alone(rows.pop(0)))
    while len(rows) > 1 and _alone(rows[-1]):
        after.insert(0, _alone(rows.pop()))
    if not rows:
        return before + after
    if len(rows[0]) == 1:  # a frame round some text
        return [*before, *(text for row in rows for _, text in row if text), *after]
    depth = 1  # rows of the header: one more under each that groups columns
    while depth < min(len(rows) - 1, 4) and _grouped(rows[depth - 1]):
        depth += 1
    columns = zip(*rows[:depth], strict=True)
    header = ["/".join(dict.fromkeys(text for _, text in cells if text)) for cells in columns]
    body = [[_alone(row), *[""] * (len(row) - 1)] if _alone(row) else [text for _, text in row]
            for row in rows[depth:]]  # fmt: skip
    return [*before, *(f"| {' | '.join(cells)} |" for cells in [header, *body]), *after]


def _filled(grid: Grid) -> list[Row]:
    """Rows and columns that say something, each place filled."""
    height = max((r + 1 for r, _ in grid.cells), default=0)
    width = max((c + 1 for _, c in grid.cells), default=0)
    if height * width > 4 * MAX_CELLS:
        return []
    clean = {place: (number, joined(text)) for place, (number, text) in grid.cells.items()}
    rows = [[clean.get((r, c), (0, "")) for c in range(width)] for r in range(height)]
    rows = [row for row in rows if any(text for _, text in row)]
    kept = [c for c in range(width) if any(row[c][1] and (c == 0 or row[c][0] != row[c - 1][0])
                                           for row in rows)]  # fmt: skip
    return [[row[c] for c in kept] for row in rows]


def _alone(row: Row) -> str:
    """The text of a row of a single cell over the whole width, or beside empty ones; "" if not."""
    filled = {number: text for number, text in row if text}
    return next(iter(filled.values())) if len(row) > 1 and len(filled) == 1 else ""


def _grouped(row: Row) -> bool:
    return any(a[0] == b[0] and a[1] for a, b in pairwise(row))


def rows_of(lines: Sequence[str]) -> list[str]:
    """The rows among the lines of a table."""
    return [line for line in lines if line.startswith("| ")]
