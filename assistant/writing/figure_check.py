"""Every figure and date must stand in a cited passage, bound alike and said of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.writing.arithmetic import meets, reckonings, wrong_verdict
from assistant.writing.quantities import BARE, ORDINAL, Date, Quantity, dates, quantities
from assistant.writing.source_text import Piece, SourceText, clauses, coverage, grams
from assistant.writing.verification import Fault, FaultKind, Match
from corpus.figures import Comparator

_MARGIN = 0.3  # by how much another figure must fit the words around better
_OF_ASKER = re.compile(r"[您你贵]|如果|假设|若|按|为例")
_ROW = 4  # words of a clause with which it says what its figures are
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
        if any(_is(said, result) for result in self.results):
            return True
        if said.unit in _COUNTED and said.value == (self.counted or 1):
            if self.counted or text[said.start] == "一":  # 这一条
                return True
        if text[said.start] == "一" and text[said.start - 1 : said.start] in "上每同某这该":
            return True
        clause = next((c.text for c in clauses(text) if c.start <= said.start < c.end), "")
        told = said.comparator is Comparator.EQUAL and (
            _OF_ASKER.search(clause) or _falls_into(text, said)
        )
        return bool(told) and any(_is(said, asked) for asked in self.asked)


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure of a source, and the clause and statement it stands in."""

    source: SourceText
    stated: Quantity
    clause: Piece
    statement: Piece


def check_figures(
    text: str, cited: Sequence[SourceText], known: Known
) -> tuple[list[Fault], list[Match], tuple[Quantity, ...]]:
    """Faults, matches and newly reckoned figures of a folded sentence."""
    places = list(_places(cited))
    faults, settled, results = _reckoned(text, places, known)
    matches: list[Match] = []
    for said in quantities(text):
        if said.start in settled or known.excuses(text, said):
            continue
        reason, place = _judged(text, said, places, cited)
        if reason:
            faults.append(Fault(FaultKind.FIGURE, reason))
        elif place:
            stated = place.stated
            span = (stated.start, stated.end, said.start, said.end)
            matches.append(Match(place.source.number, *span))
    faults += _unpaired(text, places, settled, known)
    if wrong_verdict(text, [*known.asked, *known.results, *results], [p.stated for p in places]):
        faults.append(Fault(FaultKind.FIGURE, "是否达到要求的结论与所列数字不符"))
    wrong, dated = _check_dates(text, cited)
    return faults + wrong, matches + dated, tuple(results)


def _reckoned(
    text: str, places: Sequence[_Place], known: Known
) -> tuple[list[Fault], set[int], list[Quantity]]:
    """Right arithmetic over stated or known figures settles what it shows."""
    faults: list[Fault] = []
    settled: set[int] = set()
    have = [p.stated for p in places] + [*known.asked, *known.results]
    results: list[Quantity] = []
    for shown in reckonings(text):
        known_here = [*have, *results]
        grounded = all(any(_stands_for(o, q) for q in known_here) for o in shown.operands)
        if shown.right and grounded:
            settled |= {o.start for o in (*shown.operands, shown.result)}
            results.append(shown.result)
        elif grounded:
            faults.append(Fault(FaultKind.FIGURE, "算式的结果不对"))
    return faults, settled, results


def _judged(
    text: str, said: Quantity, places: Sequence[_Place], cited: Sequence[SourceText]
) -> tuple[str, _Place | None]:
    shown = text[said.start : said.end]
    alike = [p for p in places if said.same_value(p.stated)]
    if said.unit == BARE or said.unit.startswith(ORDINAL):
        stands = any(shown in s.everything for s in cited) and (alike or said.unit != BARE)
        stands = stands or any(said.unit != BARE and said.unit == p.stated.unit for p in alike)
        heads = any(said.same_value(q) for s in cited for q in quantities(s.head))
        return ("", None) if stands or heads else (f"所引段落没有“{shown}”", None)
    if not alike:
        if any(_is(said, q) and said.bound_as(q) for s in cited for q in quantities(s.head)):
            return "", None
        return f"所引段落没有“{shown}”这个数字", None
    of_unit = [p for p in alike if said.unit == p.stated.unit]
    if not of_unit:
        return f"“{shown}”的单位与原文不一致", None
    bound = [p for p in of_unit if _bound_alike(text, said, p)]
    if not bound:
        return f"“{shown}”前后的限定词（不少于、不超过、以上、以下等）与原文不一致", None
    wanted = _around(text, said)
    best = max(bound, key=lambda p: _fit(wanted, p))
    if len(best.clause.grams) < _ROW and best.clause.quantities[1:]:
        return "", best  # the row of a table: its figures are held against each other
    rivals = [p for p in places if (p.stated.unit == said.unit) != said.same_value(p.stated)]
    if any(_fit(wanted, p) > _fit(wanted, best) + _MARGIN for p in rivals):
        return f"“{shown}”在原文中说的是另一事项", None
    return "", best


def _unpaired(
    text: str, places: Sequence[_Place], settled: set[int], known: Known
) -> Iterator[Fault]:
    """Two figures of one clause that the source's clauses pair with other figures."""
    for clause in clauses(text):
        said = [q for q in quantities(text) if clause.start <= q.start < clause.end]
        said = [q for q in said if q.start not in settled and not known.excuses(text, q)]
        for one, other in zip(said, said[1:], strict=False):
            beside = [_beside(p, places) for p in places if _is(one, p.stated)]
            if any(_is(other, q) for listed in beside for q in listed):
                continue
            if any(q.unit == other.unit for listed in beside for q in listed):
                shown = text[one.start : other.end]
                yield Fault(FaultKind.FIGURE, f"“{shown}”在原文中不是一回事")
                break


def _falls_into(text: str, said: Quantity) -> bool:
    """Whether the sentence puts a figure into a range that it names and that holds it."""
    later = [q for q in quantities(text) if q.start >= said.end and q.unit == said.unit]
    bound = [q for q in later if q.upper is not None or q.comparator is not Comparator.EQUAL]
    return any(meets(said, q) for q in bound)


def _beside(place: _Place, places: Sequence[_Place]) -> list[Quantity]:
    return [p.stated for p in places if p.source is place.source and p.clause == place.clause]


def _places(cited: Sequence[SourceText]) -> Iterator[_Place]:
    for source in cited:
        for stated in source.quantities:
            held = [c for c in source.clauses if c.start <= stated.start < c.end]
            if held:
                yield _Place(source, stated, held[0], source.statement_at(stated.start))


def _fit(wanted: frozenset[str], place: _Place) -> float:
    """How far the words around a figure stand around one of the source's."""
    near = coverage(wanted, place.clause.grams)
    return 0.7 * near + 0.3 * coverage(wanted, place.statement.grams | place.source.head_grams)


def _around(text: str, said: Quantity) -> frozenset[str]:
    """The words of the figure's clause, and of the one before where it has too few."""
    before = [c for c in clauses(text) if c.start <= said.start]
    words = before[-1].grams if before else grams(text)
    return words | before[-2].grams if len(words) < 3 and len(before) > 1 else words


def _bound_alike(text: str, said: Quantity, place: _Place) -> bool:
    if said.bound_as(place.stated):
        return True
    if said.comparator is Comparator.EQUAL:
        words = _BOUNDS.get(place.stated.comparator)
        return bool(words and re.search(rf"(?:{words})[^\d,;。]{{0,2}}$", text[: said.start]))
    words = _BOUNDS.get(said.comparator)
    plain = place.stated.comparator is Comparator.EQUAL
    return bool(plain and words and re.search(words, place.statement.text))


def _stands_for(operand: Quantity, known: Quantity) -> bool:
    """An operand may leave out its unit (400 for 400万元)."""
    if operand.same_value(known):
        return True
    return operand.unit == BARE and any(
        abs(operand.value * scale - known.value) < 1e-6 * known.value for scale in (1e4, 1e8)
    )


def _is(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and one.same_value(other)


def _check_dates(text: str, cited: Sequence[SourceText]) -> tuple[list[Fault], list[Match]]:
    faults, matches = [], []
    for date in dates(text):
        found = _dated(date, cited)
        if found:
            number, stated = found
            matches.append(Match(number, stated.start, stated.end, date.start, date.end))
        elif not any(date.said_by(d) for s in cited for d in dates(f"{s.head}\n{s.card}")):
            shown = text[date.start : date.end]
            faults.append(Fault(FaultKind.FIGURE, f"所引段落没有“{shown}”这一时间"))
    return faults, matches


def _dated(date: Date, cited: Sequence[SourceText]) -> tuple[int, Date] | None:
    """Where it stands; a day may have its year in another date or in the title."""
    for source in cited:
        for stated in source.dates:
            if date.said_by(stated):
                return source.number, stated
    for source in cited:
        years = {d.year for d in (*source.dates, *dates(source.head))}
        for stated in source.dates if date.month and date.year in years else ():
            if stated.year is None and date.said_by(stated, with_year=False):
                return source.number, stated
    return None
