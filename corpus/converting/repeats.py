"""Text that a file gives twice: the body again, or a page's abstract of all of it on one line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.outline import is_heading_line, marker

_LONG = 20  # characters of a line that does not stand twice by chance
_SHARE = 0.4  # of the text that a block must be, to be the body given again
_COPY = range(300, 100_000)  # characters of a line that may be such an abstract
_LINES = 4  # lines that it must run together
_COPIED = 0.7  # share of its clauses that stand in the other lines
_START = 40  # characters by which a paragraph is found in it
_CLAUSE = re.compile(r"[。；：，！？,;:]")


def without_copies(lines: Sequence[str]) -> list[str]:
    """The lines without one that runs them all together; headings that only it has are put back."""
    names = [_bare(line) for line in lines]
    places: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        for clause in _clauses(name):
            places.setdefault(clause, []).append(i)
    own = next((i for i, name in enumerate(names) if _is_copy(i, name, places)), None)
    if own is None:
        return list(lines)
    headings = _headings(names[own], names, own)
    kept: list[str] = []
    for i, line in enumerate(lines):
        kept += [headings[i]] if i in headings else []
        kept += [line] if i != own else []
    return kept


def _is_copy(own: int, name: str, places: dict[str, list[int]]) -> bool:
    """Whether most clauses of a long line stand in other lines, and in several of them."""
    if len(name) not in _COPY:
        return False
    clauses, copied, others = _clauses(name), 0, set[int]()
    for clause in clauses:
        there = [i for i in places[clause][:3] if i != own]
        copied += len(clause) if there else 0
        others.update(there)
    return len(others) >= _LINES and copied > _COPIED * sum(map(len, clauses))


def _headings(copy: str, names: Sequence[str], own: int) -> dict[int, str]:
    """Headings that stand in the copy right before a paragraph, and in no line of their own."""
    found: dict[int, str] = {}
    at = 0
    for i, name in enumerate(names):
        if i == own or len(name) < _LONG:
            continue
        start = copy.find(name[:_START], at)
        if start < 0:
            continue
        gap = copy[at:start]
        mark = marker(gap)
        if mark and is_heading_line(mark) and gap not in names:
            found[i] = gap
        at = start + len(name)
    return found


def without_repeat(lines: Sequence[str]) -> list[str]:
    """The lines without the largest block that only says again what stands above it."""
    names = [_bare(line) for line in lines]
    first: dict[str, int] = {}
    again: list[int | None] = []  # for each line, where it first stood
    for i, name in enumerate(names):
        again.append(first.setdefault(name, i) if len(name) >= _LONG else None)
    total = sum(map(len, names))
    start = next((i for i, at in enumerate(again) if at is not None and at < i
                  and _block(names, at, i) >= _SHARE * total), None)  # fmt: skip
    if start is None:
        return list(lines)
    shift = start - (again[start] or 0)
    while start > shift and names[start - 1] == names[start - 1 - shift]:
        start -= 1
    end = start
    while end < len(names) and names[end] == names[end - shift]:
        end += 1
    return [*lines[:start], *lines[end:]]


def _block(names: Sequence[str], at: int, start: int) -> int:
    """Characters of the block from start that goes on like the one from at."""
    length = 0
    for one, other in zip(names[at:start], names[start:], strict=False):
        if one != other:
            break
        length += len(one)
    return length


def _clauses(name: str) -> list[str]:
    return [clause for clause in _CLAUSE.split(name) if clause]


def _bare(line: str) -> str:
    return re.sub(r"\s", "", line)
