"""Figures that need no source: said by the asker, reckoned before our eyes, or counting a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.model.checks.arithmetic import meets, reckonings
from assistant.model.checks.places import Place, valued
from assistant.model.checks.quantities import quantities
from assistant.model.checks.quantity import BARE, Quantity
from assistant.model.checks.source_text import SourceText, clauses
from corpus.figures import Comparator

_OF_ASKER = re.compile(r"[您你贵]|提供|所述|所说|假设|如果|若|为例|举例|去年|今年")
LISTED = frozenset(("项", "类", "种", "个", "条", "级", "档", "方面"))
_MOST_LISTED = 30
_EACH = re.compile(r"[^,，。；;:：]{0,8}?(?:分别|依次)(?:是|为|按|达到?)?")
_INTO = re.compile(
    r"^[^。；;]{0,6}(?:落在?|属于?|处于|位于|在|对应|归入|适用|达到|符合)[^,，。；;]{0,6}$"
)
_NEXT = 6  # characters between a figure and the limit it is held against


@dataclass(frozen=True, slots=True)
class Known:
    """Figures that the asker said, and those that earlier sentences reckoned rightly."""

    asked: tuple[Quantity, ...] = ()
    results: tuple[Quantity, ...] = ()

    @property
    def all(self) -> tuple[Quantity, ...]:
        """Both, as operands."""
        return self.asked + self.results

    def excuses(self, text: str, quantity: Quantity) -> bool:
        """Whether a figure needs no source. The asker's own only where it is told as theirs:

        "科技人员占比是20%吗" must not make "科技人员占比不低于20%" true.
        """
        if any(_same(quantity, result) for result in self.results):
            return True
        clause = next(c for c in clauses(text) if c.start <= quantity.start < c.end)
        if quantity.bound.comparator is not Comparator.EQUAL:
            return False
        told = _OF_ASKER.search(clause.text) or _falls_into(text, quantity)
        return bool(told) and any(_same(quantity, asked) for asked in self.asked)


def _falls_into(text: str, quantity: Quantity) -> bool:
    """Whether the sentence puts it into a range that it names and that holds it."""
    following = [q for q in quantities(text) if q.start >= quantity.end][:1]
    return any(
        q.unit == quantity.unit
        and _INTO.search(text[quantity.end : q.start])
        and (q.upper is not None or q.bound.comparator is not Comparator.EQUAL)
        and meets(quantity, q)
        for q in following
    )


def _same(quantity: Quantity, known: Quantity) -> bool:
    return quantity.same_value(known) and quantity.same_unit(known)


def reckoned(text: str, cited: Sequence[tuple[int, SourceText]], known: Known) -> list[int]:
    """Where figures of right arithmetic stand whose operands are stated or were said."""
    stated = [q for _, source in cited for q in source.quantities] + list(known.all)
    starts: list[int] = []
    results: list[Quantity] = []
    for shown in reckonings(text):
        have = [*stated, *results]
        if shown.right and all(any(_equal(o, q) for q in have) for o in shown.operands):
            starts += [o.start for o in shown.operands] + [shown.result.start]
            results.append(shown.result)
    starts += [q.start for q in quantities(text) if any(_equal(q, r) for r in results)]
    return starts + _compared(text, [*results, *known.all], stated)


def _compared(text: str, results: Sequence[Quantity], stated: Sequence[Quantity]) -> list[int]:
    """Where a stated limit is held against a figure just reckoned ("3.33%，低于4%"), rightly."""
    said = quantities(text)
    return [
        limit.start
        for figure, limit in pairwise(said)
        if limit.start - figure.end <= _NEXT
        and limit.bound.comparator in (Comparator.LESS, Comparator.MORE)
        and meets(figure, limit)
        and any(_equal(figure, r) for r in results)
        and any(limit.same_unit(q) and limit.same_value(q) for q in stated)
    ]


def reckoned_results(text: str) -> list[Quantity]:
    """Results of right arithmetic, which later sentences may repeat."""
    return [shown.result for shown in reckonings(text) if shown.right]


def lists_as_many(text: str, quantity: Quantity) -> bool:
    """Whether it counts what the sentence itself lists ("A、B和C三类", "分三类：A；B；C")."""
    plain = quantity.bound.comparator is Comparator.EQUAL
    if not plain or not 1 < quantity.value < _MOST_LISTED or quantity.unit not in LISTED:
        return False
    if _is_told_each(text, quantity):
        return True
    listing = re.match(r"[^,，;；。:：]{0,6}[:：](.+)", text[quantity.end :])
    before = re.split(r"包括|分为|有|是|含|即|[:：,，;；]", text[: quantity.start])[-1]
    parts = [before, *([listing.group(1).strip("。 ")] if listing else [])]
    marks = (r"[;；]", r"、|和|以及|及|与", r"[,，]")
    return any(len(re.split(mark, part)) == quantity.value for part in parts for mark in marks)


def _is_told_each(text: str, quantity: Quantity) -> bool:
    """ "两个比例分别是120%和220%": as many figures follow."""
    each = _EACH.match(text, quantity.end)
    if not each:
        return False
    rest = re.split("[,，。；;]", text[each.end() :])[0]
    return len([q for q in quantities(text) if 0 <= q.start - each.end() < len(rest)]) == (
        quantity.value
    )


def counted_otherwise(quantity: Quantity, places: Sequence[Place]) -> bool:
    """Whether the sources count as many of something by a counter of its own (三家)."""
    found = [place.quantity for place in valued(quantity, places)]
    return any(q.is_count and q.unit != BARE and not q.is_ordinal for q in found)


def _equal(said: Quantity, have: Quantity) -> bool:
    """The same number; in a formula its unit or its 万 may be left out."""
    ratios = (1.0, 1e4, 1e8) if said.unit == BARE else (1.0,)
    return any(abs(said.value * r - have.value) <= 1e-6 * abs(have.value) for r in ratios)
