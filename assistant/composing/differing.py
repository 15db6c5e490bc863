"""Where two kinds differ: of the conditions of both, the clauses that set another figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composing.line import Line, unmarked
from assistant.reading.concepts import pairs
from corpus.figures import Figure, Measure, figures

OF_CONDITIONS = "的认定条件有哪些"
LIKE = 4  # pairs of characters that two clauses on the same side share
FEW, MOST = 3, 6  # sides on which two kinds are told apart

Told = tuple[str, Line]  # a clause and the line that has it
_CLAUSE = re.compile(r"[^；，。]+")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")


def differing(kinds: Sequence[str], one: Sequence[Line], other: Sequence[Line]) -> list[Line]:
    """The clauses of the conditions of the one kind and of the other that set another figure for
    the same, in turn; [] where there are few."""
    found: list[Line] = []
    for mine, theirs in _paired(_clauses(one), _clauses(other)):
        if _figure(mine[0]) != _figure(theirs[0]):
            told = zip(kinds, (mine, theirs), strict=True)
            found += [Line(f"{k}：{unmarked(said)}", of.passage, said) for k, (said, of) in told]
    return found[: 2 * MOST] if len(found) >= 2 * FEW else []


def _paired(one: Sequence[Told], other: Sequence[Told]) -> list[tuple[Told, Told]]:
    """The clauses of both that speak of the same, the likest first taken, as the first has them."""
    alike = [(_shared(a[0], b[0]), n, m) for n, a in enumerate(one) for m, b in enumerate(other)]
    taken: dict[int, int] = {}
    for shared, n, m in sorted(alike, key=lambda found: -found[0]):
        if shared >= LIKE and n not in taken and m not in taken.values():
            taken[n] = m
    return [(one[n], other[m]) for n, m in sorted(taken.items())]


def _clauses(lines: Sequence[Line]) -> list[Told]:
    found = [(m[0].strip(), line) for line in lines for m in _CLAUSE.finditer(line.quote)]
    return [(clause, line) for clause, line in found if _first(clause)]


def _first(clause: str) -> Figure | None:
    """The figure that a clause sets; over how many years it is reckoned is none, beside another."""
    found = [f for f in figures(clause) if f.measure is not Measure.DATE]
    return next((f for f in found if f.measure is not Measure.DURATION), next(iter(found), None))


def _figure(clause: str) -> tuple[float, str] | None:
    figure = _first(clause)
    return (figure.value, figure.unit) if figure else None


def _shared(one: str, other: str) -> int:
    """How much two clauses speak of the same; nothing where their figures are of other kinds."""
    first, second = _first(one), _first(other)
    if first is None or second is None or first.measure is not second.measure:
        return 0
    return len({p for p in pairs(one) if _HAN.fullmatch(p) and p != "以上"} & set(pairs(other)))
