"""Figures as people read them; no rounding ever contradicts the verdict beside it."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from corpus.programme_rules import Input

_YI = Decimal(10_000)  # 万元 in one 亿元
_MOST_PLACES = 40
_WHOLE = ("人", "项", "家", "个", "天", "名")
_PLACES = 2  # usual places of a percentage or a rounded amount


def plain(value: Decimal) -> str:
    """All digits, no exponent and no empty places: 1E+2 is 100, 5.00 is 5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Fraction, bounds: Iterable[Fraction] = ()) -> str:
    """Two places, or as many as keep it on its side of every bound: 3.9999 below 4."""
    bounds = tuple(bounds)
    with localcontext(prec=_MOST_PLACES * 2):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        for digits in range(_PLACES, _MOST_PLACES):
            near = exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
            if all(_side(Fraction(near), b) == _side(value, b) for b in bounds):
                return plain(near)
    return plain(exact)


def _side(value: Fraction, bound: Fraction) -> int:
    return (value > bound) - (value < bound)


def percent(value: Fraction | Decimal, bounds: Iterable[Fraction | Decimal] = ()) -> str:
    """A share as a percentage, on its side of every bound."""
    hundredfold = tuple(Fraction(bound) * 100 for bound in bounds)
    return rounded(Fraction(value) * 100, hundredfold) + "%"


def money(value: Decimal) -> str:
    """An amount in 万元, from one 亿元 on in 亿元; every digit kept."""
    if abs(value) >= _YI:
        return f"{plain(value.scaleb(-4))} 亿元"
    return f"{plain(value)} 万元"


def shown(item: Input, value: Decimal | bool | str) -> str:
    """A value of an input with its unit, exact."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value
    if item.is_money:
        return money(value)
    if item.is_share:
        return f"{plain(value.scaleb(2))}%"
    return f"{plain(value)} {item.unit}"


def number(value: Fraction | Decimal) -> int | float:
    """For JSON: whole numbers stay whole."""
    return int(value) if value == int(value) else float(value)


def gap(item: Input, value: Fraction) -> str:
    """What is lacking, never too little: whole people and things, amounts to 100 元 at worst."""
    if item.is_share:
        return percent(_up(value, Decimal("0.0001")))
    exact = 10_000 % value.denominator == 0
    if item.type == "integer" or item.unit in _WHOLE:
        return f"{plain(_up(value, Decimal(1)))} {item.unit}"
    near = Decimal(value.numerator) / value.denominator if exact else _up(value, Decimal("0.01"))
    return shown(item, near)


def _up(value: Fraction, step: Decimal) -> Decimal:
    return Decimal(-(-value // Fraction(step))) * step
