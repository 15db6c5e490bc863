"""Whose figure it is: of what a clause names, and of the time it names."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.model.checks.dates import StatedDate, dates
from assistant.model.checks.places import Place, same_value_as
from assistant.model.checks.programmes import speaking
from assistant.model.checks.quantity import Quantity
from assistant.model.checks.source_text import clauses
from assistant.model.checks.wording import Unit

_AS_WELL = 0.15  # by how much less a figure of those passages may fit


def of_another(
    text: str,
    quantity: Quantity,
    best: Place,
    wanted: Sequence[Unit],
    places: Sequence[Place],
) -> bool:
    """Whether the figure's passage does not name what its clause names, and one that does has
    another figure of the same thing ("小巨人" with the limit of 专精特新中小企业)."""
    sources = list({id(p.source): p.source for p in places}.values())
    named_there = speaking(text, quantity.start, sources)
    if not named_there or best.around or best.source in named_there:
        return False
    return any(
        p.source in named_there
        and not p.around
        and p.quantity.unit == quantity.unit
        and not same_value_as(quantity, p.quantity)
        and p.fit(wanted) >= best.fit(wanted) - _AS_WELL
        for p in places
    )


def of_another_time(text: str, quantity: Quantity, best: Place, places: Sequence[Place]) -> bool:
    """Whether another figure's clause has the date that the figure's clause names."""
    clause = next(c for c in clauses(text) if c.start <= quantity.start < c.end)
    named = dates(clause.text)
    if not named or best.around or _has(best, named):
        return False
    return any(
        not p.around
        and p.quantity.unit == quantity.unit
        and not same_value_as(quantity, p.quantity)
        and _has(p, named)
        for p in places
    )


def _has(place: Place, named: Sequence[StatedDate]) -> bool:
    stated = dates(place.source.clause_at(place.quantity.start).text)
    return any(date.said_by(other) for date in named for other in stated)
