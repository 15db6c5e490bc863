"""Confidence: how probable it is that the paragraph put first states what is asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from assistant.answer import AnswerStatus
from assistant.evidence import Evidence, nearness
from assistant.judge import Verdict

# Fitted on the dev questions: python -m evals calibrate RUN
INTERCEPT = -5.93
WEIGHTS = {"support": 1.62, "lead": 3.22, "nearness": 0.61, "stated": 3.83}
LOW = 0.5
"""Below, it is as likely as not that another paragraph states it: the reader is told."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """What is known of the paragraph put first, each 0..about 1.

    support is its best statement's weight; lead how far the best of other paragraphs lies behind;
    nearness is the cosine in its telling range; stated whether, read, it states what is asked.
    """

    support: float
    lead: float
    nearness: float
    stated: float

    @property
    def value(self) -> float:
        """The probability, 0..1: a logistic regression of the signals (Platt 1999)."""
        told = sum(WEIGHTS[name] * signal for name, signal in asdict(self).items())
        return 1 / (1 + math.exp(-(INTERCEPT + told)))

    def to_json(self) -> dict[str, float]:
        """The value, with the signals from which it can be fitted again."""
        return {name: round(x, 4) for name, x in (("value", self.value), *asdict(self).items())}


def confidence(verdict: Verdict, evidence: Sequence[Evidence]) -> Confidence | None:
    """Of what a verdict puts first, among all that was weighed; None where nothing was found."""
    first = next(iter(verdict.evidence or evidence), None)
    if first is None:
        return None
    passage = first.statement.passage
    others = (e.score for e in evidence if e.statement.passage != passage)
    return Confidence(
        support=first.score,
        lead=first.score - max(others, default=0.0),
        nearness=nearness(first.hit, first.statement),
        stated=float(verdict.status is AnswerStatus.ANSWERED),
    )


def least(told: Sequence[Confidence]) -> Confidence | None:
    """An answer to several questions is as sure as the least sure of them."""
    return min(told, key=lambda c: c.value, default=None)
