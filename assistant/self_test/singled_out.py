"""Conditions that a message asks about by name: "够高企的研发占比吗", "总分够吗"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.citations import CitationList
from assistant.eligibility import ConditionResult, Verdict
from assistant.self_test.clauses import clauses
from assistant.self_test.judged import Judged
from assistant.self_test.language import spoken
from assistant.self_test.missing import AT_ONCE, to_ask
from assistant.self_test.phrases import CLOSING, OPENING
from assistant.self_test.recognise import asks_of_score, asks_whether, without_programmes
from assistant.self_test.said import Facts
from assistant.self_test.told import (
    capped,
    condition_of,
    is_rough,
    mark,
    plain_quotes,
    told_of,
    why_not,
)
from assistant.self_test.writing import heading, questions
from corpus.programme_rules import Compare, Ratio, ScoreAtLeast, TieredRatio
from corpus.programmes import Programmes

_DECIDED = (Verdict.MET, Verdict.NOT_MET)
_MOST = 2
_IS_SHARE = ("占比", "比例", "比重", "占")


def singled_out(text: str, judged: Judged, day: date) -> tuple[ConditionResult, ...]:
    """The conditions named in the clause that asks, where figures tell something of each."""
    if asks_of_score(text):
        return tuple(c for c in judged.conditions if _is_score(judged, c) and _told(judged, c))
    asking = [
        clause
        for clause in clauses(without_programmes(text), day.year)
        if not clause.quantities and asks_whether(f"{clause.text}?")
    ]
    inputs = {
        name
        for clause in asking
        for named in clause.names
        for term in named.terms
        if term not in (spoken().everyone, spoken().other)
        for names in (*term.of.values(), *term.share.values())
        for name in names
    }
    found = [c for c in judged.conditions if judged.reads[c.id] & inputs and _told(judged, c)]
    if any(word in clause.text for clause in asking for word in _IS_SHARE):
        found = [c for c in found if isinstance(_predicate(judged, c), (Ratio, TieredRatio))]
    decided = [c for c in found if c.verdict in _DECIDED]
    return tuple(found if len(found) == 1 else decided[:_MOST])


def written_singled_out(
    judged: Judged, asked: Sequence[ConditionResult], facts: Facts, programmes: Programmes
) -> tuple[str, CitationList]:
    """The verdict on what was asked about, its working, and how to go on to the rest."""
    marks = CitationList()
    lines = [OPENING + _verdicts(judged, asked)]
    others = [c for c in judged.in_the_way if c not in asked]
    lines += filter(None, (_line(judged, result, marks) for result in (*asked, *others[:1])))
    if any(isinstance(_predicate(judged, c), TieredRatio) for c in asked):
        lines += heading(judged, facts, marks)
    provisos = [s.proviso for n, s in judged.used.items() if s.proviso and _read(judged, n, asked)]
    if provisos:
        lines.append(f"注意：{'；'.join(dict.fromkeys(provisos))}。")
    missing = {n for c in asked if c.verdict not in _DECIDED for n in c.missing}
    wanted = [n for n in to_ask(judged, facts, len(programmes.inputs)) if n in missing]
    lines += questions(wanted[:AT_ONCE], [judged], facts, programmes, marks)
    if not wanted and judged.verdict is Verdict.UNKNOWN:
        lines.append(f"其他条件尚未核对，需要的话请回复“自测{_spoken_name(judged)}”。")
    return "\n".join([*lines, CLOSING]), marks


def is_decided(asked: Sequence[ConditionResult]) -> bool:
    """Whether all that was asked about is decided."""
    return all(c.verdict in _DECIDED for c in asked)


def _spoken_name(judged: Judged) -> str:
    """The shortest wording by which the programme is known again."""
    return min(spoken().programmes[judged.programme.id], key=len)


def _verdicts(judged: Judged, asked: Sequence[ConditionResult]) -> str:
    name = judged.programme.name
    words = {Verdict.MET: "符合", Verdict.NOT_MET: "不符合"}
    parts = []
    for verdict in dict.fromkeys(c.verdict for c in asked):
        told = "、".join(f"“{plain_quotes(c.label)}”" for c in asked if c.verdict is verdict)
        parts.append(f"{words.get(verdict, '还不能确定是否符合')}{name}的这项条件：{told}")
    return f"{'；'.join(parts)}。"


def _line(judged: Judged, result: ConditionResult, marks: CitationList) -> str:
    if result.verdict is Verdict.NOT_MET:
        told, step = why_not(judged, result)
        cited = mark(result.citations, marks)
        return f"- 不符合：{told}。{cited}{f'{step}。' if step else ''}"
    told = capped(told_of(result.working, judged), result)
    if result.verdict is not Verdict.MET and told == result.label:
        return ""
    lead = "符合" if result.verdict is Verdict.MET else "待补充，已知"
    return f"- {lead}：{told}。{mark(result.citations, marks)}"


def _told(judged: Judged, result: ConditionResult) -> bool:
    """Whether something was told of it, and no rough figure alone leaves it open."""
    used = [n for n in judged.reads[result.id] if n in judged.used]
    open_ = result.verdict is Verdict.UNKNOWN
    rough = any(is_rough(judged.used[n]) for n in used)
    return bool(used) and result.verdict is not Verdict.MANUAL and not (open_ and rough)


def _is_score(judged: Judged, result: ConditionResult) -> bool:
    predicate = _predicate(judged, result)
    if isinstance(predicate, Compare):
        item = judged.programme.by_name.get(predicate.field)
        return item is not None and item.unit == "分"
    return isinstance(predicate, ScoreAtLeast)


def _predicate(judged: Judged, result: ConditionResult) -> object:
    return condition_of(judged, result).predicate


def _read(judged: Judged, name: str, asked: Sequence[ConditionResult]) -> bool:
    return any(name.split("/")[0] in judged.reads[c.id] for c in asked)
