"""What the conditions of a programme ask of shares, and whom they leave out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.programme_rules import (
    Condition,
    Member,
    Predicate,
    Ratio,
    Section,
    Tier,
    TieredRatio,
    simple_parts,
)
from corpus.programmes import Programme


@dataclass(frozen=True, slots=True)
class LeastShare:
    """One amount (by the label of its input) be at least a share of another; by tiers of it."""

    part: str
    whole: str
    tiers: tuple[Tier, ...]
    section: Section

    def least(self, whole: float) -> float:
        """The share asked for of an amount (of 万元)."""
        tier = next(t for t in self.tiers if t.max is None or whole <= t.max)
        return float(tier.min_ratio)


def least_shares(programme: Programme) -> tuple[LeastShare, ...]:
    """Every such condition; one without tiers has a single one."""
    return tuple(
        _least_share(programme, part, condition.section)
        for condition, part in _parts(programme)
        if isinstance(part, TieredRatio) or (isinstance(part, Ratio) and part.op == "ratio_gte")
    )


def left_out(programme: Programme) -> tuple[str, ...]:
    """The answers with which a programme is not for one: industries."""
    return tuple(
        value
        for _, part in _parts(programme)
        if isinstance(part, Member) and part.op == "not_in"
        for value in part.values
    )


def _parts(programme: Programme) -> Iterator[tuple[Condition, Predicate]]:
    for condition in programme.all_conditions:
        for part in simple_parts(condition.predicate):
            yield condition, part


def _least_share(programme: Programme, ratio: Ratio | TieredRatio, section: Section) -> LeastShare:
    one = (Tier(max=None, min_ratio=ratio.value),) if isinstance(ratio, Ratio) else ratio.tiers
    part, whole = (programme.by_name[n].label for n in (ratio.numerator, ratio.denominator))
    return LeastShare(part, whole, one, section)
