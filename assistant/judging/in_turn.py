"""The questions of a message, judged in turn: what one ends in bears on those behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import AnswerStatus
from assistant.inquiry import Finding, Inquiry
from assistant.judging.confidence import confidence, withheld
from assistant.judging.judge import judge
from assistant.judging.left_open import without_left_open
from assistant.several.judged_together import (
    not_told_of_another,
    of_unstated_kind,
    stands_alone,
    unmet_beside,
    withheld_together,
    without_carried,
)
from assistant.several.parts import Part, Stands
from assistant.several.told_beside import told_beside
from corpus.document import Source


@dataclass(frozen=True)
class Judge:
    """Over the documents of one library; today is what "今年" is read by."""

    sources: Sequence[Source]
    today: Callable[[], date]

    def judge(self, inquiry: Inquiry) -> Inquiry:
        """The inquiry with a verdict on each of its questions that has no answer yet."""
        findings: list[Finding] = []
        for part, finding in zip(inquiry.parts, inquiry.findings, strict=True):
            findings.append(self._in_turn(part, finding, findings, inquiry.findings[0]))
        refused = any(f.status is AnswerStatus.NOT_STATED for f in findings)
        if refused or (len(findings) == 1 and not inquiry.history):
            findings = [without_left_open(f, self.today()) for f in findings]
        ended = unmet_beside(inquiry.parts, withheld_together(findings))
        return replace(inquiry, findings=ended)

    def _in_turn(
        self, part: Part, finding: Finding, before: Sequence[Finding], leaned_on: Finding
    ) -> Finding:
        """A question judged behind those before it; one that leans on the first shares its fate
        where that is out of scope."""
        if finding.answer:
            return finding
        leans = part.stands in (Stands.LEANING, Stands.ELLIPTIC)
        if leans and before and before[0].status is AnswerStatus.OUT_OF_SCOPE:
            return replace(finding, verdict=before[0].verdict)
        judged = self.judged(finding, leaned_on if leans else None)
        first = before[0] if before else judged
        if stands_alone(part, judged, before):
            alone = self.judged(without_carried(finding))
            judged = alone if alone.status is AnswerStatus.ANSWERED else judged
        judged = not_told_of_another(part, told_beside(part, judged, before), before)
        return of_unstated_kind(part, judged, first)

    def judged(self, finding: Finding, beside: Finding | None = None) -> Finding:
        """beside is the question that one without a subject leans on: near it is near enough."""
        hits = (*finding.hits, *(beside.hits if beside else ()))
        cosines = [h.vectors for h in hits if h.vectors is not None]
        verdict = judge(
            finding.question,
            finding.concepts,
            finding.evidence,
            max(cosines, default=None),
            self.sources,
            finding.hints,
            self.today(),
        )
        asks_value = finding.question.asks_value
        sure = confidence(verdict, finding.evidence, finding.hints, asks_value)
        return replace(finding, verdict=withheld(verdict, sure, finding.hints), confidence=sure)
