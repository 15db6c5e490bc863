"""Tables in a text: rows "| a | b |" under their caption and unit, cut into groups of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.outline import marker

LIMIT = 600
"""Characters of a group of rows with its caption, unit and header."""

_ROW = re.compile(r"\|.*\|")
_RULE = re.compile(r"\|[\s:|-]*-[\s:|-]*\|")
_UNIT = re.compile(r"[（(]?(?:计量|金额)?单位[:：].{1,30}")
_LONGEST_CAPTION = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A table as published; caption, unit and header are "" where it has none."""

    rows: tuple[str, ...]
    header: str = ""
    caption: str = ""
    unit: str = ""

    @property
    def text(self) -> str:
        """The whole table."""
        return "\n".join([*self._opening(), *self.rows])

    def groups(self) -> Iterator[str]:
        """The rows in groups up to the limit, each under caption, unit and header."""
        opening = "\n".join(self._opening())
        group: list[str] = []
        length = len(opening)
        for row in self.rows:
            if group and length + len(row) + 1 > LIMIT:
                yield "\n".join(filter(None, [opening, *group]))
                group, length = [], len(opening)
            group.append(row)
            length += len(row) + 1
        yield "\n".join(filter(None, [opening, *group]))

    def _opening(self) -> list[str]:
        return [line for line in (self.caption, self.unit, self.header) if line]


def with_tables(lines: Sequence[str]) -> Iterator[str | Table]:
    """The lines, each table with what stands right above it as one."""
    at = 0
    while at < len(lines):
        opens = at
        caption = unit = ""
        if opens + 1 < len(lines) and _is_caption(lines[opens]):
            caption, opens = lines[opens], opens + 1
        if opens + 1 < len(lines) and _UNIT.fullmatch(lines[opens]):
            unit, opens = lines[opens], opens + 1
        end = opens
        while end < len(lines) and _ROW.fullmatch(lines[end]):
            end += 1
        if end - opens < 2:
            yield lines[at]
            at += 1
            continue
        rows = [line for line in lines[opens:end] if not _RULE.fullmatch(line)]
        header = rows.pop(0) if len(rows) > 1 else ""
        yield Table(tuple(rows), header, caption, unit)
        at = end


def _is_caption(line: str) -> bool:
    """A short line that is no sentence and opens no item."""
    short = len(line) <= _LONGEST_CAPTION and not line.endswith(tuple("。；：，:;,"))
    other = _ROW.fullmatch(line) or _UNIT.fullmatch(line)
    return short and not other and marker(line) is None
