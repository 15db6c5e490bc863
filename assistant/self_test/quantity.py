"""Quantities as people say them: 一亿二, 四百来万, 三四十人, 八个多月, 六成多, 1.2个亿.

A spoken quantity is a range with a most likely value; an exact one has both ends equal.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.self_test.spoken_number import LARGE, NUM, Span, bounded, plain_number, span_of


class Kind(StrEnum):
    """What is counted. Money is in 万元, a share a decimal, time in days, area in 平方米."""

    MONEY = "money"
    PEOPLE = "people"
    THINGS = "things"
    SHARE = "share"
    DAYS = "days"
    AREA = "area"
    SCORE = "score"
    RANK = "rank"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity as said (text, at start to end); low and high bound what it can mean."""

    kind: Kind
    value: Decimal
    low: Decimal
    high: Decimal
    text: str
    start: int
    end: int

    @property
    def exact(self) -> bool:
        """Whether one figure was named."""
        return self.low == self.high


_MORE = "[来多余几把]?"
_MONEY_UNIT = r"(?:千万|百万|十万|万)"
_MONEY = re.compile(
    rf"(?:(?P<yi>{NUM})(?P<m1>{_MORE})\s*个?(?P<m2>{_MORE})\s*亿(?P<m3>[多余])?"
    rf"(?:零?(?P<low>{NUM})(?P<m4>{_MORE})(?P<unit>{_MONEY_UNIT})?(?P<m5>[多余])?)?|"
    rf"(?P<wan>{NUM})(?P<m6>{_MORE})\s*个?(?P<scale>{_MONEY_UNIT})(?P<m7>[多余])?|"
    rf"(?P<bare>(?<=上)(?:亿|千万|百万))|(?P<yuan>\d[\d,]*(?:\.\d+)?)\s*(?=元|块))"
    r"\s*(?:元|块钱|块)?(?![家个项条名人场平分亩件张次㎡]|股(?!权)|[千兆]瓦|立方|字)"
)
_TO = r"\s*(?:到|至|~|～|—|–|-|－)\s*"
_RANGE = re.compile(
    rf"(?P<a>{NUM})(?P<as>亿|{_MONEY_UNIT})?(?:元)?{_TO}(?P<b>{NUM})(?P<bs>亿|{_MONEY_UNIT})"
)
_SHARE = re.compile(
    rf"(?P<pct>\d+(?:\.\d+)?)(?P<m1>多)?\s*(?:%|个(?:百分)?点)(?P<m2>多)?|"
    rf"百分之(?P<cn>{NUM})(?P<m3>[多几])?|"
    r"(?P<tenth>[一二两三四五六七八九]{1,2}|\d)成(?P<half>半)?(?P<digit>[一二三四五六七八九](?!成))?(?P<m4>多)?|"
    r"(?P<bottom>[二三四五六七八九十]|\d+)分之(?P<top>[一二两三四五六七八九]|\d+)|(?P<a_half>(?:(?<=[占有到近过入额数])|(?<=[占有到近过]了))一半)"
)
_TIME = re.compile(
    rf"(?P<y>{NUM})(?P<ym>{_MORE})\s*(?:个年头|周年|整年|年(?!度|份|底|初|末|代|间|前|来))(?P<half>半)?(?P<ym2>[多余])?"
    rf"(?:零?(?P<ymo>{NUM})个月)?|(?P<mo>{NUM})(?P<mom>{_MORE})\s*个(?P<mom2>[多来])?月(?P<mohalf>半)?(?P<mom3>[多余])?|"
    rf"(?P<d>{NUM})(?P<dm>{_MORE})\s*(?:天|日(?![前后])|个日历天)(?P<dm2>[多余])?|"
    r"(?P<halfyear>半年)(?P<hm>多)?|(?P<oneandhalf>一年半)"
)
_AREA = re.compile(
    rf"(?P<n>{LARGE}|{NUM})(?P<m1>{_MORE})(?P<scale>万)?(?P<m2>[多余])?\s*(?:平方米|平方|平米|㎡|平(?![台均时]))"
)
_COUNT = re.compile(
    rf"(?<![第前])(?P<n>{LARGE}|{NUM})(?P<m1>{_MORE})(?P<wan>万)?\s*"
    r"(?:(?P<people>号?人(?!才|员费)|名|位|个人|口人)|(?P<things>项|件|家|款|个(?![多来]?[月亿万]|点|百分|年|日历)|条))"
    r"(?P<m2>[多来])?"
)
_SCORE = re.compile(rf"(?P<n>{NUM})(?P<m1>多)?\s*分(?![之钟])(?P<m2>多)?")
_RANK = re.compile(rf"(?:第|前)\s*(?P<n>{NUM})(?:名|位)?")
_BARE = re.compile(rf"(?P<n>{NUM})(?P<m1>[多来余])?")
_SCALES = {"": 1, "万": 1, "十万": 10, "百万": 100, "千万": 1000, "亿": 10000}
_DAYS_YEAR, _DAYS_MONTH = Decimal(365), Decimal("30.4")


def _money(match: re.Match[str]) -> Span | None:
    g = match.groupdict(default="")
    if g["bare"]:  # "上亿"
        return Span(*(Decimal(_SCALES[g["bare"]]),) * 4)
    if g["yuan"]:
        span = span_of(g["yuan"])
        return span.times(Decimal("0.0001")) if span else None
    if g["wan"]:
        span = span_of(g["wan"], g["m6"] or g["m7"])
        return span.times(_SCALES[g["scale"]]) if span else None
    whole = span_of(g["yi"], "" if g["low"] else g["m1"] or g["m2"] or g["m3"])
    if whole is None:
        return None
    whole = whole.times(10000)
    if not g["low"]:
        return whole
    rest = span_of(g["low"], g["m4"] or g["m5"])
    if rest is None:
        return None
    # "一亿二" is 1.2亿, "一亿两千万" names its own unit, "一亿二千" means 千万
    if g["unit"]:
        rest = rest.times(_SCALES[g["unit"]])
    elif rest.value < 10:
        rest = rest.times(1000)
    return whole.plus(rest)


def _share(match: re.Match[str]) -> Span | None:
    g = match.groupdict(default="")
    if g["pct"]:
        span = span_of(g["pct"], g["m1"] or g["m2"])
    elif g["cn"]:
        span = span_of(g["cn"], g["m3"])
    elif g["bottom"]:
        below, above = plain_number(g["bottom"]), plain_number(g["top"])
        if not below or above is None:
            return None
        return Span(*(above / below,) * 3, Decimal("0.01"))
    elif g["a_half"]:
        return Span(*(Decimal("0.5"),) * 3, Decimal("0.1"))
    else:
        span = _tenths(g)
    return span.times(Decimal("0.01")) if span else None


def _tenths(g: Mapping[str, str]) -> Span | None:
    """ "六成", "六成五", "六成半", "八九成", in hundredths."""
    span = span_of(g["tenth"], g["m4"])
    if span is None:
        return None
    digit = "五" if g["half"] else g["digit"]
    extra = plain_number(digit) if digit else None
    tenths = span.times(10)
    return tenths.plus(Span(extra, extra, extra, Decimal(1))) if extra else tenths


def _days(match: re.Match[str]) -> Span | None:
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


def _counted(match: re.Match[str]) -> Span | None:
    g = match.groupdict(default="")
    span = span_of(g["n"], g.get("m1", "") or g.get("m2", ""))
    wan = bool(g.get("wan") or g.get("scale"))
    return span.times(10000) if span and wan else span


def _count_kind(match: re.Match[str]) -> Kind:
    return Kind.PEOPLE if match["people"] else Kind.THINGS


_READERS = (
    (_SHARE, Kind.SHARE, _share),
    (_AREA, Kind.AREA, _counted),
    (_COUNT, None, _counted),
    (_MONEY, Kind.MONEY, _money),
    (_RANK, Kind.RANK, _counted),
    (_TIME, Kind.DAYS, _days),
    (_SCORE, Kind.SCORE, _counted),
    (_BARE, Kind.BARE, _counted),
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a normalised text in order; one span of text belongs to one of them."""
    found: list[Quantity] = list(_ranges(text))
    for pattern, kind, read in _READERS:
        for match in pattern.finditer(text):
            if any(match.start() < q.end and q.start < match.end() for q in found):
                continue
            span = read(match)
            if span is None or (kind is Kind.BARE and not _stands_alone(text, match)):
                continue
            span, start, end = bounded(span, text, *match.span())
            said = text[start:end].rstrip()
            end = start + len(said)  # a year behind it may be blanked
            kind_of = kind or _count_kind(match)
            found.append(
                Quantity(kind_of, span.value, span.low, span.high, said.lstrip(), start, end)
            )
    return tuple(sorted(found, key=lambda q: q.start))


def _ranges(text: str) -> list[Quantity]:
    """ "300到400万": from the one to the other."""
    found = []
    for match in _RANGE.finditer(text):
        low, high = span_of(match["a"]), span_of(match["b"])
        if low is None or high is None:
            continue
        scale = _SCALES[match["bs"]]
        bottom = low.value * (_SCALES[match["as"]] if match["as"] else scale)
        top = high.value * scale
        if bottom < top:
            found.append(
                Quantity(Kind.MONEY, (bottom + top) / 2, bottom, top, match[0], *match.span())
            )
    return found


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """A bare number is one only as Arabic digits, not inside a longer word or a list number."""
    after = text[match.end() :]
    return match["n"][0].isdigit() and not re.match(r"[.、)）]?\s*[年月号季]|[.、)）]", after)
