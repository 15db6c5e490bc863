"""What a paragraph leaves open: on the topic, but too far from what is asked to be its answer."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date

from assistant.answer import AnswerStatus
from assistant.finding.evidence import Evidence
from assistant.finding.expected import Hints
from assistant.finding.fitness import fits
from assistant.finding.scales import nearness
from assistant.inquiry import Finding
from assistant.judging.verdict import Verdict
from assistant.reading.asking import Asked, asked_kind
from assistant.reading.question import Question
from assistant.reading.question_signs import QUOTED

# A logistic regression on 1,003 dev questions answered out of the right paragraph and 976 that
# were written of what each paragraph leaves open and were answered all the same; five-fold AUC
# .95 (the weight of evidence alone .87, likeness to expected questions alone .71).
INTERCEPT = -10.1
NEAR = 8.6  # nearness of the statement's window
FITS = 2.0  # whether it has the kind of thing asked for
LEAD = 2.3  # how far it lies before other paragraphs
KNOWN = 3.3  # likeness to what is expected of it and asks for the same kind of thing
LEAST = 0.05  # below, it is left open: .33 of those, .002 of the others, none of 105 blind ones
AS_EXPECTED = 0.5  # such a likeness from which it is what is expected, however far

_OF_NAMES = (Asked.WHO, Asked.WHERE)  # "归哪个中心建" asks what "在哪个中心" does
_FOREIGN = re.compile(r"[A-Za-z]+(?:\W+[A-Za-z]+){3}")  # near to nothing that is in Chinese


def without_left_open(finding: Finding, day: date) -> Finding:
    """The finding, its answer withheld where that is hardly one to what is asked.

    Without vectors, or of a document of which no questions are expected, nothing is known of it.
    """
    verdict, sure = finding.verdict, finding.confidence
    if verdict is None or sure is None or verdict.status is not AnswerStatus.ANSWERED:
        return finding
    best = verdict.evidence[0]
    if verdict.read or not best.hit.cosines or not _is_expected_of(finding.hints, best):
        return finding
    quoted = any(said in best.statement.text for said in QUOTED.findall(finding.question.text))
    if quoted or _FOREIGN.search(finding.question.text) or _has_figure(finding.question, best):
        return finding
    if _likely(finding.question, best, finding.hints, sure.lead, day) >= LEAST:
        return finding
    ended = Verdict(AnswerStatus.NOT_STATED, verdict.evidence[:1], "没有找到足以回答的依据")
    return replace(finding, verdict=ended, confidence=replace(sure, stated=0.0))


def _has_figure(question: Question, best: Evidence) -> bool:
    """Whether it has a figure that the question names ("有个120家，是指啥的")."""
    told = {(f.value, f.unit) for f in best.statement.figures}
    return any((f.value, f.unit) in told for f in question.amounts)


def _is_expected_of(hints: Hints, best: Evidence) -> bool:
    """Whether questions at all like this one are expected of the document."""
    source = best.statement.passage.source
    return any(p.source == source for one in hints.alike for p, _ in one.expected.answers)


def _likely(question: Question, best: Evidence, hints: Hints, lead: float, day: date) -> float:
    statement, kind = best.statement, asked_kind(question.text)
    whether = kind is Asked.YES_NO  # what tells anything may tell that
    leading = hints.leading_to(statement)
    kinds = _OF_NAMES if kind in _OF_NAMES else (kind,)
    alike = (o.score for o in leading if whether or asked_kind(o.expected.text) in kinds)
    known = max(alike, default=0.0)
    if known >= AS_EXPECTED:
        return 1.0
    told = INTERCEPT + NEAR * nearness(best.hit, statement) + LEAD * lead
    told += FITS * fits(question, statement, day) + KNOWN * known
    return 1 / (1 + math.exp(-told))
