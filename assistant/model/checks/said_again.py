"""Figures that belong together: a range told by its ends, one figure in two units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.model.checks.quantity import Quantity
from corpus.figures import Comparator

_TO = re.compile(r"\s*(?:至|到|[-~—～])\s*")
_THAT_IS = re.compile(r"\s*[(,]?\s*(?:即|也就是说?|相当于|合|等于|折合)?\s*")
_LEFT_OUT = re.compile(r"\s*\((?:不含|不包括)\s*")
_CLOSES = re.compile(r"\s*[)]")


def joined(text: str, listed: Sequence[Quantity]) -> list[Quantity]:
    """Neighbours made one range ("3%至百分之五"), or bound alike ("不超过2年（24个月）")."""
    found: list[Quantity] = []
    for quantity in listed:
        last = found[-1] if found else None
        between = text[last.end : quantity.start] if last else ""
        if last and _is_range(last, quantity, between):
            found[-1] = replace(
                last,
                upper=quantity.value,
                bound=quantity.bound,
                text=text[last.start : quantity.end],
                end=quantity.end,
            )
        elif last and _is_said_again(last, quantity, between, text[quantity.end :]):
            found.append(replace(quantity, bound=last.bound))
        else:
            found.append(quantity)
    return found


def _is_range(low: Quantity, high: Quantity, between: str) -> bool:
    single = low.upper is None and high.upper is None and low.unit == high.unit
    single = single and not low.is_ordinal
    return single and low.value < high.value and bool(_TO.fullmatch(between))


def _is_said_again(first: Quantity, second: Quantity, between: str, after: str) -> bool:
    if second.bound.comparator is not Comparator.EQUAL or not first.same_value(second):
        return False
    opened = between.lstrip().startswith("(") and bool(_CLOSES.match(after))
    if _LEFT_OUT.fullmatch(between):
        return first.same_unit(second)  # 高于70分(不含70分)
    told = bool(_THAT_IS.fullmatch(between))
    return told and (opened or len(between.strip()) > 1) and first.same_unit(second)
