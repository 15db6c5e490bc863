"""The eligibility rules as data: programmes of conditions, benefits and calculators."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field

from corpus.programme_rules import Benefit, Calculator, Condition, Group, Input, Limit, Rule
from corpus.programme_scores import ScoreTable

ALONE = ""  # the one group of a programme whose conditions stand in no group
_TERM = re.compile(r"([a-z_]\w*)\s*(?:(?:全部|任一)?满足)")


class Programme(Rule):
    """One programme. Its conditions stand alone or in groups; all_groups has them either way."""

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    policy: str
    logic: str
    inputs: tuple[Input, ...] = Field(min_length=1)
    related: tuple[str, ...] = ()
    note: str = ""
    conditions: tuple[Condition, ...] = ()
    groups: dict[str, Group] = Field(default_factory=dict)
    scoring: dict[str, ScoreTable] = Field(default_factory=dict)
    benefit: tuple[Benefit, ...] = Field(min_length=1)
    calculators: tuple[Calculator, ...] = ()
    limits: tuple[Limit, ...] = ()
    validity_years: int | None = None
    validity: str = ""
    effective_from: date | None = None
    disclaimer: str = Field(min_length=1)  # of the file, so that no assessment is without it

    @property
    def all_groups(self) -> dict[str, Group]:
        """The groups by id; conditions in no group are one group named ALONE."""
        if self.groups:
            return self.groups
        logic: Literal["all_of", "any_of"] = "any_of" if self.logic == "any_of" else "all_of"
        return {ALONE: Group(logic=logic, conditions=self.conditions)}

    @property
    def all_conditions(self) -> tuple[Condition, ...]:
        """The conditions in order, of all groups."""
        return tuple(c for group in self.all_groups.values() for c in group.conditions)

    @property
    def clauses(self) -> tuple[tuple[str, ...], ...]:
        """Group ids: every clause must hold, and of a clause any one group.

        "basic 全部满足，且 direct 任一满足或 score 满足" is (("basic",), ("direct", "score")).
        """
        if not self.groups:
            return ((ALONE,),)
        return tuple(
            tuple(found[1] for term in terms if (found := _TERM.match(term)))
            for terms in _terms(self.logic)
        )

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the documents it rests on."""
        return (self.policy, *self.related)

    @cached_property
    def by_name(self) -> dict[str, Input]:
        """The inputs by name."""
        return {item.name: item for item in self.inputs}


def well_formed_logic(logic: str, *, grouped: bool) -> bool:
    """Whether logic can be read: all_of or any_of, or groups joined by "，且" and "或"."""
    if not grouped:
        return logic in ("all_of", "any_of")
    return all(_TERM.fullmatch(term) for terms in _terms(logic) for term in terms)


def _terms(logic: str) -> list[list[str]]:
    return [
        [term.strip() for term in clause.split("或")]
        for clause in re.split("[，,；;]\\s*且", logic)
    ]


@dataclass(frozen=True)
class Programmes:
    """All programmes of one file, in its order."""

    programmes: tuple[Programme, ...]
    disclaimer: str
    as_of: str = ""

    def __iter__(self) -> Iterator[Programme]:
        return iter(self.programmes)

    def find(self, named: str) -> Programme | None:
        """A programme by its id or its Chinese name; None where there is none."""
        return next((p for p in self.programmes if named.strip() in (p.id, p.name)), None)

    @cached_property
    def inputs(self) -> dict[str, Input]:
        """Every input of any programme by its name; the first label wins."""
        found: dict[str, Input] = {}
        for programme in self.programmes:
            for item in programme.inputs:
                found.setdefault(item.name, item)
        return found
