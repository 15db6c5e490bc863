"""Confidence: how probable it is that the paragraph put first states what is asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from assistant.answer import AnswerStatus
from assistant.finding.evidence import Evidence, in_one_section
from assistant.finding.expected import NO_HINTS, Hints
from assistant.judging.verdict import Verdict

# Fitted on the dev questions: python -m evals calibrate RUN
INTERCEPT = -5.76
WEIGHTS = {"support": 1.13, "lead": 5.15, "stated": 5.15}
LEAST = 0.5
"""Below, it is likelier than not that the paragraph does not state it: it is not given."""
LOW = 0.7
"""Below, the reader is asked to check."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """What is known of the paragraph put first, each 0..about 1.

    support is its best statement's weight; lead how far the best of other paragraphs lies behind;
    stated whether, read, it states what is asked.
    """

    support: float
    lead: float
    stated: float

    @property
    def value(self) -> float:
        """The probability, 0..1: a logistic regression of the signals (Platt 1999)."""
        told = sum(WEIGHTS[name] * signal for name, signal in asdict(self).items())
        return 1 / (1 + math.exp(-(INTERCEPT + told)))

    def to_json(self) -> dict[str, float]:
        """The value, with the signals from which it can be fitted again."""
        return {name: round(x, 4) for name, x in (("value", self.value), *asdict(self).items())}


def confidence(
    verdict: Verdict,
    evidence: Sequence[Evidence],
    hints: Hints = NO_HINTS,
    of_value: bool = False,
) -> Confidence | None:
    """Of what a verdict puts first, among all that was weighed; None where nothing was found.
    What withholds a value is no rival where a question like this one is answered by the first; of
    a value that is asked for, what gives none beside it in its section is none either."""
    first = next(iter(verdict.evidence or evidence), None)
    if first is None:
        return None
    passage = first.statement.passage
    others = (
        e.score
        for e in evidence
        if e.statement.passage != passage
        and not (e.statement.says_unstated and hints.guides(first.statement, e.statement))
        and not (of_value and e not in verdict.evidence and in_one_section(e, first))
    )
    return Confidence(
        support=first.score,
        lead=first.score - max(others, default=0.0),
        stated=float(verdict.status is AnswerStatus.ANSWERED),
    )


def withheld(verdict: Verdict, sure: Confidence | None, hints: Hints = NO_HINTS) -> Verdict:
    """The verdict, but for an answer that is likelier wrong than right: that is not given, unless
    the questions likest to the one asked agree on it.

    The weights were fitted on searches with vectors; of words alone they are no measure.
    """
    if verdict.status is not AnswerStatus.ANSWERED or sure is None or sure.value >= LEAST:
        return verdict
    if verdict.read or hints.agreed(verdict.evidence[0].statement):
        return verdict
    if not any(e.hit.cosines for e in verdict.evidence):
        return verdict
    return Verdict(AnswerStatus.NOT_STATED, verdict.evidence[:1], "没有找到足以回答的依据")


def least(told: Sequence[Confidence]) -> Confidence | None:
    """An answer to several questions is as sure as the least sure of them."""
    return min(told, key=lambda c: c.value, default=None)
