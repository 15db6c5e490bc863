"""Lengths of time as people say them, in days: 三年多, 八个多月, 半年, 两年零三个月."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.self_test.spoken_number import MORE, NUM, Span, plain_number, span_of

TIME = re.compile(
    rf"(?P<y>{NUM})(?P<ym>{MORE})\s*(?:个年头|周年|整年|年(?!度|份|底|初|末|代|间|前|来))(?P<half>半)?(?P<ym2>[多余])?"
    rf"(?:零?(?P<ymo>{NUM})个月)?|(?P<mo>{NUM})(?P<mom>{MORE})\s*个(?P<mom2>[多来])?月(?P<mohalf>半)?(?P<mom3>[多余])?|"
    rf"(?P<d>{NUM})(?P<dm>{MORE})\s*(?:天|日(?![前后])|个日历天)(?P<dm2>[多余])?|"
    r"(?P<halfyear>半年)(?P<hm>多)?|(?P<oneandhalf>一年半)"
)
_DAYS_YEAR, _DAYS_MONTH = Decimal(365), Decimal("30.4")


def days(match: re.Match[str]) -> Span | None:
    """Whole years are a lower bound: a firm of "三年" is three to under four years old."""
    g = match.groupdict(default="")
    if g["oneandhalf"]:
        return _about_days(Decimal("1.5") * _DAYS_YEAR // 1, 31)
    if g["halfyear"]:
        about = _about_days(_DAYS_YEAR // 2, 15)
        return Span(about.value, about.low, Decimal(360), about.step) if g["hm"] else about
    if g["y"]:
        return _of_years(g)
    return _of_months(g) if g["mo"] else span_of(g["d"], g["dm"] or g["dm2"])


def _of_years(g: Mapping[str, str]) -> Span | None:
    years = span_of(g["y"])
    if years is None:
        return None
    value = years.low * _DAYS_YEAR
    if g["ymo"]:
        months = (plain_number(g["ymo"]) or 0) * _DAYS_MONTH
        return _about_days(value + months.to_integral_value(), 31)
    if g["half"]:
        return _about_days(value + _DAYS_YEAR // 2, 31)
    more = g["ym"] or g["ym2"]
    low = value * Decimal("0.8") if more == "来" else value + (1 if more else 0)
    return Span(value, low, (years.high + 1) * _DAYS_YEAR - 1, _DAYS_YEAR)


def _of_months(g: Mapping[str, str]) -> Span | None:
    months = span_of(g["mo"])
    if months is None:
        return None
    more = g["mom"] or g["mom2"] or g["mom3"] or g["mohalf"]
    low = (months.low * _DAYS_MONTH).to_integral_value() - 3
    high = ((months.high + (1 if more else Decimal("0.9"))) * _DAYS_MONTH).to_integral_value()
    return Span((months.value * _DAYS_MONTH).to_integral_value(), low, high, _DAYS_MONTH)


def _about_days(value: Decimal, slack: int) -> Span:
    return Span(value, value - slack, value + slack, Decimal(slack))
