"""What an enterprise says of itself: typed values by input name, and what is wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from assistant.eligibility.choices import Unusable
from assistant.eligibility.values import parse_value
from assistant.eligibility.wording import shown
from corpus.programme_rules import Input
from corpus.programmes import Programmes

Value = Decimal | bool | str
"""Amounts in 万元, shares as decimals (0.05 is 5%), counts in the unit of the input."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Why a value cannot be used; the field then counts as not filled in."""

    field: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Usable values only; a value with a problem is not among them."""

    values: Mapping[str, Value]
    problems: tuple[FieldProblem, ...] = ()

    def get(self, name: str) -> Value | None:
        """The value of an input; None where it is not known."""
        return self.values.get(name)


def read_profile(raw: Mapping[str, Any], programmes: Programmes) -> Profile:
    """Values as entered ("1.2亿元", "12%", "是", 400, None) by input name -> a Profile.

    A bare number is in the unit of the input (amounts: 万元). None, "" and "不清楚" are unknown.
    What cannot be (a negative amount, 科技人员 above 职工总数) is a problem and not a value.
    """
    values: dict[str, Value] = {}
    problems: list[FieldProblem] = []
    for name, entered in raw.items():
        item = programmes.inputs.get(name)
        if item is None:
            shown = "".join(c for c in str(name)[:40] if c.isprintable())
            problems.append(FieldProblem(shown, shown, f"没有名为 {shown} 的填报项，已忽略"))
            continue
        try:
            value = parse_value(item, entered)
        except Unusable as error:
            problems.append(FieldProblem(name, item.label, str(error)))
        else:
            if value is not None:
                values[name] = value
    odd: set[str] = set()
    for names, message in _contradictions(values, programmes.inputs):
        odd.update(names)
        problems += [FieldProblem(n, programmes.inputs[n].label, message) for n in names]
    usable = {name: value for name, value in values.items() if name not in odd}
    return Profile(MappingProxyType(usable), tuple(dict.fromkeys(problems)))


def _contradictions(
    values: Mapping[str, Value], inputs: Mapping[str, Input]
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
    item: Input, values: Mapping[str, Value], inputs: Mapping[str, Input]
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
