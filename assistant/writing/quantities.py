"""Quantities and dates of a folded text, so normalised that two wordings of one compare."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.figures import Comparator, Figure, Measure, figures, number

BARE, ORDINAL = "bare", "ordinal"
_KINDS = (  # counters of one kind
    "年 周年 年度 会计年度 纳税年度 个年度 个会计年度 个纳税年度,月 个月,日 天 个自然日 个日历天数,"
    "工作日 个工作日,人 名 位,家 家企业 户 所"
)
_KIND = {word: listed.split()[0] for listed in _KINDS.split(",") for word in listed.split()}
_SCALED = {"年": ("月", 12.0), "成": ("%", 0.1), "‰": ("%", 0.001)}
_SIGNS = {"≥": Comparator.AT_LEAST, "≤": Comparator.AT_MOST, "<": Comparator.LESS}
_SIGNS |= {">": Comparator.MORE, "≈": Comparator.ABOUT}
_CN = "零〇一二三四五六七八九十百千两"
_ORDINAL = re.compile(rf"第(\d+|[{_CN}]+)([条章节款项批类届期季年家名位个]?)(?![步点,、:])")
_ONE = re.compile(r"一个(月|季度|工作日|年度)")  # figures() takes 一个 for no number
_LOOSE = re.compile(r"(?<![\d.a-z])(\d+(?:\.\d+)?)(万亿|[万亿])?(?![\d.]*\d|[a-z])")
_TENS = {"": 1.0, "万": 1e4, "亿": 1e8, "万亿": 1e12}
DATE = re.compile(  # with 前 or 后 right behind it
    r"(?:(?P<year>(?:19|20)\d\d年)度?(?P<day>\d{1,2}月(?:份|\d{1,2}日)?)?|(?P<alone>\d{1,2}月(?:份|\d{1,2}日)?))"
    r"(?P<tail>底|末|初|[上中下]旬|[上下]半年)?(?P<edge>[以之]?[前后](?![\d一二三四两]))?"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; upper is set for a range. weak: the comparator may be left out."""

    value: float
    upper: float | None
    unit: str
    comparator: Comparator
    start: int
    end: int
    weak: bool = False

    def same_value(self, other: Quantity) -> bool:
        """Whether the numbers are one, whatever they count."""
        return (self.value, self.upper) == (other.value, other.upper)

    def same(self, other: Quantity) -> bool:
        """Whether number and unit are one."""
        return self.unit == other.unit and self.same_value(other)

    def bound_as(self, other: Quantity) -> bool:
        """Whether both bind the value alike."""
        mine, theirs = (Comparator.EQUAL if q.weak else q.comparator for q in (self, other))
        return self.comparator is other.comparator or mine is theirs


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Full-width and case folded character by character, so that every offset stays."""
    return "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a folded text in order; dates left out, lone numbers included."""
    ordinals = (_plain(m, number(m[1]) or 0.0, ORDINAL + m[2]) for m in _ORDINAL.finditer(text))
    ones = (_plain(m, _scale(m[1])[1], _scale(m[1])[0]) for m in _ONE.finditer(text))
    loose = (_plain(m, float(m[1]) * _TENS[m[2] or ""], BARE) for m in _LOOSE.finditer(text))
    counted = (_counted(text, f) for f in figures(text) if f.measure is not Measure.DATE)
    found: list[Quantity] = []
    taken = [date.span() for date in DATE.finditer(text)]
    for quantity in (*ordinals, *ones, *counted, *loose):
        if not any(quantity.start < e and s < quantity.end for s, e in taken):
            found.append(quantity)
            taken.append((quantity.start, quantity.end))
    return tuple(sorted(found, key=lambda q: q.start))


def dated(date: re.Match[str], text: str) -> re.Match[str] | None:
    """Where a folded text gives a date, in other words or in full; its year may stand apart."""
    year, day = date["year"] or "", date["day"] or date["alone"] or ""
    edge = f"[以之]?{date['edge'][-1]}" if date["edge"] else ""
    rest = day.replace("份", "") + (date["tail"] or "").replace("末", "底")
    last = "[底末]" if day else "(?:[底末]|12月31日)"  # of a year
    pattern = rf"(?<!\d){{}}{re.sub('月$', '月份?', rest).replace('底', last)}{edge}"
    whole = re.search(pattern.format(f"{year}度?" if year else ""), text)
    apart = bool(rest) and year in text
    return whole or (re.search(f"(?<!年){pattern.format('')}", text) if apart else None)


def _counted(text: str, figure: Figure) -> Quantity:
    unit, scale = _scale(figure.unit)
    sign = _SIGNS.get(text[figure.start - 1 : figure.start], figure.comparator)
    value, upper = (n and round(n * scale, 6) for n in (figure.value, figure.upper))
    weak = sign is Comparator.AT_LEAST and figure.text[0] in "达满"  # 达到80分: no more than 80分
    return Quantity(value or 0.0, upper, unit, sign, figure.start, figure.end, weak)


def _plain(match: re.Match[str], value: float, unit: str) -> Quantity:
    return Quantity(round(value, 6), None, unit, Comparator.EQUAL, *match.span())


def _scale(unit: str) -> tuple[str, float]:
    unit = _KIND.get(unit, unit)
    return _SCALED.get(unit, (unit, 1.0))


@cache
def _folded(character: str) -> str:
    if character in "“”„‟「」『』＂":
        return '"'
    plain = unicodedata.normalize("NFKC", character).lower()
    return plain if len(plain) == 1 else character
