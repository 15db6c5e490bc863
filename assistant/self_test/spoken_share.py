"""Shares as people say them, as decimals: 六成多, 百分之二十几, 三分之一, 近一半."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from assistant.self_test.spoken_number import NUM, Span, plain_number, span_of

SHARE = re.compile(
    rf"(?P<pct>\d+(?:\.\d+)?)(?P<m1>多)?\s*(?:%|个(?:百分)?点)(?P<m2>多)?|"
    rf"百分之(?P<cn>{NUM})(?P<m3>[多几])?|"
    r"(?P<tenth>[一二两三四五六七八九]{1,2}|\d)成(?P<half>半)?(?P<digit>[一二三四五六七八九](?!成))?(?P<m4>多)?|"
    r"(?P<bottom>[二三四五六七八九十]|\d+)分之(?P<top>[一二两三四五六七八九]|\d+)|(?P<a_half>(?:(?<=[占有到近过入额数])|(?<=[占有到近过]了))一半)"
)


def share(match: re.Match[str]) -> Span | None:
    """The share that was said; None where its digits make no number."""
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
