"""Values that cannot both be: a part above its whole, a sum that its parts do not make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from assistant.eligibility.wording import shown
from corpus.programme_rules import Input

Values = Mapping[str, Decimal | bool | str]


def contradictions(
    values: Values, inputs: Mapping[str, Input]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The inputs at odds with each other, and one Chinese line for each case."""
    for name, item in inputs.items():
        part = values.get(name)
        for whole_name in item.part_of:
            whole = values.get(whole_name)
            if isinstance(part, Decimal) and isinstance(whole, Decimal) and part > whole:
                told, other = _told(item, part), _told(inputs[whole_name], whole)
                yield (name, whole_name), f"{told}不能超过{other}，请核对"
        yield from _sums(item, values, inputs)


def _sums(
    item: Input, values: Values, inputs: Mapping[str, Input]
) -> Iterator[tuple[tuple[str, ...], str]]:
    parts = [part for part in item.sum_of if isinstance(values.get(part), Decimal)]
    numbers = [value for part in parts if isinstance(value := values[part], Decimal)]
    total, whole = sum(numbers, Decimal(0)), values.get(item.name)
    if not parts or not isinstance(whole, Decimal):
        return
    if total > whole or (total < whole and len(parts) == len(item.sum_of)):
        told = "与".join(_told(inputs[p], n) for p, n in zip(parts, numbers, strict=True))
        yield (item.name, *parts), f"{told}与{_told(item, whole)}对不上，请核对"


def _told(item: Input, value: Decimal) -> str:
    return f"{item.label}（{shown(item, value)}）"
