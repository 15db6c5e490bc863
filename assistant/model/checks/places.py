"""The figures of the cited passages where they stand, and how an answer's figure fits there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.model.checks.comparators import agree
from assistant.model.checks.quantity import Quantity
from assistant.model.checks.source_text import SourceText, segment
from assistant.model.checks.verification import Fault, FaultKind
from assistant.model.checks.wording import Unit, coverage, is_number, units
from corpus.figures import Comparator


@dataclass(frozen=True, slots=True)
class Place:
    """A figure of a source; around where it stands in the title, headings or card."""

    number: int
    source: SourceText
    quantity: Quantity
    around: bool

    def fit(self, wanted: Sequence[Unit]) -> float:
        """How far the words around the answer's figure stand around this one."""
        if self.around:
            return coverage(wanted, self.source.around) * 0.8
        source, quantity = self.source, self.quantity
        clause = source.clause_at(quantity.start)
        told = segment(source.text, clause, quantity, source.quantities)
        follows = source.text[clause.start - 1 : clause.start] == ","
        if follows and all(is_number(unit) for unit in units(told)):
            told = source.clause_at(clause.start - 2).text + told  # 一般企业的亏损…，最长5年
        sentence = source.sentence_at(quantity.start)
        near = coverage(wanted, told, self._lead(), source.headings)
        return 0.65 * near + 0.25 * coverage(wanted, sentence) + 0.1 * self._headed(wanted)

    def beside(self, unit: str) -> list[Quantity]:
        """The figures of a unit in this one's clause and the next, a next row of a table apart."""
        listed = self.source.quantities
        own = [c for c in self.source.clauses if c.end > self.quantity.start][:2]
        within = [[q for q in listed if c.start <= q.start < c.end] for c in own]
        found = [q for q in within[0] if q.unit == unit and q is not self.quantity]
        is_row = bool(found) and any(q.unit == self.quantity.unit for q in within[-1])
        if not is_row and len(within) > 1:
            found += [q for q in within[1] if q.unit == unit]
        return found

    def _lead(self) -> str:
        """What opens the list that the figure is in: said of all its rows."""
        before = re.split(r"[。\n]", self.source.text[: self.quantity.start])[-1]
        lead, colon, _ = before.partition(":")
        return lead if colon else ""

    def _headed(self, wanted: Sequence[Unit]) -> float:
        return coverage(wanted, self.source.around)


def places_of(cited: Sequence[tuple[int, SourceText]]) -> list[Place]:
    """Every figure of the cited passages, text before surroundings."""
    return [
        Place(number, source, quantity, around)
        for number, source in cited
        for around, listed in ((False, source.quantities), (True, source.around_quantities))
        for quantity in listed
    ]


def valued(quantity: Quantity, places: Sequence[Place]) -> list[Place]:
    """The places of the same value, whatever its unit."""
    return [p for p in places if same_value_as(quantity, p.quantity)]


def same_value_as(said: Quantity, stated: Quantity) -> bool:
    """One end of a range may be said alone, where it is bound as that end."""
    if said.same_value(stated):
        return True
    if stated.upper is not None and said.upper is None:
        low, high = said.value == stated.value, said.value == stated.upper
        return (low and said.bound.comparator.value[0] in ">=") or (
            high and said.bound.comparator.value[0] in "<="
        )
    return False


def bound_alike(said: Quantity, place: Place) -> bool:
    """Whether the comparators agree; an end of a range is bound by being an end."""
    stated = place.quantity
    if stated.upper is not None and said.upper is None:
        return True
    if _is_any_one(said) and _is_any_one(stated):
        return True
    sentence = place.source.around if place.around else place.source.sentence_at(stated.start)
    return agree(said.bound, stated.bound, sentence)


def _is_any_one(quantity: Quantity) -> bool:
    """ "其中一条" is "至少一条": to meet one of several is to meet at least one."""
    kinds = (Comparator.EQUAL, Comparator.AT_LEAST)
    chosen = quantity.text[:1] == "一" and quantity.unit in ("条", "项", "种", "个")
    return chosen and quantity.bound.comparator in kinds


def wrong(quantity: Quantity, reason: str) -> Fault:
    """The fault of one figure."""
    return Fault(FaultKind.FIGURE, quantity.start, quantity.end, reason)
