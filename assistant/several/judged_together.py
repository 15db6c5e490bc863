"""Judging the questions of one message with regard to each other: what is withheld for one, and
what one says by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import AnswerStatus
from assistant.finding.evidence import Evidence
from assistant.inquiry import Finding
from assistant.judging.figures_told import answering_figures
from assistant.judging.of_kind import OWN_NAME, names_kind
from assistant.judging.subject import MET_HALF, WHOLE
from assistant.judging.topic import is_procedure
from assistant.several.parts import Part, Stands

# "为什么不能，理由是什么": the reason is asked for twice
_WHY, _REASON = re.compile("为什么|为啥|为何|凭什么"), re.compile("理由|原因|缘由|考虑|初衷|用意")
MOSTLY = 0.6  # of the weight of these
OF_SUBJECT = 3.0  # the same of one that tells what a message is about
# "有什么补贴，标准是多少": a closer look at what was asked
_CLOSER = re.compile(
    r"\s*(?:具体)?(?:标准|金额|额度|数额|名单|依据|理由|原因|条件)(?:各|分别|都)?(?:是|有|为)(?:多少|什么|啥|哪些|多大|怎么定的)\W*$|"
    # "工资该开多少，市里有没有定个数"
    r"\s*(?:市里|省里|国家|文件里?|政策里?|上面|上头)?(?:有没有|有无|是否)(?:个|统一|明确)?(?:规定|定|写|明确|说)?(?:个|过|了|的)?"
    r"(?:数|标准|上限|下限|说法|规定|杠杠)\W*$"
)
RARE = 4.4  # weight from which a word names one thing of few places

_GRADE = re.compile("(?!国家|全国)([\u3400-\u9fff]{2})级")  # "卓越级": one grade of a title


def stands_alone(part: Part, finding: Finding, before: Sequence[Finding]) -> bool:
    """Whether a part that was refused is to be judged by its own words alone: it names what it
    asks about, and what it carries is only that another, answered question stands before it."""
    refused = finding.status is AnswerStatus.NOT_STATED and finding.carried
    answered = any(f.status is AnswerStatus.ANSWERED for f in before)
    names = part.stands in (Stands.ALONE, Stands.SIDE) and not part.follows
    return bool(refused and answered and names)


def without_carried(finding: Finding) -> Finding:
    """A question without the concepts of those asked beside it."""
    own = tuple(c for c in finding.concepts if c not in finding.carried)
    return replace(finding, concepts=own, carried=())


def withheld_together(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Where one question ends with a statement that values are not given, another that asks
    for one of these ends with it too."""
    refusals = [
        f.verdict
        for f in findings
        if f.verdict
        and f.verdict.status is AnswerStatus.NOT_STATED
        and any(e.statement.says_unstated for e in f.verdict.evidence[:1])
    ]
    return tuple(
        next((replace(f, verdict=r) for r in refusals if _is_withheld(f, r.evidence[0])), f)
        for f in findings
    )


def of_unstated_kind(part: Part, finding: Finding, first: Finding) -> Finding:
    """A part that goes on with a first question, ended as that was where it was answered by what
    does not speak of the thing that the first named ("卓越级……场地多大、在孵企业几家")."""
    verdict, refusal = finding.verdict, first.verdict
    if verdict is None or refusal is None or refusal.status is not AnswerStatus.NOT_STATED:
        return finding
    if verdict.status is not AnswerStatus.ANSWERED or not finding.question.asks_value:
        return finding
    passage = verdict.evidence[0].statement.passage
    around = f"{passage.text} {passage.headed}"
    asked = first.question.text
    names = [c for c in first.concepts if c.said in asked and c.weight >= OWN_NAME]
    kinds = filter(names_kind, names)
    grades = [grade for grade in _GRADE.findall(asked) if grade in part.context]
    spoken = all(c.match(around) >= WHOLE for c in kinds) and all(g in around for g in grades)
    if spoken:
        return finding
    return replace(finding, verdict=replace(verdict, status=refusal.status, reason=""))


def not_told_of_another(part: Part, finding: Finding, before: Sequence[Finding]) -> Finding:
    """A part that only names another thing, ended where all there is for it is the value just told
    of the one before, by a statement without its name ("新增多少家高企，瞪羚呢")."""
    verdict = finding.verdict
    if part.stands is not Stands.ELLIPTIC or not finding.question.asks_value or verdict is None:
        return finding
    if verdict.status is not AnswerStatus.ANSWERED or verdict.read:
        return finding
    best = verdict.evidence[0].statement
    given = {(f.value, f.unit) for f in answering_figures(finding.question, best)}
    told = {
        (f.value, f.unit)
        for other in before
        if other.verdict and other.verdict.evidence
        for f in answering_figures(other.question, other.verdict.evidence[0].statement)
    }
    own = [c for c in finding.concepts if c not in finding.carried and c.known]
    named = any(c.match(best.text) >= WHOLE for c in own)
    return finding if named or not own or not given or not given <= told else _unstated(finding)


def unmet_beside(parts: Sequence[Part], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Behind a question that the documents do not answer, another of the message is answered only
    by what has the things that it names ("验收会几号开的，专家给的结论是什么")."""
    refused = [n for n, f in enumerate(findings) if f.status is AnswerStatus.NOT_STATED]
    if not refused:
        return _closer_ended(parts, findings)
    reason = any(_REASON.search(findings[n].question.text) for n in refused)

    def lacks(number: int, finding: Finding) -> bool:
        if reason and _WHY.search(finding.question.text):
            return True
        part = parts[number]
        if number < refused[0] or part.stands is Stands.APART:
            return False
        asked = findings[refused[0]]
        same = not part.follows and _is_of_other_subject(finding, asked)
        return same or bool(_CLOSER.match(part.text)) or _lacks_named(finding)

    return tuple(_unstated(f) if lacks(n, f) else f for n, f in enumerate(findings))


def _closer_ended(parts: Sequence[Part], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """A closer look at what nothing was found of ends as unstated too."""
    lost = bool(findings) and findings[0].status is AnswerStatus.NOT_FOUND
    pairs = zip(parts, findings, strict=True)
    return tuple(_unstated(f) if lost and _CLOSER.match(p.text) else f for p, f in pairs)


def _unstated(finding: Finding) -> Finding:
    verdict, status = finding.verdict, AnswerStatus.NOT_STATED
    if verdict is None:
        return finding
    return replace(finding, verdict=replace(verdict, status=status, evidence=verdict.evidence[:1]))


def _is_of_other_subject(finding: Finding, asked: Finding) -> bool:
    """Whether a question is answered out of another document than the one asked before it, which
    has little of the rare things that that one names."""
    verdict, refusal = finding.verdict, asked.verdict
    if verdict is None or verdict.status is not AnswerStatus.ANSWERED or verdict.read:
        return False
    if refusal is None or not refusal.evidence:
        return False
    passage = verdict.evidence[0].statement.passage
    own = finding.question.text
    if passage.source == refusal.evidence[0].statement.passage.source:
        return False
    named = (c for c in finding.concepts if c.term and c.said in own and not is_procedure(c))
    if any(c.weight >= RARE for c in named):
        return False  # it names its own
    rare = [c for c in asked.concepts if c.said in asked.question.text and c.weight >= OF_SUBJECT]
    unmet = sum(c.weight for c in rare if c.match(passage.around) < MET_HALF)
    return bool(rare) and unmet >= MOSTLY * sum(c.weight for c in rare)


def _lacks_named(finding: Finding) -> bool:
    """Whether a rare thing that the question itself names is met neither where the answer stands
    nor in any question that it is known to answer, or it names only what is strange to all."""
    verdict = finding.verdict
    if verdict is None or verdict.status is not AnswerStatus.ANSWERED or verdict.read:
        return False
    statement = verdict.evidence[0].statement
    asked = [one.expected.text for one in finding.hints.leading_to(statement)]
    told = " ".join((statement.text, statement.lead, statement.passage.headed, *asked))
    own = [c for c in finding.concepts if c.said in finding.question.text]
    strange = bool(own) and not any(c.known or c.said in told for c in own)
    return strange or any(c.known and c.weight >= RARE and c.match(told) < MET_HALF for c in own)


def _is_withheld(finding: Finding, refusal: Evidence) -> bool:
    """Whether a refusal names all that a question asks a value of, in the document it found."""
    verdict = finding.verdict
    if verdict is None or verdict.status is not AnswerStatus.ANSWERED:
        return False
    own = [c for c in finding.concepts if c.term and c.said in finding.question.text]
    here, there = verdict.evidence[0].statement.passage.source, refusal.statement.passage.source
    withheld = refusal.statement.text.replace(refusal.statement.given, "")
    named = own and all(c.match(withheld) >= WHOLE for c in own)
    return bool(finding.question.asks_value and here == there and named)
