"""Questions of one message bear on each other: they are mostly about one document, and what
answers one of them best seldom answers another."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.composing.narrowing import met
from assistant.finding.evidence import Evidence
from assistant.inquiry import Finding
from assistant.judging.figures_told import answering_figures
from assistant.judging.of_kind import names_kind
from assistant.judging.subject import WHOLE
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept
from assistant.several.parts import Part, Stands
from assistant.several.things import is_kind

AWAY = 0.3  # lost by what stands in another document than answers the other parts
NAMED_AWAY = 0.08  # the same, where a part names a subject of its own
PLANNED = 0.8  # of being at home: a plan, where its words ask
ASIDE = 0.06  # lost by what stands in another section of it, where a value of no subject is asked
RIVAL = 0.35  # behind another's best: a document so far off answers nothing of it
SURE, UNSURE = 1.1, 0.7  # best scores from and below which another part tells where it is at home
NAMES = 0.5  # of what names a thing: a rule that has it is of that thing too
OF_OTHERS = 0.2  # lost by the rule for all but the kind of enterprise that is spoken of
_OF_OTHERS = re.compile(r"(?:\d+[.．]\s*)?(?:一般|普通|其他)(?:的?企业|公司)")
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
        at_home[n] = _of_its_kind(at_home[n])
        subject = named or subject
    return tuple(_yielding(n, parts, at_home) for n in range(len(at_home)))


def _answered_by(evidence: Sequence[Evidence]) -> Mapping[str, float]:
    """How well each document and each section answers a part, 0..1, by how near its best comes
    to the best."""
    if not evidence:
        return {}
    best = max(e.score for e in evidence)
    sure = min(1.0, max(0.0, (best - UNSURE) / (SURE - UNSURE)))
    found: dict[str, float] = {}
    for e in evidence:
        near = sure * max(0.0, 1 - (best - e.score) / RIVAL)
        passage = e.statement.passage
        for place in (passage.source.id, passage.headed):
            found[place] = max(found.get(place, 0.0), near)
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
        if finding.question.of_plan and source.year and not named:
            return PLANNED  # "市里要引多少": a goal is sought where the goals of a year stand
        return sum(other.get(source.id, 0.0) for other in others) / len(others)

    own = [c for c in finding.concepts if c.known and c.said in part.text]
    speaking = [
        e
        for e in finding.evidence
        if not own or finding.hints.of(e.statement) or any(c.match(e.statement.text) for c in own)
    ]
    most = max(map(share, speaking), default=0.0)

    def aside(e: Evidence) -> float:
        if named or not finding.question.asks_value:
            return 0.0
        return 1 - max(o.get(e.statement.passage.headed, 0.0) for o in others)

    if part.stands is Stands.LEANING:  # elsewhere nothing is said of what it leans on
        near = tuple(e for e in finding.evidence if share(e) or _speaks_of(subject, e))
        finding = replace(finding, evidence=near or finding.evidence)
    return _weighed(
        finding, lambda e: e.score - away * max(0.0, most - share(e)) - ASIDE * aside(e)
    )


def _speaks_of(subject: Sequence[Concept], evidence: Evidence) -> bool:
    passage = evidence.statement.passage
    return not subject or any(c.match(f"{passage.headed} {passage.text}") >= WHOLE for c in subject)


def _of_its_kind(finding: Finding) -> Finding:
    """Where the message speaks of one kind of enterprise, what is the rule for all others loses:
    "一般企业的亏损……最长5年" is none for a 高企."""
    if not any(c.term and names_kind(c) for c in finding.carried):
        return finding
    if _OF_OTHERS.search(finding.question.text):
        return finding
    return _weighed(
        finding, lambda e: e.score - OF_OTHERS * bool(_OF_OTHERS.match(e.statement.text))
    )


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
        and _loses_less(own, other)
        and _exclusive(parts[number], own, parts[n], other, first)
        for n, other in enumerate(findings)
        if n != number
    )
    if not taken:
        return own
    return _weighed(own, lambda e: e.score * YIELDS if e.statement == first.statement else e.score)


def _loses_less(own: Finding, other: Finding) -> bool:
    """Whether a part can rather do without the statement that is best for both: what else it has
    is nearer to it, or it answers this one less where neither has another."""
    mine, theirs = _without_best(own), _without_best(other)
    if mine is None or theirs is None or own.question.asked is not other.question.asked:
        return own.evidence[0].score < other.evidence[0].score
    return mine < theirs


def _without_best(finding: Finding) -> float | None:
    """What a part loses with its best statement; None where no other has a figure that answers."""
    first, *rest = finding.evidence
    others = (e for e in rest if answering_figures(finding.question, e.statement))
    second = next(others, None)
    return first.score - second.score if second else None


def _names(finding: Finding, thing: str, text: str, other: str = "") -> bool:
    """Whether a text has most of what names the thing that a part is asked of, of what another
    that is asked about does not have where there is such."""
    named = [c for c in finding.concepts if c.said in thing]
    named = [c for c in named if c.said not in other] or named
    return met(named, text) >= NAMES * sum(c.weight for c in named) > 0


def _exclusive(part: Part, finding: Finding, beside: Part, other: Finding, first: Evidence) -> bool:
    """Whether a statement answers but one of two parts: they are asked of different things, or
    both ask a figure and it has but one."""
    mine, theirs = ([f.value for f in q.question.amounts] for q in (finding, other))
    if part.of and beside.of and mine and theirs and mine != theirs:
        return False  # each of its own amount: a rule in bands holds both
    if part.of and beside.of:
        text = first.statement.text
        around = f"{first.statement.passage.headed} {text}"
        has = _names(finding, part.of, text, beside.of)
        kinds = is_kind(part.of) and is_kind(beside.of)  # a rule that names none is for all
        named = _names(finding, part.of, around) or _names(other, beside.of, around)
        return part.of != beside.of and not has and not (kinds and not named)
    if not all(f.question.asked in (Asked.FIGURE, Asked.MONEY) for f in (finding, other)):
        return False
    told = {
        figure.start
        for f in (finding, other)
        for figure in answering_figures(f.question, first.statement)
    }
    return len(told) == 1
