"""Quotients of two inputs, exact: 400 ÷ 12000 is one thirtieth, and shown as 3.33%."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from assistant.eligibility.comparisons import words_for
from assistant.eligibility.finding import Finding, judged, lacking
from assistant.eligibility.profile import Profile
from assistant.eligibility.wording import gap, number, percent, plain, rounded, shown
from corpus.programme_rules import Input, Ratio, Tier, TieredRatio
from corpus.programmes import Programme


@dataclass(frozen=True, slots=True)
class Quotient:
    """Two inputs and their quotient, where both are known and the lower is not zero, or where
    the share itself was told."""

    top: Input
    bottom: Input
    upper: Decimal | None
    lower: Decimal | None
    told: Decimal | None = None

    @property
    def value(self) -> Fraction | None:
        """Exact; None where it cannot be had."""
        if self.upper is None or not self.lower:
            return None if self.told is None else Fraction(self.told)
        return Fraction(self.upper) / Fraction(self.lower)

    @property
    def unknown(self) -> tuple[Input, ...]:
        """What stands in the way of a value; a zero below is asked for again."""
        if self.value is not None:
            return ()
        lost = [self.top] if self.upper is None else []
        return (*lost, self.bottom) if not self.lower else tuple(lost)

    def lacking(self, name: str, required: str, thresholds: tuple[Decimal, ...] = ()) -> Finding:
        """The finding where there is no value."""
        found = lacking(required, self.unknown, thresholds)
        if self.lower != 0:
            return found
        zero = f"{self.bottom.short_label}为 0，无法计算{name}"
        unfilled = (self.top.label,) if self.upper is None else ()
        return replace(found, steps=(zero,), unfilled=unfilled)

    def worked(self, scaled: str, result: str) -> str:
        """ "400 ÷ 12000 = 3.33%", amounts in 万元; the result alone where it was told."""
        if self.upper is None or not self.lower:
            return result
        return f"{plain(self.upper)} ÷ {plain(self.lower)}{scaled} = {result}"

    def in_percent(self, bounds: Iterable[Decimal | Fraction]) -> str:
        """The value as a percentage that stays on its side of every bound."""
        return percent(self.value or Fraction(0), bounds)

    def short_of(self, share: Decimal) -> str:
        """What the upper input lacks, all else as it is."""
        if self.upper is None or not self.lower:
            return f"{self.top.short_label}占{self.bottom.short_label}的比例须为 {percent(share)}"
        lack = Fraction(share) * Fraction(self.lower or 0) - Fraction(self.upper or 0)
        as_is = f"（按现有{self.bottom.short_label}计算）"
        if lack < 0:
            return f"{self.top.short_label}须减少 {gap(self.top, -lack)}{as_is}"
        return f"{self.top.short_label}还差 {gap(self.top, lack)}{as_is}"


def quotient(numerator: str, denominator: str, programme: Programme, profile: Profile) -> Quotient:
    """The two inputs by name, as far as they are known."""
    upper, lower = profile.get(numerator), profile.get(denominator)
    told = profile.get(f"{numerator}/{denominator}")
    return Quotient(
        programme.by_name[numerator],
        programme.by_name[denominator],
        upper if isinstance(upper, Decimal) else None,
        lower if isinstance(lower, Decimal) else None,
        told if isinstance(told, Decimal) else None,
    )


def judge_ratio(predicate: Ratio, programme: Programme, profile: Profile) -> Finding:
    """One quotient against one constant."""
    found = quotient(predicate.numerator, predicate.denominator, programme, profile)
    words = words_for(predicate.op.removeprefix("ratio_"), predicate.unit)
    bound = _density(Fraction(predicate.value), predicate) or percent(predicate.value)
    required = f"{predicate.name}{words[0]} {bound}"
    if found.value is None:
        return found.lacking(predicate.name, required, (predicate.value,))
    share, limit = found.value, Fraction(predicate.value)
    held = share >= limit if predicate.op == "ratio_gte" else share <= limit
    density = _density(share, predicate, limit)
    scaled = f" × {predicate.per}" if density else ""
    worked = found.worked(scaled, density or found.in_percent([limit]))
    step = f"{predicate.name} = {worked}，{words[1] if held else words[2]} {bound}"
    applied = (predicate.value * (predicate.per or 1),)
    return judged(held, number(share), required, step, found.short_of(predicate.value), applied)


def _density(share: Fraction, predicate: Ratio, limit: Fraction | None = None) -> str:
    """ "3 家" per 1000; "" for a plain share."""
    if not predicate.per:
        return ""
    bounds = [] if limit is None else [limit * predicate.per]
    return f"{rounded(share * predicate.per, bounds)} {predicate.unit}"


def judge_tiers(predicate: TieredRatio, programme: Programme, profile: Profile) -> Finding:
    """A quotient against the constant of the tier that a third input falls into."""
    found = quotient(predicate.numerator, predicate.denominator, programme, profile)
    item = programme.by_name[predicate.tier_field]
    size = profile.get(predicate.tier_field)
    if not isinstance(size, Decimal):
        lost = {i.name: i for i in (*found.unknown, item)}
        return lacking(_every_tier(predicate, item), list(lost.values()))
    place = next(n for n, t in enumerate(predicate.tiers) if t.max is None or size <= t.max)
    least = predicate.tiers[place].min_ratio
    required = f"{predicate.name}不低于 {percent(least)}"
    if found.value is None:
        return found.lacking(predicate.name, required, (least,))
    held = found.value >= Fraction(least)
    tier = (
        f"{item.short_label} {shown(item, size)}，适用“{_tier(predicate.tiers, place, item)}”一档"
    )
    stands = f"{'不低于' if held else '低于'} {percent(least)}（{tier}）"
    step = f"{predicate.name} = {found.worked('', found.in_percent([least]))}，{stands}"
    return judged(held, number(found.value), required, step, found.short_of(least), (least,))


def _tier(tiers: tuple[Tier, ...], place: int, item: Input) -> str:
    top = tiers[place].max
    bottom = tiers[place - 1].max if place else None
    above = [f"超过 {shown(item, bottom)}"] if bottom is not None else []
    within = [f"不超过 {shown(item, top)}"] if top is not None else []
    return "、".join(above + within) or "不分档"


def _every_tier(predicate: TieredRatio, item: Input) -> str:
    tiers = predicate.tiers
    told = [f"{_tier(tiers, n, item)}的不低于 {percent(t.min_ratio)}" for n, t in enumerate(tiers)]
    return f"{predicate.name}按{item.short_label}分档：{'，'.join(told)}"
