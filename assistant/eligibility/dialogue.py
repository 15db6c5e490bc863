"""The answer to someone who asks about their own eligibility: verdict, clauses, what lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from types import MappingProxyType
from urllib.parse import urlencode

from assistant.answer import Answer, AnswerStatus, Citation
from assistant.composing.citations import CitationList
from assistant.composing.notes import notes
from assistant.eligibility.assess import assess
from assistant.eligibility.assessment import Assessment, ConditionResult
from assistant.eligibility.finding import Verdict
from assistant.eligibility.profile import Profile, Value, read_profile
from assistant.eligibility.request import EligibilityRequest
from assistant.eligibility.told_value import Told
from assistant.eligibility.wording import plain, shown
from corpus.programme_rules import Compare, Input, TieredRatio, fields_of, simple_parts
from corpus.programmes import Programme, Programmes

_FAILED, _MET, _OPEN, _ASKED, _BENEFITS = 4, 4, 2, 3, 2  # lines of each kind at most
_ROUGH = 3  # values told roughly that are weighed; beyond, they count as not told
_NEAR = "按准确数计算"  # what is lacking, where a value is told roughly
_QUOTE = 90  # characters of a clause told whole
_LISTED = re.compile(r"^\s*\d{1,2}[.．、]\s*")
_HEADS = {
    Verdict.MET: "按您说的情况：符合{name}的条件{manual}。",
    Verdict.NOT_MET: "按您说的情况：不符合{name}的条件。",
    Verdict.UNKNOWN: "按您说的情况：还不能确定是否符合{name}的条件，还缺 {lacks} 项资料。",
}


def eligibility_answer(request: EligibilityRequest, programmes: Programmes, today: date) -> Answer:
    """The verdict first, each condition decided with its clause, what lacks, and the form."""
    found, problems = _judged(request, programmes)
    marks = CitationList()
    lines = [_head(found), *(f"{problem}。" for problem in problems)]
    told = {part for name in request.told for part in name.split("/")}
    lines += _conditions(found, told, marks)
    lines += _lacking(found, request, told, marks)
    lines += _benefits(found, marks)
    lines.append(f"已填好的自测表：{form_link(request)}")
    citations = marks.citations()
    name, caution = found.programme.name, found.programme.note
    return Answer(
        question=request.question,
        standalone=f"资格自测：{name}" if request.going_on else request.question,
        status=AnswerStatus.PARTLY_ANSWERED
        if found.verdict is Verdict.UNKNOWN
        else AnswerStatus.ANSWERED,
        text="\n".join(lines),
        citations=citations,
        notes=(
            f"{found.disclaimer}。",
            *([f"{name}：{caution}。"] if caution else []),
            *notes(citations, today),
        ),
    )


def form_link(request: EligibilityRequest) -> str:
    """The page 资格自测 with the form of the programme and the exact values told filled in."""
    inputs = request.programme.by_name
    values = {
        name: f"{plain(t.value.scaleb(2))}%" if inputs[name].is_share else plain(t.value)
        for name, t in request.told.items()
        if t.exact and name in inputs
    }
    return f"/eligibility#{request.programme.id}" + (f"?{urlencode(values)}" if values else "")


def _judged(
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
        by = [n for n in rough if {*n.split("/")} & _reads(programme, same[0].id)]
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
    return replace(condition, working=working, change=_NEAR if condition.change else "")


def _reads(programme: Programme, condition: str) -> set[str]:
    """The inputs that a condition rests on; those of a score table are told by its parts."""
    found = next(c for c in programme.all_conditions if c.id == condition)
    return set(fields_of(found.predicate))


def _head(found: Assessment) -> str:
    manual = sum(c.verdict is Verdict.MANUAL for c in found.conditions)
    return _HEADS[found.verdict].format(
        name=found.programme.name,
        lacks=len(found.missing),
        manual=f"（另有 {manual} 项需人工核实）" if manual else "",
    )


def _conditions(found: Assessment, told: set[str], marks: CitationList) -> Iterator[str]:
    """What fails, what is open though something was told of it, what is met."""
    touched = [c for c in found.conditions if told & _reads(found.programme, c.id)]
    stands = "不符合" if found.verdict is Verdict.NOT_MET else "目前不够（另有可替代的条件）"
    for condition in found.in_the_way[:_FAILED]:
        change = "" if condition.change == _NEAR else f"；{condition.change}"
        cited = _mark(condition.citations, marks)
        yield f"- {stands}：{_worked(condition)}{change}。{_rule(condition)}{cited}"
    half = [c for c in touched if c.verdict is Verdict.UNKNOWN]
    for condition in half[:_OPEN] if found.verdict is Verdict.UNKNOWN else ():
        cited = _mark(condition.citations, marks)
        yield f"- 待定：{condition.working}（要求：{condition.required}）。{cited}"
    met = [c for c in touched if c.verdict is Verdict.MET]
    for condition in met[:_MET]:
        yield f"- 符合：{_worked(condition)}。{_mark(condition.citations, marks)}"
    if len(met) > _MET:
        yield f"另有 {len(met) - _MET} 项符合。"


def _worked(condition: ConditionResult) -> str:
    """What decided, without what is not filled in beside it."""
    return condition.working.partition("；尚缺：")[0]


def _rule(condition: ConditionResult) -> str:
    """The clause that decided, where it is short enough to be told."""
    quote = _LISTED.sub("", next(iter(condition.citations[0].quotes), "")).strip(" 。")
    return f"规定：{quote}。" if 0 < len(quote) <= _QUOTE else ""


def _lacking(
    found: Assessment, request: EligibilityRequest, told: set[str], marks: CitationList
) -> Iterator[str]:
    """At most three inputs that could still decide, those beside what was told first."""
    if found.verdict is not Verdict.UNKNOWN or not found.missing:
        return
    places = {name: c for c in reversed(found.conditions) for name in c.missing}

    def far(item: Input) -> bool:
        place = places.get(item.name)
        return place is None or not told & _reads(found.programme, place.id)

    asked = sorted(found.missing, key=far)[:_ASKED]
    lines = []
    for item in asked:
        place = places.get(item.name)
        known = request.told.get(item.name)
        exact = f"（您说的是“{known.text}”，请给准确数）" if known and not known.exact else ""
        lines.append(f"{item.label}{exact}{_mark(place.citations, marks) if place else ''}")
    more = f"等 {len(found.missing)} 项" if len(found.missing) > len(asked) else ""
    yield f"还缺：{'；'.join(lines)}{more}。"


def _benefits(found: Assessment, marks: CitationList) -> Iterator[str]:
    if found.verdict is Verdict.MET:
        told = (f"{b.text}{_mark(b.citations, marks)}" for b in found.benefits[:_BENEFITS])
        yield f"符合后：{'；'.join(told)}。"
        for line in found.computed:
            if line.value is not None:
                yield f"按您的数据，{line.label}：{line.working}。"


def _mark(citations: tuple[Citation, ...], marks: CitationList) -> str:
    """The mark of the passage that states the threshold."""
    first = citations[0]
    found = [marks.mark(first.passage, quote) for quote in first.quotes or ("",)]
    return found[-1]
