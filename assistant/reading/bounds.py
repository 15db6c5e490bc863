"""The bounds that a statement sets on figures: 不低于40%, 三年（36个月）内, 30万元以上."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.self_test.quantity import Kind
from corpus.figures import Comparator, Figure, Measure, figures

_KINDS = {
    Measure.MONEY: Kind.MONEY,
    Measure.PERCENT: Kind.SHARE,
    Measure.DURATION: Kind.DAYS,
    Measure.AREA: Kind.AREA,
    Measure.SCORE: Kind.SCORE,
}
_PERSONS = ("人", "名", "位")
_DAYS = {"年": Decimal(365), "周年": Decimal(365), "个月": Decimal("30.4"), "月": Decimal("30.4")}
_WAN = Decimal("0.0001")
_NEAR = Decimal("1.01")  # "三年（36个月）" is one bound
_AT_LEAST = re.compile(r"至少|不低于|不少于|不得低于|不得少于|不能低于|不能少于|达到")
_AT_MOST = re.compile(r"不超过|不得超过|不能超过|不高于|不多于|最多|最高|最长")
_WITHIN = re.compile(r"[^，。；]{0,4}?(?:以内|之内|内)")
# "50%（不含）以上": the side stands behind what is said of the bound itself
_BEHIND = re.compile(r"[（(](?P<open>不)?含[）)]以(?P<side>[上下])")
CLAUSES = re.compile(r"[^，,。；;？?！!]+")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure as a condition, in the unit of quantities; clause is what it is said of."""

    kind: Kind
    value: Decimal
    at_least: bool
    open: bool
    unit: str
    text: str
    clause: str

    def met(self, low: Decimal, high: Decimal) -> bool | None:
        """Whether all that a figure can mean meets it; None where some does and some does not."""
        ends = [self._holds(low), self._holds(high)]
        return ends[0] if ends[0] is ends[1] else None

    def _holds(self, value: Decimal) -> bool:
        if value == self.value:
            return not self.open
        return (value > self.value) is self.at_least


@lru_cache(maxsize=8192)
def bounds(text: str) -> tuple[Bound, ...]:
    """The bounds that a statement sets; ranges and bare figures set none."""
    found: list[Bound] = []
    for clause in CLAUSES.finditer(text):
        for figure in figures(clause[0]):
            bound = _bound(figure, clause[0])
            if bound and not any(_same(bound, other) for other in found):
                found.append(bound)
    return tuple(found)


def _bound(figure: Figure, clause: str) -> Bound | None:
    kind = kind_of(figure)
    side = _side(figure, clause)
    vague = figure.comparator is Comparator.ABOUT or clause[figure.end :].startswith("左右")
    if kind is None or side is None or vague or figure.upper is not None:
        return None
    value = Decimal(repr(figure.value))
    if kind is Kind.MONEY:
        value *= _WAN
    if kind is Kind.DAYS:
        value *= _DAYS.get(figure.unit, Decimal(1))
    behind = _BEHIND.match(clause, figure.end)
    strict = figure.comparator in (Comparator.MORE, Comparator.LESS)
    strict = strict or bool(behind and behind["open"])
    return Bound(kind, value.normalize() + 0, side, strict, figure.unit, figure.text, clause)


def kind_of(figure: Figure) -> Kind | None:
    """What a figure of a text counts, in the kinds of quantities; None for a date."""
    if figure.measure is Measure.COUNT:
        return Kind.PEOPLE if figure.unit in _PERSONS else Kind.THINGS
    return _KINDS.get(figure.measure)


def _side(figure: Figure, clause: str) -> bool | None:
    """True for a least, False for a most, None for no bound."""
    if figure.comparator in (Comparator.AT_LEAST, Comparator.MORE):
        return True
    if figure.comparator in (Comparator.AT_MOST, Comparator.LESS):
        return False
    if behind := _BEHIND.match(clause, figure.end):
        return behind["side"] == "上"
    if figure.measure is Measure.DURATION and _WITHIN.match(clause, figure.end):
        return False
    before = clause[: figure.start]
    if _AT_LEAST.search(before) and not _AT_MOST.search(before):
        return True
    return False if _AT_MOST.search(before) and not _AT_LEAST.search(before) else None


def _same(one: Bound, other: Bound) -> bool:
    if one.kind is not other.kind or one.at_least is not other.at_least:
        return False
    small, large = sorted((one.value, other.value))
    return one.kind is Kind.DAYS and small > 0 and large / small <= _NEAR
