"""What the sentence that answers one question of a message tells of the next as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import AnswerStatus
from assistant.inquiry import Finding
from assistant.judging.figures_told import answering_figures
from assistant.judging.subject import MET_HALF
from assistant.several.parts import Part, Stands

_GOES_ON = (Stands.LEANING, Stands.ALONE)


def told_beside(part: Part, finding: Finding, before: Sequence[Finding]) -> Finding:
    """A refused question, answered by the sentence that answers the one before, where that has
    all that it names itself and another figure of the kind ("奖多少比例、给几年": "连续三至五年，
    每年5%")."""
    verdict = before[-1].verdict if before else None
    refused = finding.status is AnswerStatus.NOT_STATED and part.stands in _GOES_ON
    if verdict is None or verdict.status is not AnswerStatus.ANSWERED or not refused:
        return finding
    question, statement = finding.question, verdict.evidence[0].statement
    own = [c for c in finding.concepts if c.said in question.text and c.known]
    if not question.asks_amount or question.measure is None:
        return finding
    told = answering_figures(question, statement)
    alike = question.measure is before[-1].question.measure
    met = all(c.match(statement.text) >= MET_HALF for c in own)
    if not met or len(told) < 1 + alike:
        return finding
    answered = replace(verdict, evidence=verdict.evidence[:1])
    return replace(finding, verdict=answered, confidence=before[-1].confidence)
