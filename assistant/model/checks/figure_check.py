"""Every figure must stand in a cited passage, bound alike and said of the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.checks.applied_bands import check_bands
from assistant.model.checks.date_check import check_dates
from assistant.model.checks.excused import (
    Known,
    counted_otherwise,
    lists_as_many,
    reckoned,
)
from assistant.model.checks.frames import check_ones, framed_otherwise, said_there
from assistant.model.checks.in_other_words import needs_no_source
from assistant.model.checks.pairs import beside_of, check_pairs
from assistant.model.checks.places import (
    Place,
    bound_alike,
    places_of,
    same_value_as,
    valued,
    wrong,
)
from assistant.model.checks.quantities import quantities
from assistant.model.checks.quantity import BARE, Quantity
from assistant.model.checks.source_text import SourceText, clauses, segment
from assistant.model.checks.subjects import of_another, of_another_time
from assistant.model.checks.verification import Fault, Match
from assistant.model.checks.wording import Unit, is_number, units

_MARGIN = 0.25  # by how much another figure must fit the words around better
_COMPARATORS = "不少于、不超过、以上、以下等"


def check_figures(
    text: str, cited: Sequence[tuple[int, SourceText]], known: Known
) -> tuple[list[Fault], list[Match]]:
    """Faults and matches of a folded sentence; known figures were said by the asker or reckoned."""
    faults: list[Fault] = []
    matches: list[Match] = []
    settled = set(reckoned(text, cited, known))
    places = places_of(cited)
    own = [q for q in quantities(text) if known.excuses(text, q)]
    settled |= {q.start for q in own}
    settled |= {q.start for q in quantities(text) if needs_no_source(text, q, places, cited)}
    for quantity in quantities(text):
        if quantity.start in settled:
            continue
        fault, place = _judged(text, quantity, places)
        if fault and lists_as_many(text, quantity) and not counted_otherwise(quantity, places):
            settled.add(quantity.start)
        elif fault:
            faults.append(fault)
            settled.add(quantity.start)
        elif place and not place.around:
            found = place.quantity
            matches.append(
                Match(place.number, found.start, found.end, quantity.start, quantity.end)
            )
    faults += check_pairs(text, places, settled)
    wrong_dates, dated = check_dates(text, cited)
    faults += check_ones(text, cited) + check_bands(text, places, own)
    return faults + wrong_dates, matches + dated


def _judged(
    text: str, quantity: Quantity, places: Sequence[Place]
) -> tuple[Fault | None, Place | None]:
    said = text[quantity.start : quantity.end]
    alike = valued(quantity, places)
    if not alike:
        return wrong(quantity, f"所引段落没有“{said}”这个数字"), None
    of_unit = [p for p in alike if quantity.same_unit(p.quantity)]
    if not of_unit:
        other = alike[0].quantity.text
        return wrong(quantity, f"“{said}”的单位与原文“{other}”不一致"), None
    bound = [p for p in of_unit if bound_alike(quantity, p)]
    if not bound:
        return wrong(quantity, f"“{said}”前后的限定词（{_COMPARATORS}）与原文不一致"), None
    other = framed_otherwise(text, quantity, places)
    if other:
        return wrong(quantity, said_there(other, said)), None
    wanted, own = _context(text, quantity)
    best = max(bound, key=lambda p: p.fit(wanted))
    if quantity.is_ordinal or quantity.unit == BARE or not wanted:
        return None, best
    if not own and _stands_paired(text, quantity, places):
        return None, best
    rivals = [p for p in places if not p.around and p.quantity.unit == quantity.unit]
    rivals = [p for p in rivals if not same_value_as(quantity, p.quantity)]
    better = any(p.fit(wanted) > best.fit(wanted) + _MARGIN for p in rivals)
    better = better or of_another(text, quantity, best, wanted, places)
    if better or of_another_time(text, quantity, best, places):
        return wrong(quantity, f"“{said}”在原文中说的是另一事项"), None
    return None, best


def _stands_paired(text: str, quantity: Quantity, places: Sequence[Place]) -> bool:
    before = [q for q in quantities(text) if q.end <= quantity.start]
    return bool(before) and beside_of(quantity, before[-1], places) is True


def _context(text: str, quantity: Quantity) -> tuple[list[Unit], bool]:
    """The words of the figure's clause; else of the one before, if that has no figure.

    True where they are its own.
    """
    said = quantities(text)
    before = [c for c in clauses(text) if c.start <= quantity.start]
    for clause in before[-1:-3:-1]:
        within = [q for q in said if clause.start <= q.start < clause.end and q is not quantity]
        own = clause is before[-1]
        if not own and within:
            return [], False
        told = segment(text, clause, quantity, said) if own else clause.text
        found = [u for u in units(told) if not is_number(u)]
        if found:
            return found, own
    return [], False
