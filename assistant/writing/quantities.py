"""Quantities and dates of a folded text, so normalised that two wordings of one compare."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from corpus.figures import Comparator, Measure, figures, number

BARE, ORDINAL = "bare", "ordinal"
_KINDS = {  # counters of one kind
    "年": "年 周年 年度 会计年度 纳税年度 个年度 个会计年度 个纳税年度",
    "月": "月 个月",
    "日": "日 天 个自然日 个日历天数",
    "工作日": "工作日 个工作日",
    "人": "人 名 位",
    "家": "家 家企业 户 所",
    "场": "场 场次",
    "批": "批 批次",
    "季度": "季度 个季度",
}
_KIND = {counter: kind for kind, listed in _KINDS.items() for counter in listed.split()}
_SCALED = {"年": ("月", 12.0), "成": ("%", 0.1), "‰": ("%", 0.001)}
_SIGNS = {"≥": Comparator.AT_LEAST, "≤": Comparator.AT_MOST, "<": Comparator.LESS}
_SIGNS |= {">": Comparator.MORE, "≈": Comparator.ABOUT}
_NOT = re.compile(r"不(?:能|应|可|会|许)?$")  # 不应低于: figures() knows the commonest of them
_TURNED = {Comparator.LESS: Comparator.AT_LEAST, Comparator.MORE: Comparator.AT_MOST}
_WEAK = re.compile(r"[达满]")  # 达到80分: no more than 80分 itself
_CN = "零〇一二三四五六七八九十百千两"
_ORDINAL = re.compile(rf"第(\d+|[{_CN}]+)([条章节款项批类届期季年家名位个]?)(?![步点,、:])")
_ONE = re.compile(r"一个(月|季度|工作日|(?:会计|纳税)?年度)")  # figures() takes 一个 for no number
_LOOSE = re.compile(r"(?<![\d.a-z])\d+(?:\.\d+)?(?:万亿|[十百千]?[万亿])?(?![\d.]*\d|[a-z])")
_DATE = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)(?:年度?|[-./](?=\d{1,2}[-./月]?\d?)))"
    r"(?:(?P<m>\d{1,2})(?:月份?|[-./])?(?:(?P<d>\d{1,2})日?)?)?(?P<t>底|末|初|[上中下]旬|[上下]半年)?"
    r"|(?P<m2>\d{1,2})月份?(?:(?P<d2>\d{1,2})日|(?P<t2>底|末|初|[上中下]旬))?"
)
_EDGE = re.compile(r"[以之]?([前后])")


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
        return _near(self.value, other.value) and _near(self.upper, other.upper)

    def bound_as(self, other: Quantity) -> bool:
        """Whether both bind the value alike."""
        plain = Comparator.EQUAL
        mine = plain if self.weak else self.comparator
        theirs = plain if other.weak else other.comparator
        return self.comparator is other.comparator or mine is theirs


@dataclass(frozen=True, slots=True)
class Date:
    """The parts of a date that a text gives; edge is 前 or 后 right behind it."""

    year: int | None
    month: int | None
    day: int | None
    tail: str
    edge: str
    start: int
    end: int

    def said_by(self, other: Date, with_year: bool = True) -> bool:
        """Whether another date, which may be fuller, says all of this one."""
        mine, theirs = (self.month, self.day), (other.month, other.day)
        if (self.year, *mine, self.tail) == (other.year, None, None, "底") and theirs == (12, 31):
            return True
        if with_year and self.year is not None and self.year != other.year:
            return False
        if any(part not in (None, their) for part, their in zip(mine, theirs, strict=True)):
            return False
        if self.edge and mine != theirs:
            return False
        return self.tail == other.tail or not (self.tail or self.edge)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Full-width and case folded character by character, so that every offset stays."""
    return "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a folded text in order; dates left out, lone numbers included."""
    taken = [(d.start, d.end) for d in dates(text)]
    found: list[Quantity] = []
    for match in _ORDINAL.finditer(text):
        value = number(match[1])
        if value is not None:
            found.append(_plain(value, ORDINAL + match[2], match))
    for match in _ONE.finditer(text):
        unit, scale = _SCALED.get(_KIND.get(match[1], match[1]), (match[1], 1.0))
        found.append(_plain(scale, unit, match))
    taken += [(q.start, q.end) for q in found]
    for f in figures(text):
        if f.measure is Measure.DATE or _overlaps(f.start, f.end, taken):
            continue
        unit = _KIND.get(f.unit, f.unit)
        unit, scale = _SCALED.get(unit, (unit, 1.0))
        upper = f.upper * scale if f.upper is not None else None
        half = 0.5 if unit == "月" and scale > 1 and text[f.end : f.end + 1] == "半" else 0.0
        sign = _SIGNS.get(text[f.start - 1 : f.start], f.comparator)
        sign = _TURNED.get(sign, sign) if _NOT.search(text[: f.start]) else sign
        weak = sign is Comparator.AT_LEAST and bool(_WEAK.match(f.text))
        found.append(Quantity((f.value + half) * scale, upper, unit, sign, f.start, f.end, weak))
        taken.append((f.start, f.end))
    for match in _LOOSE.finditer(text):
        if not _overlaps(*match.span(), taken):
            found.append(_plain(_scaled(match[0]), BARE, match))
    return tuple(_bracketed(text, sorted(found, key=lambda q: q.start)))


@lru_cache(maxsize=4096)
def dates(text: str) -> tuple[Date, ...]:
    """All dates of a folded text in order."""
    return tuple(_dates(text))


def _dates(text: str) -> Iterator[Date]:
    for match in _DATE.finditer(text):
        part = {k: v for k, v in match.groupdict().items() if v}
        edge = _EDGE.match(text, match.end())
        tail = part.get("t") or part.get("t2") or ""
        year, month = part.get("y"), part.get("m") or part.get("m2")
        day = part.get("d") or part.get("d2")
        yield Date(
            int(year) if year else None,
            int(month) if month else None,
            int(day) if day else None,
            "底" if tail == "末" else tail,
            edge[1] if edge else "",
            *match.span(),
        )


def _bracketed(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """A figure said again in brackets ("不超过2年(24个月)") is bound as the one before."""
    for at, one in enumerate(found):
        before = found[at - 1] if at else None
        again = before and text[before.end : one.start] == "(" and one.unit == before.unit
        yield replace(one, comparator=before.comparator) if before and again else one


def _plain(value: float, unit: str, match: re.Match[str]) -> Quantity:
    return Quantity(value, None, unit, Comparator.EQUAL, *match.span())


def _scaled(text: str) -> float:
    digits = re.match(r"[\d.]+", text)
    assert digits
    scale = {"": 1.0, "万": 1e4, "亿": 1e8, "万亿": 1e12}
    powers = {"十": 10.0, "百": 100.0, "千": 1000.0}
    rest = text[digits.end() :]
    return float(digits[0]) * powers.get(rest[:1], 1.0) * scale[rest.lstrip("十百千")]


def _overlaps(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < e and s < end for s, e in spans)


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-6 * max(abs(one), abs(other), 1e-3)


@cache
def _folded(character: str) -> str:
    if character in "“”„‟「」『』＂":
        return '"'
    plain = unicodedata.normalize("NFKC", character).lower()
    return plain if len(plain) == 1 else character
