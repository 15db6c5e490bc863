"""The answer to someone who asks about their own eligibility: verdict, clauses, what lacks."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import urlencode

from assistant.answer import Answer, AnswerStatus, Citation
from assistant.composing.citations import CitationList
from assistant.composing.notes import notes
from assistant.eligibility.assessment import Assessment, ConditionResult
from assistant.eligibility.citing import clause_stating, written
from assistant.eligibility.finding import Verdict
from assistant.eligibility.request import EligibilityRequest
from assistant.eligibility.weighing import NEAR, judged, reads
from assistant.eligibility.wording import plain
from corpus.programme_rules import Input
from corpus.programmes import Programmes

_FAILED, _MET, _OPEN, _ASKED, _BENEFITS = 3, 3, 1, 3, 2  # of each kind at most
_HEADS = {
    Verdict.MET: "按您说的情况：符合{name}的条件。",
    Verdict.NOT_MET: "按您说的情况：不符合{name}的条件。",
    Verdict.UNKNOWN: "按您说的情况：还不能确定是否符合{name}的条件，还缺 {lacks} 项资料。",
}
_TO_JUDGE = "按您说的情况：{name}能由程序判断的条件都符合；是否符合还要人工核实：{manual}。"
_SHORT = re.compile("(?=还差|须)")
_ONE = {
    Verdict.MET: "按您说的情况，这一项符合：",
    Verdict.NOT_MET: "按您说的情况，这一项不符合：",
    Verdict.UNKNOWN: "按您说的情况，这一项还不能确定：",
}


def eligibility_answer(request: EligibilityRequest, programmes: Programmes, today: date) -> Answer:
    """The verdict, what decides it with its clause, and what lacks; of one rule that rule alone."""
    found, problems = judged(request, programmes)
    touched = _touched(found, request)
    marks = CitationList()
    alone = touched[0] if request.of_one_rule and len(touched) == 1 else None
    verdict = alone.verdict if alone else found.verdict
    lines = _one(alone, found, marks) if alone else _whole(found, touched, marks, request.of_all)
    lines += [f"{problem}。" for problem in problems]
    citations = marks.citations()
    name, caution = found.programme.name, found.programme.note
    partly = verdict is Verdict.UNKNOWN
    return Answer(
        question=request.question,
        standalone=f"资格自测：{name}" if request.going_on else request.question,
        status=AnswerStatus.PARTLY_ANSWERED if partly else AnswerStatus.ANSWERED,
        text="\n".join(lines),
        citations=citations,
        notes=(
            f"{found.disclaimer}。",
            *([f"{name}：{caution}。"] if caution else []),
            *notes(citations, today),
        ),
        form=form_link(request),
    )


def form_link(request: EligibilityRequest) -> str:
    """The page 资格自测 with the form of the programme and the exact values told filled in."""
    inputs = request.programme.by_name
    values = {
        name: f"{plain(t.value.scaleb(2))}%" if inputs[name].is_share else plain(t.value)
        for name, t in request.told.items()
        if t.exact and name in inputs
    }
    return f"eligibility#{request.programme.id}" + (f"?{urlencode(values)}" if values else "")


def _touched(found: Assessment, request: EligibilityRequest) -> list[ConditionResult]:
    """The conditions that something told was of, a share of what reads both its parts; those that
    something could be worked out of, where there are any."""
    told = [set(name.split("/")) for name in request.told]
    of = [c for c in found.conditions if any(t <= reads(found.programme, c.id) for t in told)]
    return [c for c in of if _worked(c)] or of


def _one(condition: ConditionResult, found: Assessment, marks: CitationList) -> list[str]:
    told = f"{_told(condition)}{_mark(condition.citations, marks)}"
    open_ = [found.programme.by_name[n] for n in condition.missing if n in found.programme.by_name]
    return [f"{_ONE.get(condition.verdict, '')}{told}", *_lacking(open_)]


def _whole(
    found: Assessment, touched: list[ConditionResult], marks: CitationList, of_all: bool
) -> list[str]:
    """of_all: with the conditions that nothing told was of."""
    near = {name for c in touched for name in c.missing}
    asked = sorted(found.missing, key=lambda i: (i.name not in near, i.type == "boolean"))
    lacks = _lacking(asked) if found.verdict is Verdict.UNKNOWN else []
    lines = [_head(found), *_conditions(found, touched, marks)]
    others = [c for c in found.conditions if c not in touched] if of_all else []
    lines += (
        ["其他条件：", *(f"- {c.label}。{_mark(c.citations, marks)}" for c in others)]
        if others
        else []
    )
    return [*lines, *lacks, *_benefits(found, marks)]


def _lacking(items: Sequence[Input]) -> list[str]:
    """The names of the first inputs that lack."""
    names = "、".join(item.short_label for item in items[:_ASKED])
    more = "等" if len(items) > _ASKED else ""
    return [f"还缺：{names}{more}。"] if names else []


def _head(found: Assessment) -> str:
    manual = found.verdict is Verdict.MET and found.manual
    head = _TO_JUDGE if manual else _HEADS[found.verdict]
    return head.format(
        name=found.programme.name,
        lacks=len(found.missing),
        manual="、".join(c.label for c in found.manual),
    )


def _conditions(
    found: Assessment, touched: list[ConditionResult], marks: CitationList
) -> Iterator[str]:
    """What fails; where that does not decide, what is open though something was told of it; what
    is met, counted alone beside a failure."""
    failed = found.verdict is Verdict.NOT_MET
    stands = "不符合" if failed else "目前不够（另有可替代的条件）"
    for condition in found.in_the_way[:_FAILED]:
        yield f"- {stands}：{_told(condition)}{_mark(condition.citations, marks)}"
    half = [c for c in touched if c.verdict is Verdict.UNKNOWN]
    for condition in half[:_OPEN] if found.verdict is Verdict.UNKNOWN else ():
        yield f"- 待定：{_told(condition)}{_mark(condition.citations, marks)}"
    met = [c for c in touched if c.verdict is Verdict.MET]
    if failed and met:
        yield f"您说的另有 {len(met)} 项符合。"
        return
    for condition in met[:_MET]:
        yield f"- 符合：{_worked(condition)}。{_mark(condition.citations, marks)}"
    if len(met) > _MET:
        yield f"另有 {len(met) - _MET} 项符合。"


def _told(condition: ConditionResult) -> str:
    """What was worked out, what would turn a failure around, and the clause that decides."""
    worked = _worked(condition)
    quotes = condition.citations[0].quotes
    rule = clause_stating(quotes, worked or condition.required)
    lead = "规定：" if worked else ""
    told = f"{worked}{_change(condition, worked)}。" if worked else ""
    return f"{told}{lead}{rule}。" if rule else told or f"{condition.required}。"


def _change(condition: ConditionResult, worked: str) -> str:
    """What would turn a failure around, where it is another figure than the bound; what it is of
    is named once."""
    said = {(f.value, f.unit) for f in written(worked)}
    figures = written(condition.change)
    if not figures or (figures[-1].value, figures[-1].unit) in said or condition.change == NEAR:
        return ""
    subject = _SHORT.split(condition.change, maxsplit=1)[0]
    return f"；{condition.change.removeprefix(subject if worked.startswith(subject) else '')}"


def _worked(condition: ConditionResult) -> str:
    """What decided, without what is not filled in beside it."""
    return condition.working.partition("尚缺：")[0].rstrip("；")


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
