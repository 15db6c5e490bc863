"""Figures and dates must stand in a cited passage, of the same thing; arithmetic is recomputed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from math import nan
from typing import NamedTuple

from assistant.writing.quantities import BARE, DATE, ORDINAL, Quantity, dated, quantities
from assistant.writing.sentences import Match
from assistant.writing.source_text import Piece, SourceText, clauses, coverage, grams
from corpus.figures import Comparator

_MARGIN = 0.3  # by how much another figure must fit the words around better
_ROW = 4  # words of a clause with which it says what its figures are
_OF_ASKER = re.compile(r"[您你贵]|如果|假设|若|按|为例")
_POINTING = ("上", "每", "同", "某", "这", "该")
_COUNTED = ("项", "类", "种", "个", "条", "级", "档")
_BOUNDS = {  # words that may stand apart from the figure that they bind
    Comparator.AT_LEAST: "不少于|不低于|至少|以上|起",
    Comparator.AT_MOST: "不超过|不得超过|不能超过|不高于|至多|最多|以内|以下|之内|内(?!容)",
}
_OPERATOR = re.compile(
    r"^[^\d,，。；;]{0,6}?([+\-−x×*÷/=]|乘以|除以|减去|加上|等于|即)[^\d,，。；;]{0,6}$"
)
_SIGNS = {"加上": "+", "−": "-", "减去": "-", "x": "*", "×": "*", "乘以": "*"}
_SIGNS |= {"÷": "/", "除以": "/", "等于": "=", "即": "="}
_ROUNDING = 0.006
_SCALES = (1, 100, 1e-4, 1e4, 1e8)  # 3.33 may stand for 0.0333, and 万元 be left out in the terms


@dataclass(frozen=True, slots=True)
class Known:
    """Figures that need no source: the asker's own, those reckoned before, a list's length."""

    asked: tuple[Quantity, ...] = ()
    results: tuple[Quantity, ...] = ()
    counted: int = 0

    def excuses(self, text: str, said: Quantity) -> bool:
        """The asker's own only where told as theirs: a question must not make a claim true."""
        one, pointing = text[said.start] == "一", text[: said.start].endswith(_POINTING)
        counts = said.unit in _COUNTED and (one or said.value == self.counted)
        if counts or (one and pointing):  # 共3项, 一条; 每一年
            return True
        clause = next((c.text for c in clauses(text) if c.start <= said.start < c.end), "")
        told = said.comparator is Comparator.EQUAL and _OF_ASKER.search(clause)
        return any(map(said.same, (*self.results, *(self.asked if told else ()))))


class _Place(NamedTuple):
    """A figure of a source, the clause that it stands in, and the words around it."""

    source: SourceText
    stated: Quantity
    clause: Piece
    statement: Piece

    @property
    def is_row(self) -> bool:
        """Whether it stands in a row of a table, whose figures are held against each other."""
        return len(self.clause.grams) < _ROW and len(quantities(self.clause.text)) > 1

    def fit(self, wanted: frozenset[str]) -> float:
        """How far the words around a figure of the answer stand around this one."""
        wide = self.statement.grams | grams(self.source.head)
        return 0.7 * coverage(wanted, self.clause.grams) + 0.3 * coverage(wanted, wide)


def check_figures(
    text: str, cited: Sequence[SourceText], known: Known
) -> tuple[list[str], list[Match], tuple[Quantity, ...]]:
    """Faults, matches and newly reckoned figures of a folded sentence."""
    places = [
        _Place(s, q, c, s.statement_at(q.start))
        for s in cited
        for q in s.quantities
        for c in s.clauses
        if c.start <= q.start < c.end
    ]
    faults: list[str] = []
    matches: list[Match] = []
    settled: set[int] = set()
    have = [*(p.stated for p in places), *known.asked, *known.results]
    for operands, result, right in _reckonings(text):
        held = [q.value * scale for q in have for scale in (1, 1e-4, 1e-8)]
        if all(any(abs(o.value - v) <= 1e-6 * abs(v) for v in held) for o in operands):
            settled |= {q.start for q in (*operands, result)}
            have.append(result)
            faults += [] if right else ["算式的结果不对"]
    said = [q for q in quantities(text) if q.start not in settled and not known.excuses(text, q)]
    for quantity in said:
        found = _judged(text, quantity, places)
        if isinstance(found, str):
            faults.append(found)
        else:
            stated = found.stated.start, found.stated.end
            matches.append(Match(found.source.number, *stated, quantity.start, quantity.end))
    faults += _unpaired(text, said, places)
    for date in DATE.finditer(text):
        ways = [(s.number, at) for s in cited if (at := dated(date, s.text))]
        matches += [Match(number, *at.span(), *date.span()) for number, at in ways[:1]]
        faults += [] if ways else [f"所引段落没有“{date[0]}”这一时间"]
    return faults, matches, tuple(q for q in quantities(text) if q.start in settled)


def _judged(text: str, said: Quantity, places: Sequence[_Place]) -> str | _Place:
    """Where a figure stands, or why it does not."""
    shown = text[said.start : said.end]
    alike = [p for p in places if said.same_value(p.stated)]
    if said.unit == BARE and alike:
        return alike[0]
    of_unit = [p for p in alike if said.unit == p.stated.unit]
    if not of_unit:
        return f"“{shown}”的单位与原文不一致" if alike else f"所引段落没有“{shown}”这个数字"
    bound = [p for p in of_unit if _bound_alike(said, p)]
    if not bound:
        return f"“{shown}”前后的限定词（不少于、不超过、以上、以下等）与原文不一致"
    before = [c for c in clauses(text) if c.start <= said.start]
    wanted = before[-1].grams if before else grams(text)
    if len(wanted) < _ROW - 1 and len(before) > 1:
        wanted |= before[-2].grams
    best = max(bound, key=lambda p: p.fit(wanted))
    if said.unit.startswith(ORDINAL) or best.is_row:
        return best
    rivals = [p for p in places if (p.stated.unit == said.unit) != said.same_value(p.stated)]
    if any(p.fit(wanted) > best.fit(wanted) + _MARGIN for p in rivals):
        return f"“{shown}”在原文中说的是另一事项"
    return best


def _bound_alike(said: Quantity, place: _Place) -> bool:
    """Whether both are bound alike; the source's comparator may stand elsewhere in it."""
    words = _BOUNDS.get(said.comparator) if place.stated.comparator is Comparator.EQUAL else None
    return said.bound_as(place.stated) or bool(words and re.search(words, place.statement.text))


def _unpaired(text: str, told: Sequence[Quantity], places: Sequence[_Place]) -> Iterator[str]:
    """Two figures side by side that the source's clauses pair with other figures: in one clause,
    or each alone in its own where the source has a row of a table."""
    ends = [clause.end for clause in clauses(text)]
    home = [sum(end <= q.start for end in ends) for q in told]
    for (one, mine), (other, theirs) in pairwise(zip(told, home, strict=True)):
        there = [p for p in places if one.same(p.stated)]
        rows = home.count(mine) == home.count(theirs) == 1 and all(p.is_row for p in there)
        beside = [p.stated for p in places for q in there if p.clause is q.clause]
        unlike = any(q.unit == other.unit for q in beside) and not any(map(other.same, beside))
        if unlike and (mine == theirs or rows):
            yield f"“{text[one.start : other.end]}”在原文中不是一回事"


def _reckonings(text: str) -> Iterator[tuple[list[Quantity], Quantity, bool]]:
    """Every "a op b (op c) = r" of a folded text: operands, result, whether it follows."""
    chain: list[Quantity] = []
    signs: list[str] = []
    listed = quantities(text)
    for this, following in zip_longest(listed, listed[1:]):
        chain.append(this)
        match = _OPERATOR.match(text[this.end : following.start]) if following else None
        sign = _SIGNS.get(match[1], match[1]) if match else ""
        if sign == "=" and signs:
            values = [_value(chain, signs) * scale for scale in _SCALES]
            near = [abs(v - following.value) <= _ROUNDING * max(abs(v), 1e-9) for v in values]
            yield chain, following, any(near)
        chain, signs = (chain, [*signs, sign]) if sign not in ("", "=") else ([], [])


def _value(chain: list[Quantity], signs: list[str]) -> float:
    """Products before sums."""
    total, term = 0.0, chain[0].value
    for sign, quantity in zip(signs, chain[1:], strict=True):
        if sign in "*/":
            term *= quantity.value if sign == "*" else 1 / (quantity.value or nan)
        else:
            total, term = total + term, quantity.value * (1 if sign == "+" else -1)
    return total + term
