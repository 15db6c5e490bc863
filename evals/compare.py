"""Compare two runs over the same questions: what was gained, what was lost, and is it chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.bootstrap import mcnemar, paired_difference
from evals.case import InputError
from evals.metrics import METRICS, Tally
from evals.score import LABELS, Row

Pair = tuple[Row, Row]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Each question in both runs, and those that turned right or wrong."""

    pairs: tuple[Pair, ...]
    gained: tuple[Pair, ...]
    lost: tuple[Pair, ...]


def compare(before: Sequence[Row], after: Sequence[Row]) -> Comparison:
    """Pair the rows by id; a question that changed its wording is not the same question."""
    old = {(row.case.id, row.case.question): row for row in before}
    keys = [((row.case.id, row.case.question), row) for row in after]
    pairs = tuple((old[key], row) for key, row in keys if key in old)
    if not pairs:
        raise InputError("两次运行没有相同的题目")
    gained = tuple(pair for pair in pairs if pair[1].right and not pair[0].right)
    return Comparison(pairs, gained, tuple(p for p in pairs if p[0].right and not p[1].right))


def describe(found: Comparison) -> list[list[str]]:
    """Table rows: figure, before, after, difference with interval (* without 0), p.

    p is McNemar's, only where each question is simply right or wrong.
    """
    lines = [[f"共 {len(found.pairs)} 题", "甲", "乙", "乙−甲 [95% 区间]", "McNemar p"]]
    for name in METRICS:
        left = [a.tallies[name] for a, _ in found.pairs]
        right = [b.tallies[name] for _, b in found.pairs]
        if not (sum(t.of for t in left) and sum(t.of for t in right)):
            continue
        change, low, high = paired_difference(left, right)
        told = f"{change:+.3f} [{low:+.3f}, {high:+.3f}]{'*' if low > 0 or high < 0 else ''}"
        lines.append([LABELS[name], _share(left), _share(right), told, _p(left, right)])
    return lines


def _share(tallies: Sequence[Tally]) -> str:
    return f"{sum(t.got for t in tallies) / sum(t.of for t in tallies):.3f}"


def _p(left: Sequence[Tally], right: Sequence[Tally]) -> str:
    if any(t.of not in (0, 1) or t.got not in (0, 1) for t in (*left, *right)):
        return ""
    both = [(a.got, b.got) for a, b in zip(left, right, strict=True) if a.of and b.of]
    return f"{mcnemar(sum(b > a for a, b in both), sum(a > b for a, b in both)):.3f}"


def changed(pair: Pair, sign: str) -> str:
    """One question that was gained or lost; of an unseen one its id alone."""
    worse = pair[0] if sign == "+" else pair[1]
    case, when = worse.case, "原先" if sign == "+" else "现在"
    if case.hidden:
        return f"{sign} {case.id} [{case.category}]"
    reasons = "；".join(worse.reasons()) or "–"
    return f"{sign} {case.id} [{case.category}] {case.question}\n    {when}：{reasons}"
