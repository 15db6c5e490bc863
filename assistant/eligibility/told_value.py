"""A figure said of oneself as the value of an input, between the bounds that it can mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.eligibility.values import UNITS
from corpus.figures import Comparator, Figure, Measure
from corpus.programme_rules import Input

_ROUGHLY, _JUST, _FAR = 0.1, 1e-9, 1e6  # how far off "左右", an open bound, "超过" may be


@dataclass(frozen=True, slots=True)
class Told:
    """A value as told, in the unit of the rules: what it most likely is, and its bounds."""

    value: Decimal
    low: Decimal
    high: Decimal
    text: str

    @property
    def exact(self) -> bool:
        """Whether it can be only one value."""
        return self.low == self.high


def fits(item: Input, figure: Figure) -> bool:
    """Whether a figure has the unit of an input."""
    if item.is_money:
        return figure.measure is Measure.MONEY
    if item.is_share:
        return figure.unit == "%"
    if item.unit in ("天", "年"):
        return figure.measure is Measure.DURATION
    return figure.unit in (*UNITS.get(item.unit, (item.unit,)), *("个" * (item.unit in "人家")))


def value_of(item: Input, figure: Figure) -> Told | None:
    """A figure in the unit of an input; None where the unit is another."""
    months = {"年": 12.0, "周年": 12.0, "个月": 1.0}.get(figure.unit)
    if item.unit not in ("天", "年") or figure.unit == item.unit:
        return _told(figure, *_bounds(figure), 10_000 if item.is_money else 1)
    if months is None:
        return None
    low, high = (end * months for end in _bounds(figure))
    if item.unit == "年":
        return _told(figure, low, high, 12)
    if figure.comparator in (Comparator.LESS, Comparator.AT_MOST):
        return _told(figure, 0, int(high * 365 / 12), 1)
    # "三年" is at least three years and not yet four
    more = 1.0 if months == 1 or figure.value % 1 else 12.0
    return _told(figure, int(low * 365 / 12), int((high + more) * 365.25 / 12) - 1, 1)


def share_of(figure: Figure) -> Told:
    """A percentage as a decimal."""
    return _told(figure, *_bounds(figure), 1)


def _told(figure: Figure, low: float, high: float, scale: int) -> Told:
    least, most = (Decimal(str(round(end / scale, 10))) for end in (low, high))
    open_end = high > _FAR * figure.value / 2 or low == 0
    middle = (least if low else most) if open_end else (least + most) / 2
    return Told(middle.normalize() + 0, least, most, figure.text)


def _bounds(figure: Figure) -> tuple[float, float]:
    """The least and the greatest value that a figure, as said of oneself, can mean."""
    value = figure.value
    if figure.upper is not None:
        inside = _JUST * bool(re.search("[多余]", figure.text))  # "两亿多" is above two
        return value * (1 + inside), figure.upper * (1 - inside)
    if figure.text.startswith(("满", "达")):  # "刚满一年", "达到5000万"
        return value, value
    match figure.comparator:
        case Comparator.ABOUT:
            return value * (1 - _ROUGHLY), value * (1 + _ROUGHLY)
        case Comparator.AT_LEAST | Comparator.MORE as bound:
            return value * (1 + _JUST * (bound is Comparator.MORE)), value * _FAR
        case Comparator.AT_MOST | Comparator.LESS as bound:
            return 0.0, value * (1 - _JUST * (bound is Comparator.LESS))
    return value, value
