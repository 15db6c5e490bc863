"""The vocabulary of the eligibility rules: inputs, predicates, conditions, benefits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from corpus.passage import Passage


@dataclass(frozen=True)
class Section:
    """A pointer ("甲#一/1-2; 乙#二") with the passages it names, in order; never empty."""

    pointer: str
    passages: tuple[Passage, ...]


def _resolve(pointer: Any, info: ValidationInfo) -> Section:
    if isinstance(pointer, Section):
        return pointer
    if not isinstance(pointer, str) or not pointer.strip():
        raise PydanticCustomError("section", "section 应是“文件编号#标题/序号”")
    sections = (info.context or {})["sections"]
    lost = sections.unresolved(pointer)
    if lost:
        raise PydanticCustomError("section", "依据 {lost} 找不到", {"lost": "、".join(lost)})
    return Section(pointer, sections.passages(pointer))


Cited = Annotated[Section, BeforeValidator(_resolve)]


class Rule(BaseModel):
    """Base of all rules: immutable, and a key it does not know is a fault, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Input(Rule):
    """One thing an enterprise fills in. min and max are inclusive and in the unit given.

    too_much is what to say above max. answers are the texts that predicates compare with,
    options those offered; other text must end with one of endings, where there are any. aliases
    are what people call it beside its label. part_of
    names inputs it can never exceed, sum_of those it is the sum of, same_as those of other
    programmes that ask for the same figure.
    """

    name: str = Field(min_length=1)
    label: str = Field(min_length=1)
    unit: str
    type: Literal["boolean", "number", "integer", "enum"]
    help: str = ""
    example: str = ""
    min: Decimal | None = Decimal(0)
    max: Decimal | None = None
    too_much: str = ""
    options: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    sum_of: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()

    @property
    def short_label(self) -> str:
        """The label without the remark in brackets at its end."""
        return re.sub(r"(?<=.)（[^（）]*）$", "", self.label)

    @property
    def is_money(self) -> bool:
        """Amounts are kept in 万元."""
        return self.unit == "万元"

    @property
    def is_share(self) -> bool:
        """Shares are kept as decimals: 0.05 is 5%."""
        return self.unit == "小数"


class Compare(Rule):
    """A field against a constant; eq also compares text."""

    op: Literal["gte", "gt", "lte", "lt", "eq"]
    field: str
    value: Decimal | str


class Flag(Rule):
    """A yes/no field."""

    op: Literal["is_true", "is_false"]
    field: str


class Ratio(Rule):
    """One field divided by another against a constant; name is what the ratio is called.

    per and unit are for densities: 0.003 per square metre reads as 3 家 per 1000 of them.
    """

    op: Literal["ratio_gte", "ratio_lte"]
    numerator: str
    denominator: str
    value: Decimal
    name: str = Field(min_length=1)
    per: int = 0
    unit: str = ""


class Tier(Rule):
    """One tier: max belongs to it; None has no upper bound."""

    max: Decimal | None
    min_ratio: Decimal


class TieredRatio(Rule):
    """A ratio whose least value depends on the tier a third field falls into."""

    op: Literal["tiered_ratio_gte"]
    numerator: str
    denominator: str
    tier_field: str
    tiers: tuple[Tier, ...] = Field(min_length=1)
    name: str = Field(min_length=1)


class Member(Rule):
    """A text field against a list."""

    op: Literal["in", "not_in"]
    field: str
    values: tuple[str, ...] = Field(min_length=1)


class Combined(Rule):
    """Several predicates: all of them, or any of them."""

    op: Literal["all_of", "any_of"]
    of: tuple[Predicate, ...] = Field(min_length=1)


class ScoreAtLeast(Rule):
    """The total of a score table, and least scores of its parts."""

    op: Literal["score_gte"]
    table: str
    value: Decimal
    min_parts: dict[str, Decimal] = Field(default_factory=dict)


class ManualCheck(Rule):
    """What no program can tell."""

    op: Literal["manual"]


Simple = Annotated[Compare | Flag | Member, Field(discriminator="op")]
Predicate = Annotated[
    Compare | Flag | Ratio | TieredRatio | Member | Combined | ScoreAtLeast | ManualCheck,
    Field(discriminator="op"),
]


class Condition(Rule):
    """One condition; manual ones are shown and never judged."""

    id: str = Field(min_length=1)
    label: str = Field(min_length=1)
    kind: Literal["auto", "manual"]
    predicate: Predicate
    section: Cited


class Group(Rule):
    """Conditions of which all, or any one, must hold."""

    logic: Literal["all_of", "any_of"]
    conditions: tuple[Condition, ...] = Field(min_length=1)


class Benefit(Rule):
    """What follows from the status, as stated in its passages."""

    text: str = Field(min_length=1)
    section: Cited


class Calculator(Rule):
    """An amount computed from the inputs and from calculators before it.

    Its label is a name, with the unit and what is taken as given: "少缴的税（万元，假设……）".
    """

    id: str = Field(min_length=1)
    label: str = Field(min_length=1)
    formula: str
    section: Cited | None = None

    @property
    def name(self) -> str:
        """The label without its brackets."""
        return self.label.partition("（")[0]


class Limit(Rule):
    """A cap that the documents state beside the conditions."""

    id: str = Field(min_length=1)
    label: str = Field(min_length=1)
    value: Decimal
    section: Cited


_FIELDS = ("field", "numerator", "denominator", "tier_field")


def simple_parts(predicate: Predicate) -> Iterator[Predicate]:
    """A predicate itself, or what it is combined of."""
    if isinstance(predicate, Combined):
        for part in predicate.of:
            yield from simple_parts(part)
    else:
        yield predicate


def fields_of(predicate: BaseModel) -> Iterator[str]:
    """Every input that a predicate, or the measure of a scale, reads; score tables apart."""
    for part in simple_parts(predicate) if isinstance(predicate, Combined) else [predicate]:
        yield from filter(None, (getattr(part, name, None) for name in _FIELDS))
