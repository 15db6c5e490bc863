"""The values that a list names, each of the thing that it is said of."""

from __future__ import annotations

import re

from assistant.several.things import listed, named, sides, things_and_sides

_AND_ALSO = re.compile(r"(?:[,，、]\s*)(?:还有|以及|另外|再加上?|外加|和)|[,，](?=[^,，])")


def values_of(things: str) -> list[str]:
    """The names of a list, what is said of the first said of each side ("甲的上限和底线")."""
    several, said = things_and_sides(things.strip())
    if said and len(several) > 1 and "，" not in things:
        return [f"{thing}{side}" for thing in several for side in sides(said)]
    found: list[str] = []
    for item in _AND_ALSO.split(things):
        if not item or not item.strip():
            continue
        several, said = things_and_sides(item.strip())
        if said:
            found += [f"{thing}{side}" for thing in several for side in sides(said)]
        elif len(several) > 1:
            found += several
        else:
            found += _sided(item.strip())
    return _headed([thing.strip(" ，,、") for thing in found if thing.strip(" ，,、")])


def _headed(values: list[str]) -> list[str]:
    """The values, those that name no thing said of the one that the first opens with ("苏科贷
    最高额度、利率上限")."""
    opening = next((n for n in named(values[0]) if values[0].startswith(n)), "") if values else ""
    if not opening or values[0] == opening:
        return values
    return [v if named(v) or v == values[0] else f"{opening}的{v}" for v in values]


def _sided(item: str) -> list[str]:
    """ "甲的上限和底线": two sides of the one thing."""
    thing, link, said = item.partition("的")
    both = listed(said) if link else []
    return [f"{thing}的{side}" for side in both] if len(both) > 1 else [item]
