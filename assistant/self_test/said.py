"""What was said, by input: values with the range they can have, and percentages of pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assistant.self_test.language import spoken

Pair = tuple[str, str]
"""(numerator, denominator)"""


@dataclass(frozen=True, slots=True)
class Said:
    """One value as said. low and high are None for yes/no and words; text is the user's wording."""

    value: Decimal | bool | str
    text: str
    low: Decimal | None = None
    high: Decimal | None = None
    proviso: str = ""

    @property
    def exact(self) -> bool:
        """Whether only one value is meant."""
        return self.low == self.high

    @property
    def likely(self) -> Decimal | bool | str:
        """The value, or the nearest that can be meant, where "不到" and "多" leave it out."""
        if self.low is None or self.high is None or not isinstance(self.value, Decimal):
            return self.value
        return min(max(self.value, self.low), self.high)

    @property
    def ends(self) -> tuple[Decimal | bool | str, ...]:
        """The least and the greatest that can be meant; one value where that is exact."""
        if self.low is None or self.high is None or self.low == self.high:
            return (self.value,)
        return (self.low, self.high)


@dataclass(frozen=True)
class Facts:
    """All that was said, by input and by pair; unknown are inputs declined ("不清楚")."""

    values: Mapping[str, Said] = field(default_factory=dict)
    shares: Mapping[Pair, Said] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.values or self.shares)

    def then(self, later: Facts) -> Facts:
        """What is said later replaces what was said before, and what was derived from it."""
        before = {name: said for name, said in self.values.items() if name not in later.values}
        values = {**before, **later.values}  # in the order in which it was said
        shares = {p: s for p, s in self.shares.items() if not set(p) <= set(later.values)}
        return Facts(
            values,
            {**shares, **later.shares},
            (self.unknown - later.values.keys()) | (later.unknown - later.values.keys()),
        )


def completed(facts: Facts) -> Facts:
    """With what follows for certain: other labels of the same thing."""
    values = dict(facts.values)
    for name in tuple(values):
        for other in spoken().follows.get(name, ()):
            values.setdefault(other, values[name])
        if values[name].value is True:
            for other in spoken().if_yes.get(name, ()):
                values.setdefault(other, values[name])
    return replace(facts, values=values)


def same_figure(name: str) -> str:
    """One name for all labels of a figure."""
    return min(name, *spoken().follows.get(name, (name,)))


def summed(*parts: Said) -> Said:
    """The total of figures told one by one."""
    numbers = [
        (part.value, part.low, part.high) for part in parts if isinstance(part.value, Decimal)
    ]
    return Said(
        sum((n[0] for n in numbers), Decimal(0)),
        " + ".join(part.text for part in parts),
        sum((n[1] or Decimal(0) for n in numbers), Decimal(0)),
        sum((n[2] or Decimal(0) for n in numbers), Decimal(0)),
        parts[0].proviso,
    )


def less(whole: Said, part: Said) -> Said:
    """What is left of a figure without a part of it."""
    zero = Decimal(0)
    assert isinstance(whole.value, Decimal)
    assert isinstance(part.value, Decimal)
    low, high = (whole.low or zero) - (part.high or zero), (whole.high or zero) - (part.low or zero)
    value = max(whole.value - part.value, zero)
    return Said(value, f"{whole.text} − {part.text}", max(low, zero), max(high, zero))
