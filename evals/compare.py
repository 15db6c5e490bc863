"""Compare two runs over the same questions: what was gained, what was lost, and is it chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.bootstrap import mcnemar, paired_difference
from evals.case import InputError
from evals.metrics import Tally
from evals.row import Row
from evals.score import FIGURES, LABELS

MAIN = "complete_and_concise"


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure in both runs; p is McNemar's where each question is right or wrong."""

    name: str
    before: float
    after: float
    change: float
    low: float
    high: float
    p: float | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Figures beside each other, and the questions that changed."""

    cases: int
    differences: tuple[Difference, ...]
    gained: tuple[tuple[Row, Row], ...]
    lost: tuple[tuple[Row, Row], ...]


def compare(before: Sequence[Row], after: Sequence[Row]) -> Comparison:
    """Pair the rows by id; a question that changed its wording is not the same question."""
    old = {row.case.id: row for row in before}
    pairs = [
        (old[row.case.id], row)
        for row in after
        if row.case.id in old and old[row.case.id].case.question == row.case.question
    ]
    if not pairs:
        raise InputError("两次运行没有相同的题目")
    differences = [_difference(name, pairs) for name in FIGURES]
    return Comparison(
        cases=len(pairs),
        differences=tuple(d for d in differences if d is not None),
        gained=tuple(p for p in pairs if _right(p[1]) and not _right(p[0])),
        lost=tuple(p for p in pairs if _right(p[0]) and not _right(p[1])),
    )


def _right(row: Row, name: str = MAIN) -> bool:
    return row.tallies[name].got > 0


def _difference(name: str, pairs: Sequence[tuple[Row, Row]]) -> Difference | None:
    none = Tally(0, 0)
    left = [a.tallies.get(name, none) for a, _ in pairs]
    right = [b.tallies.get(name, none) for _, b in pairs]
    if not (sum(t.of for t in left) and sum(t.of for t in right)):
        return None
    change, low, high = paired_difference(left, right)
    p = None
    if all(t.of in (0, 1) and t.got in (0, 1) for t in (*left, *right)):
        both = [(a.got, b.got) for a, b in zip(left, right, strict=True) if a.of and b.of]
        p = mcnemar(sum(b > a for a, b in both), sum(a > b for a, b in both))
    return Difference(name, _share(left), _share(right), change, low, high, p)


def _share(tallies: Sequence[Tally]) -> float:
    return sum(t.got for t in tallies) / sum(t.of for t in tallies)


def describe(found: Comparison) -> list[list[str]]:
    """Table rows: figure, before, after, difference with interval, p."""
    lines = [[f"共 {found.cases} 题", "甲", "乙", "乙−甲 [95% 区间]", "McNemar p"]]
    for d in found.differences:
        sure = "*" if d.low > 0 or d.high < 0 else ""
        change = f"{d.change:+.3f} [{d.low:+.3f}, {d.high:+.3f}]{sure}"
        p = "" if d.p is None else f"{d.p:.3f}"
        lines.append([LABELS[d.name], f"{d.before:.3f}", f"{d.after:.3f}", change, p])
    return lines


def changed(pair: tuple[Row, Row], sign: str) -> str:
    """One question that was gained or lost."""
    worse = pair[0] if sign == "+" else pair[1]
    case = worse.case
    reasons = "；".join(worse.reasons()) or "–"
    when = "原先" if sign == "+" else "现在"
    return f"{sign} {case.id} [{case.category}] {case.question}\n    {when}：{reasons}"
