"""Score tables: points for each part, between bounds while something is not filled in."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from assistant.eligibility.assessment import PartScore, ScoreCard
from assistant.eligibility.citing import citations
from assistant.eligibility.comparisons import judge_simple
from assistant.eligibility.finding import Verdict
from assistant.eligibility.profile import Profile
from assistant.eligibility.ratios import quotient
from assistant.eligibility.wording import percent, plain, shown
from corpus.programme_rules import Section
from corpus.programme_scores import RatioMeasure, Scale, ScorePart, ValueMeasure, highest, scores
from corpus.programmes import Programme


def score_card(
    name: str, label: str, section: Section, programme: Programme, profile: Profile
) -> ScoreCard:
    """A table filled in; a part without a section of its own stands in that of the condition."""
    table = programme.scoring[name]
    parts = tuple(_part(part, section, programme, profile) for part in table.parts)
    low, high = _total(parts)
    return ScoreCard(name, label, table.full, low, high, parts)


def _part(part: Scale, section: Section, programme: Programme, profile: Profile) -> PartScore:
    section = part.section or section
    if isinstance(part, ScorePart) and part.items:
        inner = tuple(_part(item, section, programme, profile) for item in part.items)
        low, high = _total(inner)
        told = " + ".join(f"{p.label} {p.points_text} 分" for p in inner)
        return _scored(part, section, low, high, told, (), inner)
    if isinstance(part, ScorePart) and part.choose_one:
        return _best(part, section, programme, profile)
    return _scale(part, section, programme, profile)


def _best(part: ScorePart, section: Section, programme: Programme, profile: Profile) -> PartScore:
    """The enterprise may choose: the alternative that gives most, as far as that is known."""
    inner = [_part(one, section, programme, profile) for one in part.choose_one]
    low, high = max(p.low for p in inner), max(p.high for p in inner)
    best = max(range(len(inner)), key=lambda n: (inner[n].low, inner[n].high))
    shown_parts = tuple(replace(p, chosen=n == best) for n, p in enumerate(inner))
    told = f"取得分较高的一种：{inner[best].label}"
    return _scored(part, section, low, high, told, (), shown_parts)


def _scale(scale: Scale, section: Section, programme: Programme, profile: Profile) -> PartScore:
    if scale.rules:
        return _ruled(scale, section, programme, profile)
    value, told, missing = _measured(scale, programme, profile)
    if value is None:
        points = scores(scale)
        return _scored(scale, section, min(points), max(points), told, missing)
    points_got = _points(scale, value)
    return _scored(scale, section, points_got, points_got, f"{told}，得 {plain(points_got)} 分", ())


def _measured(
    scale: Scale, programme: Programme, profile: Profile
) -> tuple[Fraction | None, str, tuple[str, ...]]:
    """The figure that the bands are for, how it was had, and what it lacks."""
    bounds = [b.min for b in scale.bands] + [b.max for b in scale.bands_max]
    edges = [bound for bound in bounds if bound is not None]
    match scale.measure:
        case RatioMeasure(numerator=numerator, denominator=denominator):
            found = quotient(numerator, denominator, programme, profile)
            if found.value is None:
                told = found.lacking("比例", "").working
                return None, told, tuple(item.name for item in found.unknown)
            return found.value, found.worked("", found.in_percent(edges)), ()
        case ValueMeasure(field=field):
            item, value = programme.by_name[field], profile.get(field)
            if not isinstance(value, Decimal):
                return None, f"尚缺：{item.label}", (field,)
            told = percent(value, edges) if item.is_share else shown(item, value)
            return Fraction(value), f"{item.short_label} {told}", ()
    return None, "", ()


def _points(scale: Scale, value: Fraction) -> Decimal:
    """Bounds belong to the band that gives more, as the tables say; below every band nothing."""
    for band in scale.bands:
        if band.min is None or value >= Fraction(band.min):
            return band.score
    for top in scale.bands_max:
        if top.max is None or value <= Fraction(top.max):
            return top.score
    return Decimal(0)


def _ruled(scale: Scale, section: Section, programme: Programme, profile: Profile) -> PartScore:
    """The first rule that holds gives the points; one that is not known keeps both ways open."""
    possible: list[Decimal] = []
    missing: list[str] = []
    told = ""
    for rule in scale.rules:
        if rule.when == "default":
            possible.append(rule.score)
            told = "不符合其他各档"
            break
        finding = judge_simple(rule.when, programme, profile)
        if finding.verdict is Verdict.NOT_MET:
            continue
        possible.append(rule.score)
        if finding.verdict is Verdict.MET:
            told = finding.working
            break
        missing += finding.missing
    low, high = min(possible), max(possible)
    if low == high:
        return _scored(scale, section, low, high, f"{told}，得 {plain(low)} 分", ())
    labels = "、".join(programme.by_name[name].label for name in dict.fromkeys(missing))
    return _scored(scale, section, low, high, f"尚缺：{labels}", tuple(dict.fromkeys(missing)))


def _scored(
    scale: Scale,
    section: Section,
    low: Decimal,
    high: Decimal,
    told: str,
    missing: tuple[str, ...],
    parts: Sequence[PartScore] = (),
) -> PartScore:
    lost = [*missing, *(name for p in parts if p.low != p.high for name in p.missing)]
    return PartScore(
        scale.id,
        scale.label,
        scale.full if scale.full is not None else highest(scale),
        low,
        high,
        told,
        citations(section),
        tuple(dict.fromkeys(lost)) if low != high else (),
        tuple(parts),
    )


def _total(parts: Sequence[PartScore]) -> tuple[Decimal, Decimal]:
    return sum((p.low for p in parts), Decimal(0)), sum((p.high for p in parts), Decimal(0))
