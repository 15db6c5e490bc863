"""Score tables of the eligibility rules: parts, the figures they measure, bands of points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
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
    match scale.measure:
        case RatioMeasure(numerator=numerator, denominator=denominator):
            return (numerator, denominator)
        case ValueMeasure(field=field):
            return (field,)
    return ()


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
