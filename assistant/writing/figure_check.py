"""Every figure and date must stand in a cited passage, bound alike and said of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.writing.arithmetic import reckonings
from assistant.writing.quantities import BARE, ORDINAL, Date, Quantity, dates, quantities
from assistant.writing.sentences import Fault, FaultKind, Match
from assistant.writing.source_text import Piece, SourceText, clauses, coverage, grams
from corpus.figures import Comparator

_MARGIN = 0.3  # by how much another figure must fit the words around better
_ROW = 4  # words of a clause with which it says what its figures are
_OF_ASKER = re.compile(r"[您你贵]|如果|假设|若|按|为例")
_COUNTED = frozenset(("项", "类", "种", "个", "条", "级", "档"))
_BOUNDS = {
    Comparator.AT_LEAST: "不少于|不低于|至少|以上|起",
    Comparator.AT_MOST: "不超过|不得超过|不能超过|不高于|至多|最多|以内|以下|之内|内(?!容)",
}


@dataclass(frozen=True, slots=True)
class Known:
    """Figures that need no source: the asker's own, those reckoned before, a list's length."""

    asked: tuple[Quantity, ...] = ()
    results: tuple[Quantity, ...] = ()
    counted: int = 0

    def excuses(self, text: str, said: Quantity) -> bool:
        """The asker's own only where told as theirs: a question must not make a claim true."""
        pointing = (
            text[said.start] == "一"
            and (  # 这一条, 每一年
                said.unit in _COUNTED or text[said.start - 1 : said.start] in "上每同某这该"
            )
        )
        counts = bool(self.counted) and said.unit in _COUNTED and said.value == self.counted
        if pointing or counts or any(said.same(result) for result in self.results):
            return True
        clause = next((c.text for c in clauses(text) if c.start <= said.start < c.end), "")
        told = said.comparator is Comparator.EQUAL and _OF_ASKER.search(clause)
        return bool(told) and any(said.same(asked) for asked in self.asked)


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure of a source, and the clause and statement it stands in."""

    source: SourceText
    stated: Quantity
    clause: Piece
    statement: Piece

    def fit(self, wanted: frozenset[str]) -> float:
        """How far the words around a figure of the answer stand around this one."""
        head = grams(self.source.head) | grams(self.source.card)
        near = coverage(wanted, self.clause.grams)
        return 0.7 * near + 0.3 * coverage(wanted, self.statement.grams | head)


def check_figures(
    text: str, cited: Sequence[SourceText], known: Known
) -> tuple[list[Fault], list[Match], tuple[Quantity, ...]]:
    """Faults, matches and newly reckoned figures of a folded sentence."""
    places = [
        _Place(s, q, c, s.statement_at(q.start))
        for s in cited
        for q in s.quantities
        for c in s.clauses
        if c.start <= q.start < c.end
    ]
    have = [*(p.stated for p in places), *known.asked, *known.results]
    settled: set[int] = set()
    results: list[Quantity] = []
    faults: list[Fault] = []
    for operands, result, right in reckonings(text):
        if all(any(_stands_for(o, q) for q in (*have, *results)) for o in operands):
            settled |= {q.start for q in (*operands, result)}
            results.append(result)
            faults += [] if right else [Fault(FaultKind.FIGURE, "算式的结果不对")]
    matches: list[Match] = []
    said = [q for q in quantities(text) if q.start not in settled and not known.excuses(text, q)]
    for quantity in said:
        reason, place = _judged(text, quantity, places, cited)
        faults += [Fault(FaultKind.FIGURE, reason)] if reason else []
        if place:
            span = (place.stated.start, place.stated.end, quantity.start, quantity.end)
            matches.append(Match(place.source.number, *span))
    faults += _unpaired(text, said, places)
    wrong, dated = _check_dates(text, cited)
    return faults + wrong, matches + dated, tuple(results)


def _judged(
    text: str, said: Quantity, places: Sequence[_Place], cited: Sequence[SourceText]
) -> tuple[str, _Place | None]:
    """Why a figure is wrong, or where it stands."""
    shown = text[said.start : said.end]
    alike = [p for p in places if said.same_value(p.stated)]
    of_unit = [p for p in alike if said.unit == p.stated.unit]
    if said.unit == BARE or said.unit.startswith(ORDINAL):
        literal = any(shown in s.everything for s in cited) and (alike or said.unit != BARE)
        heads = any(said.same_value(q) for s in cited for q in quantities(s.head))
        return ("" if of_unit or literal or heads else f"所引段落没有“{shown}”"), None
    if not alike:
        heads = any(said.same(q) and said.bound_as(q) for s in cited for q in quantities(s.head))
        return ("" if heads else f"所引段落没有“{shown}”这个数字"), None
    if not of_unit:
        return f"“{shown}”的单位与原文不一致", None
    bound = [p for p in of_unit if _bound_alike(text, said, p)]
    if not bound:
        return f"“{shown}”前后的限定词（不少于、不超过、以上、以下等）与原文不一致", None
    wanted = _around(text, said)
    best = max(bound, key=lambda p: p.fit(wanted))
    if len(best.clause.grams) < _ROW and quantities(best.clause.text)[1:]:
        return "", best  # the row of a table: its figures are held against each other
    rivals = [p for p in places if (p.stated.unit == said.unit) != said.same_value(p.stated)]
    if any(p.fit(wanted) > best.fit(wanted) + _MARGIN for p in rivals):
        return f"“{shown}”在原文中说的是另一事项", None
    return "", best


def _around(text: str, said: Quantity) -> frozenset[str]:
    """The words of the figure's clause, and of the one before where it has too few."""
    before = [c for c in clauses(text) if c.start <= said.start]
    words = before[-1].grams if before else grams(text)
    return words | before[-2].grams if len(words) < 3 and len(before) > 1 else words


def _bound_alike(text: str, said: Quantity, place: _Place) -> bool:
    """Whether both are bound alike; a comparator may stand elsewhere in the statement."""
    if said.bound_as(place.stated):
        return True
    if said.comparator is Comparator.EQUAL:
        words = _BOUNDS.get(place.stated.comparator)
        return bool(words and re.search(rf"(?:{words})[^\d,;。]{{0,2}}$", text[: said.start]))
    words = _BOUNDS.get(said.comparator) if place.stated.comparator is Comparator.EQUAL else None
    return bool(words and re.search(words, place.statement.text))


def _unpaired(text: str, told: Sequence[Quantity], places: Sequence[_Place]) -> Iterator[Fault]:
    """Two figures of one clause that the source's clauses pair with other figures."""
    for clause in clauses(text):
        for one, other in pairwise(q for q in told if clause.start <= q.start < clause.end):
            beside = [
                p.stated
                for place in places
                if one.same(place.stated)
                for p in places
                if p.source is place.source and p.clause == place.clause
            ]
            if any(q.unit == other.unit for q in beside) and not any(map(other.same, beside)):
                shown = text[one.start : other.end]
                yield Fault(FaultKind.FIGURE, f"“{shown}”在原文中不是一回事")


def _stands_for(operand: Quantity, known: Quantity) -> bool:
    """An operand may leave out its unit (400 for 400万元)."""
    scaled = (operand.value * scale for scale in (1e4, 1e8) if operand.unit == BARE)
    return operand.same_value(known) or known.value in scaled


def _check_dates(text: str, cited: Sequence[SourceText]) -> tuple[list[Fault], list[Match]]:
    faults, matches = [], []
    for date in dates(text):
        if found := _dated(date, cited):
            number, stated = found
            matches.append(Match(number, stated.start, stated.end, date.start, date.end))
        elif not any(date.said_by(d) for s in cited for d in dates(f"{s.head}\n{s.card}")):
            shown = text[date.start : date.end]
            faults.append(Fault(FaultKind.FIGURE, f"所引段落没有“{shown}”这一时间"))
    return faults, matches


def _dated(date: Date, cited: Sequence[SourceText]) -> tuple[int, Date] | None:
    """Where it stands; a day may have its year in another date or in the title."""
    for source in cited:
        years = {d.year for d in (*source.dates, *dates(source.head))}
        for stated in source.dates:
            elsewhere = stated.year is None and date.month and date.year in years
            if date.said_by(stated) or (elsewhere and date.said_by(stated, with_year=False)):
                return source.number, stated
    return None
