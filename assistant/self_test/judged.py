"""A programme judged on what was said: at both ends of every rough figure, and on percentages.

A verdict stands only where it is the same whatever the rough figures turn out to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from types import MappingProxyType

from assistant.eligibility import Assessment, ConditionResult, Profile, Value, Verdict, assess
from assistant.eligibility.standing import Standing, standing
from assistant.self_test.percentages import restated
from assistant.self_test.said import Facts, Said
from corpus.programme_rules import Condition, ScoreAtLeast, fields_of
from corpus.programme_scores import fields_of_scale, scales_of
from corpus.programmes import Programme

_MOST_ROUGH = 6  # rough figures varied together; beyond them, one at a time


@dataclass(frozen=True)
class Judged:
    """One programme. conditions are those of the assessment, open where a rough figure decides;
    rough are the inputs whose exact figure is then wanted, used those that were told, reads the
    inputs of each condition, profile the values judged on; stated is the programme as judged."""

    programme: Programme
    stated: Programme
    assessment: Assessment
    verdict: Verdict
    conditions: tuple[ConditionResult, ...]
    rough: tuple[str, ...]
    used: Mapping[str, Said]
    reads: Mapping[str, frozenset[str]]
    profile: Profile

    @property
    def in_the_way(self) -> tuple[ConditionResult, ...]:
        """The conditions that are not met and decide."""
        return tuple(c for c in self.conditions if c.verdict is Verdict.NOT_MET and c.change)

    @property
    def standing(self) -> Standing:
        """Where it stands among the others, rough figures taken into account."""
        return standing(self.verdict, self.conditions, self.assessment.changes)


def judged(programme: Programme, facts: Facts) -> Judged:
    """Judge a programme on the facts; facts of other programmes are left aside."""
    stated, values = restated(programme, facts)
    rough = [name for name, said in values.items() if not said.exact and said.low is not None]
    # "两个多亿" is judged as just over 2亿, "不到500人" as just under
    told = {name: said.likely for name, said in values.items()}
    base = _assessed(stated, told)
    runs = [_assessed(stated, ends) for ends in _corners(values, rough)]
    runs = runs or [base]
    reads = {condition.id: _fields(stated, condition) for condition in stated.all_conditions}
    conditions: list[ConditionResult] = []
    wanted: list[str] = []
    for n, result in enumerate(base.conditions):
        if len({run.conditions[n].verdict for run in runs}) == 1:
            conditions.append(result)
            continue
        own = [name for name in rough if name in reads[result.id]]
        wanted += own
        conditions.append(replace(result, verdict=Verdict.UNKNOWN, missing=tuple(own), change=""))
    verdicts = {run.verdict for run in runs}
    return Judged(
        programme,
        stated,
        base,
        verdicts.pop() if len(verdicts) == 1 else Verdict.UNKNOWN,
        tuple(conditions),
        tuple(dict.fromkeys(wanted)),
        MappingProxyType(values),
        reads,
        _profile(told),
    )


def _assessed(programme: Programme, values: Mapping[str, Value]) -> Assessment:
    return assess(programme, _profile(values))


def _profile(values: Mapping[str, Value]) -> Profile:
    return Profile(MappingProxyType(dict(values)))


def _corners(values: Mapping[str, Said], rough: list[str]) -> Iterator[dict[str, Value]]:
    known: dict[str, Value] = {name: said.value for name, said in values.items()}
    if len(rough) > _MOST_ROUGH:
        for name in rough:
            yield from ({**known, name: end} for end in values[name].ends)
        return
    if rough:
        for ends in product(*(values[name].ends for name in rough)):
            yield {**known, **dict(zip(rough, ends, strict=True))}


def _fields(programme: Programme, condition: Condition) -> frozenset[str]:
    """Every input that a condition reads, by way of its score table too."""
    found = set(fields_of(condition.predicate))
    if isinstance(condition.predicate, ScoreAtLeast):
        table = programme.scoring[condition.predicate.table]
        found |= {name for scale in scales_of(table) for name in fields_of_scale(scale)}
    return frozenset(found)
