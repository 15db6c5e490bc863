"""Figures told together must stand together in the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.model.checks.places import Place, bound_alike, same_value_as, wrong
from assistant.model.checks.quantities import quantities
from assistant.model.checks.quantity import Quantity
from assistant.model.checks.verification import Fault

_TOGETHER = 25  # characters between figures of one statement
_APART = re.compile(r"[,，;；。]")


def check_pairs(text: str, places: Sequence[Place], settled: set[int]) -> list[Fault]:
    """Faults such as "5%至6%得30分" for "5%至6%得40分".

    A figure is wrong where the one before it stands in the source beside another figure of its
    unit, unless the one after it stands beside this one.
    """
    said = [q for q in quantities(text) if q.start not in settled]
    faults = []
    for at, quantity in enumerate(said[1:], 1):
        before, after = said[at - 1], said[at + 1] if at + 1 < len(said) else None
        again = before.same_value(quantity) and before.same_unit(quantity)
        if again or before.unit == quantity.unit or quantity.start - before.end > _TOGETHER:
            continue
        if beside_of(quantity, before, places) is not False:
            continue
        apart = _APART.search(text[before.end : quantity.start]) is not None
        beside_next = None if after is None else beside_of(quantity, after, places)
        joined = after and not _APART.search(text[quantity.end : after.start])
        if not apart or beside_next is False or (beside_next is None and not joined):
            told = text[quantity.start : quantity.end]
            faults.append(wrong(quantity, f"“{told}”与同句的数字在原文中不相对应"))
    return faults


def beside_of(quantity: Quantity, neighbour: Quantity, places: Sequence[Place]) -> bool | None:
    """Whether it stands beside its neighbour in the source; None where that does not tell."""
    told: bool | None = None
    for place in places:
        theirs = place.quantity
        if place.around or not (neighbour.same_unit(theirs) and same_value_as(neighbour, theirs)):
            continue
        if not bound_alike(neighbour, place):
            continue
        found = place.beside(quantity.unit)
        if any(same_value_as(quantity, q) for q in found):
            return True
        told = False if found else told
    return told
