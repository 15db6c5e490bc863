"""The answer to someone who asks about their own eligibility: verdict, clauses, what lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from assistant.eligibility.wording import plain, shown
from corpus.programme_rules import Input, fields_of
from corpus.programmes import Programme, Programmes

_FAILED, _MET, _OPEN, _ASKED, _BENEFITS = 4, 4, 2, 3, 2  # lines of each kind at most
_ROUGH = 4  # values told roughly that are weighed; beyond, they count as not told
_ROUGHLY = "按准确数计算"  # what is lacking, where a value is told roughly
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
    lines += _conditions(found, request, marks)
    lines += _lacking(found, request, marks)
    lines += _benefits(found, marks)
    lines.append(f"已填好的自测表：{form_link(request)}")
    lines.append(f"{found.disclaimer}。")
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
        notes=(*([f"{name}：{caution}。"] if caution else []), *notes(citations, today)),
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
    """The assessment that holds whatever the values told roughly are; what differs is open."""
    inputs, told = request.programme.by_name, request.told
    rough = [name for name, t in told.items() if not t.exact]
    used = {name: t for name, t in told.items() if name not in rough[_ROUGH:]}
    profile = read_profile({n: t.value for n, t in used.items() if n in inputs}, programmes)
    odd = {problem.field for problem in profile.problems}
    used = {name: t for name, t in used.items() if name not in odd}
    ends = [(t.low, t.high) if t.low != t.high else (t.value,) for t in used.values()]
    all_values = [[t.value for t in used.values()], *product(*ends)]
    cases = [
        assess(request.programme, _profile(dict(zip(used, case, strict=True))))
        for case in all_values
    ]
    middle, *corners = cases
    conditions = []
    for number, condition in enumerate(middle.conditions):
        verdicts = {case.conditions[number].verdict for case in corners}
        settled = corners[0].conditions[number]
        if len(verdicts) > 1:
            rest = [n for n in rough if {*n.split("/")} & _reads(request.programme, condition.id)]
            settled = replace(
                condition,
                verdict=Verdict.UNKNOWN,
                working=f"要看{'、'.join(f'“{told[n].text}”' for n in rest)}的准确数",
                missing=tuple(rest),
                change="",
            )
        elif condition.verdict in verdicts:
            settled = condition
        if any({*n.split("/")} & _reads(request.programme, condition.id) for n in rough):
            settled = replace(settled, change="" if settled.change == "" else _ROUGHLY)
        working = settled.working
        for name, values in zip(used, zip(*all_values, strict=True), strict=True):
            if name in rough and name in inputs:
                working = _as_told(working, inputs[name], values, used[name].text)
        conditions.append(replace(settled, working=working))
    same = {case.verdict for case in corners}
    verdict = same.pop() if len(same) == 1 else Verdict.UNKNOWN
    missing = {i.name: i for case in corners for i in case.missing}
    if verdict is Verdict.UNKNOWN:
        missing |= {
            n: inputs[n] for c in conditions for n in c.missing if n in rough and n in inputs
        }
    problems = tuple(dict.fromkeys(problem.message for problem in profile.problems))
    found = corners[0]
    return (
        replace(
            found, verdict=verdict, conditions=tuple(conditions), missing=tuple(missing.values())
        ),
        problems,
    )


def _profile(values: dict[str, Decimal]) -> Profile:
    typed: dict[str, Value] = dict(values)
    return Profile(MappingProxyType(typed))


def _as_told(working: str, item: Input, values: tuple[Decimal, ...], text: str) -> str:
    """A rough value in the words of the asker."""
    for value in values:
        working = working.replace(
            f"{item.short_label} {shown(item, value)}", f"{item.short_label}“{text}”"
        )
    return working


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


def _conditions(
    found: Assessment, request: EligibilityRequest, marks: CitationList
) -> Iterator[str]:
    """What fails, what is open though something was told of it, what is met."""
    told = {part for name in request.told for part in name.split("/")}
    touched = [c for c in found.conditions if told & _reads(found.programme, c.id)]
    stands = "不符合" if found.verdict is Verdict.NOT_MET else "目前不够（另有可替代的条件）"
    for condition in found.in_the_way[:_FAILED]:
        change = "" if condition.change == _ROUGHLY else f"；{condition.change}"
        yield f"- {stands}：{_worked(condition)}{change}。{_rule(condition)}{_mark(condition.citations, marks)}"
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


def _lacking(found: Assessment, request: EligibilityRequest, marks: CitationList) -> Iterator[str]:
    """At most three inputs that could still decide, those beside what was told first."""
    if found.verdict is not Verdict.UNKNOWN or not found.missing:
        return
    told = {part for name in request.told for part in name.split("/")}
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
