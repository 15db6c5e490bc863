"""Of clauses that are alike but for whom or what they are of, the one that the question names."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import combinations, product

from assistant.composing.line import Line, unmarked

ALIKE = 0.65  # of the characters of two clauses that say the same of two things
LEAST = 8  # characters of such a clause
MOST = 4  # characters of a name by which they differ
_NUMBER = re.compile(r"\d[\d.]*%?")
_POINTS = re.compile(r"\d分")  # a table of scores is read by its bands
_CLAUSE = re.compile(r"[^，；,;：:。]+")


def one_side(question: str, line: Line) -> Line:
    """The line in the clause for what is named ("跨境转让……" beside "境内转让……"), with what
    stands before both; whole where the question names both or neither."""
    if _POINTS.search(line.quote):
        return line
    clauses = [m for m in _CLAUSE.finditer(line.quote) if len(m[0]) >= LEAST]
    for one, other in combinations(clauses, 2):
        for kept, left in ((one, other), (other, one)):
            if _named_alone(question, kept[0], left[0]):
                return Line(unmarked(line.quote[: one.start()] + kept[0]), line.passage, kept[0])
    return line


def _named_alone(question: str, kept: str, left: str) -> bool:
    """Whether two clauses say the same of two things, of which the question names one."""
    if SequenceMatcher(None, kept, left, autojunk=False).ratio() < ALIKE:
        return False
    one, other = _names(kept, left)
    return _is_said(one, question) and bool(other) and not _is_said(other, question)


def _is_said(name: str, question: str) -> bool:
    """Whether a question has a name, or a number as a whole."""
    return bool(name) and bool(re.search(rf"(?<![\d.]){re.escape(name)}(?!\d)", question))


def _names(one: str, other: str) -> tuple[str, str]:
    """What two clauses differ by first, up to where they go on alike; empty where they do not."""
    differing = (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    at = next(differing, min(len(one), len(other)))
    numbers = _number_at(one, at), _number_at(other, at)
    if all(numbers):
        return numbers
    for ends in sorted(product(range(1, MOST + 1), repeat=2), key=sum):
        a, b = (at + n for n in ends)
        if len(one[a : a + 2]) == 2 and one[a : a + 2] == other[b : b + 2]:
            start = at if min(ends) > 1 else max(0, at - 1)  # "市内" of "内"
            names = one[start:a], other[start:b]
            return names if all(len(name) > 1 for name in names) else ("", "")
    return "", ""


def _number_at(text: str, at: int) -> str:
    """The number that a place of a text is in ("15%"), without its unit but a percent sign."""
    return next((m[0] for m in _NUMBER.finditer(text) if m.start() <= at < m.end()), "")
