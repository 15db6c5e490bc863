"""The result of a self-test as an answer: verdict, the conditions that matter, what to add."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.composing.citations import CitationList
from assistant.eligibility import Verdict
from assistant.self_test.asked import question_for
from assistant.self_test.judged import Judged
from assistant.self_test.language import spoken
from assistant.self_test.missing import to_ask
from assistant.self_test.pending import half_told, heading, undecided
from assistant.self_test.phrases import CLOSING, MORE, OPENING
from assistant.self_test.said import Facts
from assistant.self_test.told import (
    capped,
    is_lasting,
    is_rough,
    mark,
    told_of,
    why_not,
)
from corpus.programmes import Programmes

_MET_SHOWN, _FAILED_SHOWN, _BENEFITS_SHOWN = 4, 4, 2


def written(
    judged: Judged, facts: Facts, programmes: Programmes, longest: int, *, lacks: bool = False
) -> tuple[str, CitationList]:
    """The text for one programme with its marks; the longer it gets, the less of what is met.
    lacks: whether all that the test still needs is asked for."""
    for shown_met in range(_MET_SHOWN, -1, -1):
        marks = CitationList()
        text = _written(judged, facts, programmes, marks, shown_met, lacks=lacks)
        if len(text) <= longest:
            break
    return text, marks


def _written(
    judged: Judged,
    facts: Facts,
    programmes: Programmes,
    marks: CitationList,
    shown_met: int,
    *,
    lacks: bool,
) -> str:
    asked = to_ask(judged, facts)
    lines = [OPENING + _verdict(judged, asked)]
    if lacks and asked:
        lines.append(_lacking(judged, facts, marks))
    lines += _failed(judged, marks)
    lines += undecided(judged, marks)
    if judged.verdict is not Verdict.NOT_MET:
        lines += heading(judged, facts, marks)
    lines += half_told(judged, marks)
    lines += _met(judged, marks, shown_met)
    lines += _benefits(judged, marks)
    lines += _computed(judged)
    lines += _remarks(judged, facts, marks)
    lines += questions(asked, [judged], facts, programmes, marks)
    return "\n".join([*lines, CLOSING])


def _verdict(judged: Judged, asked: Sequence[str]) -> str:
    name = judged.programme.name
    if judged.verdict is Verdict.NOT_MET:
        enjoyed = judged.programme.id in spoken().enjoyed
        return f"暂不符合{name}的条件{'，按此不能享受' if enjoyed else ''}。"
    if judged.verdict is Verdict.MET:
        manual = any(c.verdict is Verdict.MANUAL for c in judged.conditions)
        past = "（只作参考，见注）" if judged.programme.note else ""
        return f"{'能由程序核对的各项都' if manual else '各项都'}符合{name}的条件{past}。"
    if judged.rough:
        return f"是否符合{name}的条件，要看准确数字。"
    checked = sum(c.verdict is Verdict.MET for c in judged.conditions)
    told = f"已核对的 {checked} 项符合，" if checked else ""
    left = "还有几项待补充。" if asked else "其余各项情况不明。"
    return f"还不能确定是否符合{name}的条件，{told}{left}"


def _lacking(judged: Judged, facts: Facts, marks: CitationList) -> str:
    """Everything that could still decide, each with the place that asks for it."""
    places = {name: c for c in reversed(judged.conditions) for name in c.missing}
    labels = [
        f"{judged.programme.by_name[name].short_label}{mark(places[name].citations, marks)}"
        for name in to_ask(judged, facts, len(places))
    ]
    return f"还缺 {len(labels)} 项：{'、'.join(labels)}。"


def _failed(judged: Judged, marks: CitationList) -> Iterator[str]:
    for result in judged.in_the_way[:_FAILED_SHOWN]:
        stands = "不符合" if judged.verdict is Verdict.NOT_MET else "（另有可替代的条件）目前不够"
        yield f"- {stands}：{why_not(judged, result).line(marks)}"


def _met(judged: Judged, marks: CitationList, most: int) -> Iterator[str]:
    met = [
        c
        for c in judged.conditions
        if c.verdict is Verdict.MET and any(n in judged.used for n in judged.reads[c.id])
    ]
    if judged.verdict is Verdict.NOT_MET:
        yield from _beside(judged, len(met))
        return
    figures = [c for c in met if not isinstance(c.value, bool)]
    for result in figures[:most]:
        told = capped(told_of(result.working, judged), result)
        yield f"- 符合：{told}。{mark(result.citations, marks)}"
    plain = [c for c in met if isinstance(c.value, bool)]
    if plain:
        told = "；".join(f"{c.label}{mark(c.citations, marks)}" for c in plain[:_MET_SHOWN])
        yield f"- 符合：{told}。"


def _beside(judged: Judged, met: int) -> Iterator[str]:
    """Beside what is in the way: how many conditions are met, whether some are still open."""
    open_ = any(c.missing for c in judged.conditions)
    if met:
        yield f"您说到的另外 {met} 项符合{'，其余未核对' if open_ else ''}。"
    elif open_:
        yield "其余条件未核对。"


def _benefits(judged: Judged, marks: CitationList) -> Iterator[str]:
    if judged.verdict is Verdict.MET:
        lines = judged.assessment.benefits[:_BENEFITS_SHOWN]
        told = "；".join(f"{line.text}{mark(line.citations, marks)}" for line in lines)
        lead = "可享受" if judged.programme.id in spoken().enjoyed else "通过后"
        yield f"{lead}：{told}。"


def _computed(judged: Judged) -> Iterator[str]:
    """What the figures told come to, where the programme has a formula for it."""
    for line in judged.assessment.computed if judged.verdict is Verdict.MET else ():
        if line.value is not None:
            yield f"按您的数字，{line.label}：{line.working}。"


def _remarks(judged: Judged, facts: Facts, marks: CitationList) -> Iterator[str]:
    """What was taken for granted, what people must check, and cautions of the programme."""
    provisos = [s.proviso for n, s in judged.used.items() if s.proviso and _matters(n, judged)]
    if provisos:
        yield f"注意：{'；'.join(dict.fromkeys(provisos))}。"
    rough = [
        s.text
        for n, s in judged.used.items()
        if is_rough(s) and n not in judged.rough and not is_lasting(n, judged)
    ]
    if rough and judged.verdict is not Verdict.UNKNOWN:
        told = "、".join(f"“{text}”" for text in dict.fromkeys(rough))
        yield f"{told}按约数计，不影响判断。"
    if judged.verdict is not Verdict.NOT_MET:
        yield from (f"{line}。" for line in judged.assessment.notes if "人工核实" in line)
    if judged.verdict is Verdict.UNKNOWN:
        yield from _declined(judged, facts, marks)


def _declined(judged: Judged, facts: Facts, marks: CitationList) -> Iterator[str]:
    """What the asker does not know, and where it matters."""
    places = {name: c for c in reversed(judged.conditions) for name in c.missing}
    told = [
        f"{judged.programme.by_name[name].label}{mark(places[name].citations, marks)}"
        for name in sorted(facts.unknown)
        if name in places
    ]
    if told:
        yield f"您还不清楚的：{'、'.join(told)}；查明后可再补充。"


def _matters(name: str, judged: Judged) -> bool:
    """Whether a value stands in a condition that is told."""
    told = [c for c in judged.conditions if c.verdict in (Verdict.MET, Verdict.NOT_MET)]
    return any(name.split("/")[0] in judged.reads[c.id] for c in told)


def questions(
    asked: Sequence[str],
    tested: Sequence[Judged],
    facts: Facts,
    programmes: Programmes,
    marks: CitationList,
) -> Iterator[str]:
    """The numbered questions; where nothing is cited yet, each with the place that makes it
    matter."""
    if asked:
        yield MORE
    told = bool(marks.citations())
    for number, name in enumerate(asked, 1):
        said = facts.values.get(name)
        rough = any(name in judged.rough for judged in tested)
        exact = f"（您说的是“{said.text}”，请给准确数）" if said and rough else ""
        places = (c for judged in tested for c in judged.conditions if name in c.missing)
        place = next(places, None)
        cited = mark(place.citations, marks) if place and not told else ""
        yield f"{number}. {question_for(programmes.inputs[name])}？{exact}{cited}"
