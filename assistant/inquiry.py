"""One question on its way through the steps, with what each step finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant.answer import Answer, AnswerStatus, Turn
from assistant.composing.line import Line
from assistant.finding.evidence import Evidence
from assistant.finding.expected import NO_HINTS, Hints
from assistant.guard import Guarded
from assistant.judging.confidence import Confidence
from assistant.judging.figures_told import answering_figures
from assistant.judging.verdict import Verdict
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.several.parts import Part
from assistant.talk.condense import Condensed
from assistant.talk.place import Place
from index.retriever import Hit

SERVES = 0.9  # of a part's best score: another part's statement is as good for it


@dataclass(frozen=True)
class Inquiry:
    """One question on its way; each step fills in what it finds. answer ends it.

    proposal is what a model made of a follow-up, not yet checked; place where a follow-up stands,
    item what it points to there by its number, where it asks for no more;
    shown is the standalone question as it is read, condensed what it was made from.
    """

    question: str
    history: tuple[Turn, ...] = ()
    guarded: Guarded | None = None
    proposal: str = ""
    standalone: str = ""
    shown: str = ""
    condensed: Condensed | None = None
    parts: tuple[Part, ...] = ()
    findings: tuple[Finding, ...] = ()
    place: Place | None = None
    item: Line | None = None
    answer: Answer | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """What was understood, found and judged for one part of the message.

    confidence is of the statement put first, whether the verdict lets it stand or not.
    carried are the concepts of earlier questions; subjects those of its own words
    that name what documents are about, in place of those replaced; own_kind says that these tell
    what kind of thing is asked for.
    answer is there where a part of several was answered without retrieval (Router.route).
    """

    question: Question
    concepts: tuple[Concept, ...]
    pairs: Mapping[str, float]
    carried: tuple[Concept, ...] = ()
    subjects: tuple[Concept, ...] = ()
    replaced: tuple[Concept, ...] = ()
    own_kind: bool = True
    hits: tuple[Hit, ...] = ()
    hints: Hints = NO_HINTS
    evidence: tuple[Evidence, ...] = ()
    verdict: Verdict | None = None
    confidence: Confidence | None = None
    answer: Answer | None = None

    @property
    def names_another(self) -> bool:
        """Whether its own words name another thing than the talk was about."""
        return bool(self.subjects and self.replaced)

    @property
    def status(self) -> AnswerStatus:
        """How this part ends, once it is judged or answered."""
        ended = self.answer or self.verdict
        assert ended is not None
        return ended.status


def overall(statuses: Sequence[AnswerStatus]) -> AnswerStatus:
    """One status for all parts: some answered and some not is partly answered."""
    kinds = set(statuses)
    if kinds == {AnswerStatus.ANSWERED}:
        return AnswerStatus.ANSWERED
    if kinds & {AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED}:
        return AnswerStatus.PARTLY_ANSWERED
    return AnswerStatus.NOT_STATED if AnswerStatus.NOT_STATED in kinds else statuses[0]


def agreed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Where one part's best statement serves another part nearly as well as its own, one serves
    both: two questions in one message are mostly about one thing. A value that is asked for is
    not told by what answers a question of another kind, nor by what has no such value."""
    agreed: list[Finding] = []
    found = [(f, f.verdict.evidence[0]) for f in findings if f.verdict and f.verdict.evidence]
    found.sort(key=lambda pair: -pair[1].coverage)
    for finding in findings:
        verdict = finding.verdict
        if verdict and verdict.status is AnswerStatus.ANSWERED and len(findings) > 1:
            shared = [
                own
                for asked, other in found
                for own in verdict.evidence
                if own.statement == other.statement
                and asked.question.asks_value >= finding.question.asks_value
                and own.score >= SERVES * verdict.evidence[0].score
                and own.own >= SERVES * verdict.evidence[0].own
                and _gives_as_much(finding.question, own, verdict.evidence[0])
            ]
            if shared:
                rest = tuple(e for e in verdict.evidence if e is not shared[0])
                finding = replace(finding, verdict=replace(verdict, evidence=(shared[0], *rest)))
        agreed.append(finding)
    return tuple(agreed)


def _gives_as_much(question: Question, one: Evidence, best: Evidence) -> bool:
    """Whether a statement has a figure of the kind asked for, where the best one has."""
    given = answering_figures(question, best.statement) if question.asks_value else []
    return not given or bool(answering_figures(question, one.statement))
