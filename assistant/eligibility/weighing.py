"""A programme judged on what was told of it, as far as the verdicts hold for rough values too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from types import MappingProxyType

from assistant.eligibility.assess import assess
from assistant.eligibility.assessment import Assessment, ConditionResult
from assistant.eligibility.finding import Verdict
from assistant.eligibility.profile import Profile, Value, read_profile
from assistant.eligibility.request import EligibilityRequest
from assistant.eligibility.told_value import Told
from assistant.eligibility.wording import plain, shown
from corpus.programme_rules import Compare, TieredRatio, fields_of, simple_parts
from corpus.programmes import Programme, Programmes

_ROUGH = 3  # values told roughly that are weighed; beyond, they count as not told
NEAR = "按准确数计算"  # what is lacking, where a value is told roughly


def judged(
    request: EligibilityRequest, programmes: Programmes
) -> tuple[Assessment, tuple[str, ...]]:
    """The assessment as far as it holds whatever the values told roughly are."""
    programme, inputs = request.programme, request.programme.by_name
    entered = {
        n: t.value.to_integral_value() if inputs[n].type == "integer" else t.value
        for n, t in request.told.items()
        if n in inputs
    }
    problems = read_profile(entered, programmes).problems
    used = {n: t for n, t in request.told.items() if n not in {p.field for p in problems}}
    rough = [name for name, t in used.items() if not t.exact]
    used = {name: t for name, t in used.items() if name not in rough[_ROUGH:]}
    rough = rough[:_ROUGH]
    points = [_points(name, t, programme) for name, t in used.items()]
    cases = []
    for case in product(*points):
        values: dict[str, Value] = dict(zip(used, case, strict=True))
        cases.append(assess(programme, Profile(MappingProxyType(values))))
    conditions = []
    for same in zip(*(case.conditions for case in cases), strict=True):
        by = [n for n in rough if {*n.split("/")} & reads(programme, same[0].id)]
        told = {n: used[n] for n in by}
        conditions.append(_as_told(same, told, programme) if by else same[0])
    verdicts = {case.verdict for case in cases}
    verdict = verdicts.pop() if len(verdicts) == 1 else Verdict.UNKNOWN
    missing = {i.name: i for case in cases for i in case.missing}
    missing |= {n: inputs[n] for c in conditions for n in c.missing if n in inputs}
    found = replace(cases[0], verdict=verdict, conditions=tuple(conditions))
    lacks = tuple(missing.values()) if verdict is Verdict.UNKNOWN else ()
    return replace(found, missing=lacks), tuple(dict.fromkeys(p.message for p in problems))


def _points(name: str, told: Told, programme: Programme) -> list[Decimal]:
    """The values to try: as told, its bounds, and the constants that lie between them."""
    if told.exact:
        return [told.value]
    parts = [p for c in programme.all_conditions for p in simple_parts(c.predicate)]
    constants: list[object] = [p.value for p in parts if isinstance(p, Compare) and p.field == name]
    constants += [
        t.max for p in parts if isinstance(p, TieredRatio) and p.tier_field == name for t in p.tiers
    ]
    inside = [c for c in constants if isinstance(c, Decimal) and told.low < c < told.high]
    return list(dict.fromkeys((told.value, told.low, told.high, *inside)))


def _as_told(
    same: Sequence[ConditionResult], told: Mapping[str, Told], programme: Programme
) -> ConditionResult:
    """A condition that rests on rough values: in the asker's words, and open where they decide."""
    condition = same[0]
    if len({c.verdict for c in same}) > 1:
        working = f"要看{'、'.join(f'“{t.text}”' for t in told.values())}的准确数"
        lacks = replace(condition, verdict=Verdict.UNKNOWN, missing=tuple(told), change="")
        return replace(lacks, working=working)
    working = condition.working
    for name, t in told.items():
        if item := programme.by_name.get(name):
            label = item.short_label
            working = working.replace(f"{label} {shown(item, t.value)}", f"{label}“{t.text}”")
            working = working.replace(f"{plain(t.value)} ÷", f"“{t.text}” ÷")
            working = working.replace(f"÷ {plain(t.value)}", f"÷ “{t.text}”")
    return replace(condition, working=working, change=NEAR if condition.change else "")


def reads(programme: Programme, condition: str) -> set[str]:
    """The inputs that a condition rests on; those of a score table are told by its parts."""
    found = next(c for c in programme.all_conditions if c.id == condition)
    return set(fields_of(found.predicate))
