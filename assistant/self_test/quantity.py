"""Quantities as people say them: 一亿二, 四百来万, 三四十人, 八个多月, 六成多, 1.2个亿.

A spoken quantity is a range with a most likely value; an exact one has both ends equal.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assistant.self_test.spoken_money import MONEY, money, ranges
from assistant.self_test.spoken_number import LARGE, MORE, NUM, Span, bounded, span_of
from assistant.self_test.spoken_share import SHARE, share
from assistant.self_test.spoken_time import TIME, days


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


_AREA = re.compile(
    rf"(?P<n>{LARGE}|{NUM})(?P<m1>{MORE})(?P<scale>万)?(?P<m2>[多余])?\s*(?:平方米|平方|平米|㎡|平(?![台均时]))"
)
_COUNT = re.compile(
    rf"(?<![第前])(?P<n>{LARGE}|{NUM})(?P<m1>{MORE})(?P<wan>万)?\s*"
    r"(?:(?P<people>号?人(?!才|员费)|名|位|个人|口人)|(?P<things>项|件|家|款|个(?![多来]?[月亿万]|点|百分|年|日历)|条))"
    r"(?P<m2>[多来])?"
)
_SCORE = re.compile(rf"(?P<n>{NUM})(?P<m1>多)?\s*分(?![之钟])(?P<m2>多)?")
_RANK = re.compile(rf"(?:第|前)\s*(?P<n>{NUM})(?:名|位)?")
_BARE = re.compile(rf"(?P<n>{NUM})(?P<m1>[多来余])?")


def _counted(match: re.Match[str]) -> Span | None:
    g = match.groupdict(default="")
    span = span_of(g["n"], g.get("m1", "") or g.get("m2", ""))
    wan = bool(g.get("wan") or g.get("scale"))
    return span.times(10000) if span and wan else span


def _count_kind(match: re.Match[str]) -> Kind:
    return Kind.PEOPLE if match["people"] else Kind.THINGS


_READERS = (
    (SHARE, Kind.SHARE, share),
    (_AREA, Kind.AREA, _counted),
    (_COUNT, None, _counted),
    (MONEY, Kind.MONEY, money),
    (_RANK, Kind.RANK, _counted),
    (TIME, Kind.DAYS, days),
    (_SCORE, Kind.SCORE, _counted),
    (_BARE, Kind.BARE, _counted),
)


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a normalised text in order; one span of text belongs to one of them."""
    found = [
        Quantity(Kind.MONEY, span.value, span.low, span.high, match[0], *match.span())
        for match, span in ranges(text)
    ]
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


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """A bare number is one only as Arabic digits, not inside a longer word or a list number."""
    after = text[match.end() :]
    return match["n"][0].isdigit() and not re.match(r"[.、)）]?\s*[年月号季]|[.、)）]", after)
