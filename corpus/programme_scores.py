"""Score tables of the eligibility rules: parts, the figures they measure, bands of points; and
what can be wrong with a table, each fault as one Chinese line."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from corpus.programme_rules import Cited, Rule, Simple, fields_of


class RatioMeasure(Rule):
    """A quotient that a band is looked up with."""

    op: Literal["ratio"]
    numerator: str
    denominator: str


class ValueMeasure(Rule):
    """A field that a band is looked up with."""

    op: Literal["value"]
    field: str


Measure = Annotated[RatioMeasure | ValueMeasure, Field(discriminator="op")]


class Band(Rule):
    """score from min on, bound included; None is everything below."""

    min: Decimal | None
    score: Decimal


class BandMax(Rule):
    """score up to max, bound included; None is everything above."""

    max: Decimal | None
    score: Decimal


class ScoreRule(Rule):
    """score where the predicate holds; "default" where none before it did."""

    when: Simple | Literal["default"]
    score: Decimal


class Scale(Rule):
    """How one figure is turned into points: bands of a measure, or rules tried in order."""

    id: str = Field(min_length=1)
    label: str = Field(min_length=1)
    full: Decimal | None = None
    measure: Measure | None = None
    bands: tuple[Band, ...] = ()
    bands_max: tuple[BandMax, ...] = ()
    rules: tuple[ScoreRule, ...] = ()
    section: Cited | None = None


class ScorePart(Scale):
    """One part of a table: a scale itself, the best of several, or the sum of several."""

    choose_one: tuple[Scale, ...] = ()
    items: tuple[Scale, ...] = ()


class ScoreTable(Rule):
    """A score table; full is what its parts add up to."""

    full: Decimal
    parts: tuple[ScorePart, ...] = Field(min_length=1)
    section: Cited | None = None


def scales_of(table: ScoreTable) -> Iterator[Scale]:
    """Every scale of a table: parts, their alternatives and their items."""
    for part in table.parts:
        yield from (part, *part.choose_one, *part.items)


def measured(scale: Scale) -> tuple[str, ...]:
    """The inputs that the measure of a scale reads, its rules apart."""
    return tuple(fields_of(scale.measure)) if scale.measure else ()


def fields_of_scale(scale: Scale) -> Iterator[str]:
    """Every input that a scale, or the scales inside a part, reads."""
    yield from measured(scale)
    for rule in scale.rules:
        if rule.when != "default":
            yield from fields_of(rule.when)
    if isinstance(scale, ScorePart):
        for inner in (*scale.choose_one, *scale.items):
            yield from fields_of_scale(inner)


def highest(scale: Scale) -> Decimal:
    """The most points a scale can give."""
    if isinstance(scale, ScorePart) and scale.items:
        return sum((highest(item) for item in scale.items), Decimal(0))
    if isinstance(scale, ScorePart) and scale.choose_one:
        return max(highest(one) for one in scale.choose_one)
    return max(scores(scale))


def scores(scale: Scale) -> list[Decimal]:
    """The points that the bands or rules of a scale may give."""
    banded = [band.score for band in scale.bands] + [band.score for band in scale.bands_max]
    return banded + [rule.score for rule in scale.rules]


def faults_of_table(table: ScoreTable) -> Iterator[str]:
    """Parts by themselves are faults_of_scale."""
    ids = [part.id for part in table.parts]
    yield from (f"{name} 写了两次" for name in sorted({i for i in ids if ids.count(i) > 1}))
    total = sum((part.full or Decimal(0) for part in table.parts), Decimal(0))
    if total != table.full:
        yield f"各项满分合计 {total}，不是 {table.full}"


def faults_of_scale(scale: Scale) -> Iterator[str]:
    """How a scale gives its points must be said in one way, in order, up to its full score."""
    inner = (scale.choose_one or scale.items) if isinstance(scale, ScorePart) else ()
    ways = [scale.bands, scale.bands_max, scale.rules, inner]
    if sum(map(bool, ways)) != 1:
        yield "bands、bands_max、rules、choose_one、items 应有且只有一个"
        return
    if bool(scale.bands or scale.bands_max) != bool(scale.measure):
        yield "有 bands 就要有 measure，没有 bands 就不要 measure"
    if scale.bands and not _falls([band.min for band in scale.bands]):
        yield "bands 的 min 应从大到小"
    if scale.bands_max and not rises([band.max for band in scale.bands_max]):
        yield "bands_max 的 max 应从小到大，最后一档为 null"
    if scale.rules and [rule.when for rule in scale.rules].count("default") != 1:
        yield "rules 应有一条 default"
    elif scale.rules and scale.rules[-1].when != "default":
        yield "rules 的 default 应放在最后"
    if not inner or all(one.bands or one.bands_max or one.rules for one in inner):
        most = highest(scale)
        if scale.full is not None and most != scale.full:
            yield f"最高得分 {most}，不是满分 {scale.full}"


def _falls(bounds: Sequence[Decimal | None]) -> bool:
    """Whether bounds go down; the last may be None: all below."""
    known = [bound for bound in bounds if bound is not None]
    return None not in bounds[:-1] and all(a > b for a, b in pairwise(known))


def rises(bounds: Sequence[Decimal | None]) -> bool:
    """Whether bounds go up to the last, which is None: all above."""
    *known, last = bounds
    return last is None and None not in known and _falls(known[::-1])
