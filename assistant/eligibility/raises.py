"""What would lift a score to the points required: one step at a time, and only if it suffices."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import chain

from assistant.eligibility.assessment import PartScore, ScoreCard
from assistant.eligibility.profile import Profile
from assistant.eligibility.ratios import quotient
from assistant.eligibility.wording import plain, shown
from corpus.programme_rules import Compare, ScoreAtLeast
from corpus.programme_scores import RatioMeasure, Scale, ScorePart
from corpus.programmes import Programme


@dataclass(frozen=True, slots=True)
class Step:
    """One step that suffices: the input to change, by how much, and how it is said."""

    field: str
    amount: Fraction
    text: str


def raises(predicate: ScoreAtLeast, card: ScoreCard, programme: Programme, profile: Profile) -> str:
    """The points lacking, and the single steps that would bring them."""
    lines = []
    parts = {part.id: part for part in programme.scoring[predicate.table].parts}
    for scored in card.parts:
        short = predicate.min_parts.get(scored.id, Decimal(0)) - scored.high
        if short > 0:
            steps = _steps(parts[scored.id], scored, short, programme, profile)
            lines.append(_line(f"{scored.label}还差 {plain(short)} 分", steps))
    need = predicate.value - card.high
    if need > 0:
        found = [_steps(parts[p.id], p, need, programme, profile) for p in card.parts]
        lines.append(_line(f"评分合计还差 {plain(need)} 分", chain.from_iterable(found)))
    return "，且".join(lines)


def _line(short: str, steps: Iterable[Step]) -> str:
    """Of several steps with one input the smallest."""
    least: dict[str, Step] = {}
    for step in steps:
        if step.field not in least or step.amount < least[step.field].amount:
            least[step.field] = step
    told = "；或".join(step.text for step in least.values())
    return f"{short}（{told}）" if told else short


def _steps(
    scale: Scale, scored: PartScore, need: Decimal, programme: Programme, profile: Profile
) -> Iterator[Step]:
    """Of each scale the smallest step that brings the points needed."""
    if isinstance(scale, ScorePart) and (scale.items or scale.choose_one):
        for inner, got in zip(scale.items or scale.choose_one, scored.parts, strict=True):
            extra = scored.high - got.high if scale.choose_one else Decimal(0)
            yield from _steps(inner, got, need + extra, programme, profile)
        return
    goal = scored.high + need
    if isinstance(scale.measure, RatioMeasure):
        enough = [b.min for b in scale.bands if b.min is not None and b.score >= goal]
        found = quotient(scale.measure.numerator, scale.measure.denominator, programme, profile)
        if enough and found.value is not None:
            lack = (Fraction(min(enough)) - found.value) * Fraction(found.lower or 0)
            yield Step(found.top.name, lack, found.short_of(min(enough)))
    for rule in reversed(scale.rules):
        if isinstance(rule.when, Compare) and rule.score >= goal:
            item, value = programme.by_name[rule.when.field], rule.when.value
            yield Step(item.name, Fraction(value), f"{item.short_label}达到 {shown(item, value)}")
            return
