"""Of several passages cited together: those that speak of what a clause names."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checks.places import Place, same_value_as
from assistant.checks.programmes import speaking
from assistant.checks.quantity import Quantity
from assistant.checks.wording import Unit

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
