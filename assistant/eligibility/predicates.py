"""Each kind of predicate judged on a profile."""

from typing import Any

from assistant.eligibility.assessment import ScoreCard
from assistant.eligibility.comparisons import judge_simple
from assistant.eligibility.finding import Finding, Verdict, either, every
from assistant.eligibility.profile import Profile
from assistant.eligibility.raises import raises
from assistant.eligibility.ratios import judge_ratio, judge_tiers
from assistant.eligibility.scoring import score_card
from assistant.eligibility.wording import number, plain
from corpus.programme_rules import (
    Combined,
    Compare,
    Condition,
    Flag,
    ManualCheck,
    Member,
    Predicate,
    Ratio,
    ScoreAtLeast,
    TieredRatio,
    fields_of,
)
from corpus.programmes import Programme


def judge(
    predicate: Predicate, condition: Condition, programme: Programme, profile: Profile
) -> tuple[Finding, tuple[ScoreCard, ...]]:
    """What a predicate of a condition says, and the score tables filled in on the way."""
    match predicate:
        case Combined():
            return _combined(predicate, condition, programme, profile)
        case ScoreAtLeast():
            return _score(predicate, condition, programme, profile)
        case Ratio():
            return judge_ratio(predicate, programme, profile), ()
        case TieredRatio():
            return judge_tiers(predicate, programme, profile), ()
        case ManualCheck():
            return Finding(Verdict.MANUAL, None, condition.label, ()), ()
        case Compare() | Flag() | Member():
            return judge_simple(predicate, programme, profile), ()


def _combined(
    predicate: Combined, condition: Condition, programme: Programme, profile: Profile
) -> tuple[Finding, tuple[ScoreCard, ...]]:
    judged = [judge(part, condition, programme, profile) for part in predicate.of]
    values: dict[str, Any] = {}
    for name in dict.fromkeys(fields_of(predicate)):
        value = profile.get(name)
        values[name] = value if isinstance(value, bool | str | None) else number(value)
    join = every if predicate.op == "all_of" else either
    return join([finding for finding, _ in judged], values), tuple(
        card for _, cards in judged for card in cards
    )


def _score(
    predicate: ScoreAtLeast, condition: Condition, programme: Programme, profile: Profile
) -> tuple[Finding, tuple[ScoreCard, ...]]:
    card = score_card(predicate.table, condition.label, condition.section, programme, profile)
    parts = {part.id: part for part in card.parts}
    least = [(parts[name], points) for name, points in predicate.min_parts.items()]
    enough = [(card.low, card.high, predicate.value)]
    enough += [(part.low, part.high, points) for part, points in least]
    if any(high < wanted for _, high, wanted in enough):
        verdict = Verdict.NOT_MET
    elif all(low >= wanted for low, _, wanted in enough):
        verdict = Verdict.MET
    else:
        verdict = Verdict.UNKNOWN
    required = [f"评分合计不低于 {plain(predicate.value)} 分"]
    required += [f"{part.label}{_at_least(points)}" for part, points in least]
    lacking = dict.fromkeys(name for part in card.parts for name in part.missing)
    finding = Finding(
        verdict,
        number(card.low) if card.low == card.high else None,
        "，且".join(required),
        _worked(card, predicate),
        tuple(lacking) if verdict is Verdict.UNKNOWN else (),
        tuple(programme.by_name[name].label for name in lacking),
        raises(predicate, card, programme, profile) if verdict is Verdict.NOT_MET else "",
        (predicate.value,),
    )
    return finding, (card,)


def _at_least(points: Any) -> str:
    return "不能为 0 分" if points == 1 else f"不低于 {plain(points)} 分"


def _worked(card: ScoreCard, predicate: ScoreAtLeast) -> tuple[str, ...]:
    told = " + ".join(f"{part.label} {part.points_text} 分" for part in card.parts)
    wanted = plain(predicate.value)
    if card.low >= predicate.value:
        stands = f"，不低于 {wanted} 分"
    elif card.high < predicate.value:
        stands = f"，低于 {wanted} 分"
    else:
        stands = f"，要求不低于 {wanted} 分"
    low = [
        f"{part.label} {part.points_text} 分，要求{_at_least(points)}"
        for part in card.parts
        if (points := predicate.min_parts.get(part.id)) is not None and part.low < points
    ]
    failed = any(part.high < predicate.min_parts.get(part.id, 0) for part in card.parts)
    if failed and card.low < predicate.value <= card.high:
        return tuple(low)  # a part decides; the total is not known
    return (f"{told} = {card.points_text} 分{stands}", *low)
