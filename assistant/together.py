"""Questions of one message bear on each other: they are mostly about one document, and what
answers one of them best seldom answers another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answer import AnswerStatus
from assistant.asking import Asked
from assistant.concepts import Concept
from assistant.evidence import Evidence
from assistant.figures_told import answering_figures
from assistant.inquiry import Finding
from assistant.narrowing import met
from assistant.parts import Part, Stands
from assistant.subject import OWN_NAME, WHOLE, names_kind

AWAY = 0.3  # lost by what stands in another document than answers the other parts
NAMED_AWAY = 0.08  # the same, where a part names a subject of its own
RIVAL = 0.35  # behind another's best: a document so far off answers nothing of it
SURE, UNSURE = 1.1, 0.7  # best scores from and below which another part tells where it is at home
NAMES = 0.5  # of what names a thing: a rule that has it is of that thing too
_GRADE = re.compile("(?!国家|全国)([\u3400-\u9fff]{2})级")  # "卓越级": one grade of a title
YIELDS = 0.85  # of its score: what a statement keeps that answers another part better


def together(parts: Sequence[Part], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The evidence of each part, weighed with regard to the others."""
    if len(findings) < 2:
        return tuple(findings)
    homes = [_answered_by(f.evidence) for f in findings]
    at_home: list[Finding] = []
    subject: tuple[Concept, ...] = ()
    for n, (part, finding) in enumerate(zip(parts, findings, strict=True)):
        named = tuple(c for c in finding.subjects if c.said in part.text)
        others = [home for home in homes if home is not homes[n] and home]
        at_home.append(_at_home(part, finding, others, () if named else subject, bool(named)))
        subject = named or subject
    return tuple(_yielding(n, parts, at_home) for n in range(len(at_home)))


def _answered_by(evidence: Sequence[Evidence]) -> Mapping[str, float]:
    """How well each document answers a part, 0..1, by how near its best comes to the best."""
    if not evidence:
        return {}
    best = max(e.score for e in evidence)
    sure = min(1.0, max(0.0, (best - UNSURE) / (SURE - UNSURE)))
    found: dict[str, float] = {}
    for e in evidence:
        near = sure * max(0.0, 1 - (best - e.score) / RIVAL)
        source = e.statement.passage.source.id
        found[source] = max(found.get(source, 0.0), near)
    return found


def _at_home(
    part: Part,
    finding: Finding,
    others: Sequence[Mapping[str, float]],
    subject: Sequence[Concept],
    named: bool,
) -> Finding:
    """What stands in other documents than answer the other parts loses, unless it is of the
    subject that they name; where each is asked of another thing nothing does."""
    if part.stands is Stands.APART or not others:
        return finding
    away = NAMED_AWAY if named else AWAY

    def share(e: Evidence) -> float:
        source = e.statement.passage.source
        about = " ".join((source.title, *source.topics))
        if subject and all(c.match(about) >= WHOLE for c in subject):
            return 1.0
        return sum(other.get(source.id, 0.0) for other in others) / len(others)

    own = [c for c in finding.concepts if c.known and c.said in part.text]
    speaking = [
        e
        for e in finding.evidence
        if not own or finding.hints.of(e.statement) or any(c.match(e.statement.text) for c in own)
    ]
    most = max(map(share, speaking), default=0.0)
    return _weighed(finding, lambda e: e.score - away * max(0.0, most - share(e)))


def _weighed(finding: Finding, score: Callable[[Evidence], float]) -> Finding:
    found = [replace(e, score=score(e)) for e in finding.evidence]
    return replace(finding, evidence=tuple(sorted(found, key=lambda e: -e.score)))


def _yielding(number: int, parts: Sequence[Part], findings: Sequence[Finding]) -> Finding:
    """A part with what answers another part better weighed less."""
    own = findings[number]
    if not own.evidence:
        return own
    first = own.evidence[0]
    taken = any(
        other.evidence
        and other.evidence[0].statement == first.statement
        and other.evidence[0].score > first.score
        and _exclusive(parts[number], own, parts[n], other, first)
        for n, other in enumerate(findings)
        if n != number
    )
    if not taken:
        return own
    return _weighed(own, lambda e: e.score * YIELDS if e.statement == first.statement else e.score)


def _exclusive(part: Part, finding: Finding, beside: Part, other: Finding, first: Evidence) -> bool:
    """Whether a statement answers but one of two parts: they are asked of different things, or
    both ask a figure and it has but one."""
    if part.of and beside.of:
        named = [c for c in finding.concepts if c.said in part.of]
        has = met(named, first.statement.text) >= NAMES * sum(c.weight for c in named) > 0
        return part.of != beside.of and not has
    if not all(f.question.asked in (Asked.FIGURE, Asked.MONEY) for f in (finding, other)):
        return False
    told = {
        figure.start
        for f in (finding, other)
        for figure in answering_figures(f.question, first.statement)
    }
    return len(told) == 1


def stands_alone(part: Part, finding: Finding, before: Sequence[Finding]) -> bool:
    """Whether a part that was refused is to be judged by its own words alone: it names what it
    asks about, and what it carries is only that another, answered question stands before it."""
    refused = finding.status is AnswerStatus.NOT_STATED and finding.carried
    answered = any(f.status is AnswerStatus.ANSWERED for f in before)
    return bool(refused and answered and part.stands is Stands.ALONE and not part.follows)


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
