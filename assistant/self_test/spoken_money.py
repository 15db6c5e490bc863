"""Money as people say it, in 万元: 一亿二, 四百来万, 1.2个亿, 300到400万."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.self_test.spoken_number import MORE, NUM, Span, span_of

_MONEY_UNIT = r"(?:千万|百万|十万|万)"
MONEY = re.compile(
    rf"(?:(?P<yi>{NUM})(?P<m1>{MORE})\s*个?(?P<m2>{MORE})\s*亿(?P<m3>[多余])?"
    rf"(?:零?(?P<low>{NUM})(?P<m4>{MORE})(?P<unit>{_MONEY_UNIT})?(?P<m5>[多余])?)?|"
    rf"(?P<wan>{NUM})(?P<m6>{MORE})\s*个?(?P<scale>{_MONEY_UNIT})(?P<m7>[多余])?|"
    rf"(?P<bare>(?<=上)(?:亿|千万|百万))|(?P<yuan>\d[\d,]*(?:\.\d+)?)\s*(?=元|块))"
    r"\s*(?:元|块钱|块)?(?![家个项条名人场平分亩件张次㎡]|股(?!权)|[千兆]瓦|立方|字)"
)
_TO = r"\s*(?:到|至|~|～|—|–|-|－)\s*"
_RANGE = re.compile(
    rf"(?P<a>{NUM})(?P<as>亿|{_MONEY_UNIT})?(?:元)?{_TO}(?P<b>{NUM})(?P<bs>亿|{_MONEY_UNIT})"
)
_SCALES = {"": 1, "万": 1, "十万": 10, "百万": 100, "千万": 1000, "亿": 10000}


def money(match: re.Match[str]) -> Span | None:
    """The sum that was said; None where its digits make no number."""
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


def ranges(text: str) -> Iterator[tuple[re.Match[str], Span]]:
    """ "300到400万": from the one to the other."""
    for match in _RANGE.finditer(text):
        low, high = span_of(match["a"]), span_of(match["b"])
        if low is None or high is None:
            continue
        scale = _SCALES[match["bs"]]
        bottom = low.value * (_SCALES[match["as"]] if match["as"] else scale)
        top = high.value * scale
        if bottom < top:
            yield match, Span((bottom + top) / 2, bottom, top, top - bottom)
