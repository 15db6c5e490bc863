"""What is told of conditions that are still open: the tier, one year's share, what is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.composing.citations import CitationList
from assistant.eligibility import ConditionResult, Verdict
from assistant.eligibility.wording import money, percent, shown
from assistant.self_test.judged import Judged
from assistant.self_test.language import spoken
from assistant.self_test.said import Facts, Said
from assistant.self_test.told import about, capped, condition_of, mark, roughly, told_of
from corpus.programme_rules import ScoreAtLeast, TieredRatio

_OPEN_SHOWN = 3
_WHOLE = Said(Decimal(1), "", Decimal(1), Decimal(1))  # a share told stands to it


def undecided(judged: Judged, marks: CitationList) -> Iterator[str]:
    """Conditions on whose threshold a rough figure lies."""
    for result in judged.conditions:
        rough = [name for name in result.missing if name in judged.rough]
        if not rough or result.verdict is not Verdict.UNKNOWN:
            continue
        said = "、".join(f"“{judged.used[name].text}”" for name in rough)
        told = told_of(result.working, judged)
        yield (
            f"- 待定：{capped(told, result)}。{mark(result.citations, marks)}"
            f"其中{said}是约数，差一点结论就不同。"
        )


def heading(judged: Judged, facts: Facts, marks: CitationList) -> Iterator[str]:
    """Where one year's figures point, when a rule counts several years together."""
    for result in judged.conditions:
        predicate = condition_of(judged, result).predicate
        if result.verdict is not Verdict.UNKNOWN or not isinstance(predicate, TieredRatio):
            continue
        size = facts.values.get(predicate.tier_field)
        tier = _tier(predicate, size)
        if tier is None or result.missing == judged.rough:
            continue
        item = judged.programme.by_name[predicate.tier_field]
        assert size is not None
        assert isinstance(size.value, Decimal)
        yield (
            f"- 适用标准：{item.short_label}{about(size)}{shown(item, size.value)}，"
            f"{predicate.name}须不低于 {percent(tier)}。{mark(result.citations, marks)}"
        )
        yield from _one_year(predicate, facts, tier, result, marks)


def half_told(judged: Judged, marks: CitationList) -> Iterator[str]:
    """What is already worked out of conditions that still lack something."""
    if judged.verdict is not Verdict.UNKNOWN:
        return
    shown_already = 0
    for result in judged.conditions:
        open_ = result.verdict is Verdict.UNKNOWN and not set(result.missing) <= set(judged.rough)
        parts = [p for p in result.working.split("；") if not p.startswith("尚缺")]
        if not open_ or not parts or shown_already == _OPEN_SHOWN or _no_points(judged, result):
            continue
        if not any(name in judged.used for name in judged.reads[result.id]):
            continue
        told = capped(told_of("；".join(_each_once(parts)), judged), result)
        if told != result.label:
            shown_already += 1
            yield f"- 待补充，已知：{told}。{mark(result.citations, marks)}"


def _no_points(judged: Judged, result: ConditionResult) -> bool:
    """Whether it is a score of which no part is certain yet."""
    predicate = condition_of(judged, result).predicate
    if not isinstance(predicate, ScoreAtLeast):
        return False
    cards = [card for card in judged.assessment.scores if card.table == predicate.table]
    return not any(part.low == part.high for card in cards for part in card.parts)


def _each_once(parts: Sequence[str]) -> list[str]:
    """One statement of each figure, where alternatives ask different things of it."""
    return list({part.partition("，")[0]: part for part in reversed(parts)}.values())[::-1]


def _one_year(
    predicate: TieredRatio,
    facts: Facts,
    tier: Decimal,
    result: ConditionResult,
    marks: CitationList,
) -> Iterator[str]:
    single = spoken().one_year_of
    pair = (single.get(predicate.numerator, ""), single.get(predicate.denominator, ""))
    above, below = map(facts.values.get, pair)
    years = next((c for c in result.citations if "合计" in c.passage.text), result.citations[0])
    if above is not None and below is not None and below.value:
        assert isinstance(above.value, Decimal)
        assert isinstance(below.value, Decimal)
        share = above.value / below.value
        yield (
            f"  您给的是一年的数：{money(above.value)} ÷ {money(below.value)} = "
            f"{percent(share, [tier])}{roughly(above, below)}，"
            f"{_stands(above, below, tier)}，只能参考；"
            f"规定按近三个会计年度合计计算。{mark([years], marks)}"
        )
    elif share_told := facts.shares.get(pair):
        stands = _stands(share_told, _WHOLE, tier)
        yield f"  您说的 {share_told.text} {stands}（规定按近三年合计算）。{mark([years], marks)}"


def _stands(above: Said, below: Said, tier: Decimal) -> str:
    """How one year's share stands to the threshold, whatever rough figures turn out to be."""
    least = (above.low or Decimal(0)) / below.high if below.high else Decimal(0)
    most = (above.high or Decimal(0)) / below.low if below.low else Decimal("Infinity")
    if least >= tier:
        return f"不低于 {percent(tier)}"
    return f"低于 {percent(tier)}" if most < tier else f"正在 {percent(tier)} 上下"


def _tier(predicate: TieredRatio, size: Said | None) -> Decimal | None:
    """The least ratio of the tier; None where the size is unknown or too rough to tell."""
    if size is None or size.low is None or size.high is None:
        return None
    found = {
        next(t.min_ratio for t in predicate.tiers if t.max is None or end <= t.max)
        for end in (size.low, size.high)
    }
    return found.pop() if len(found) == 1 else None
