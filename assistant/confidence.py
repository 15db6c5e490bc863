"""Confidence: how probable it is that the paragraph put first states what is asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from assistant.evidence import Evidence, nearness
from assistant.expected import Hints

# Fitted on the dev questions: python -m evals calibrate RUN
INTERCEPT = -4.0
WEIGHTS = {
    "support": 2.0,
    "lead": 2.0,
    "coverage": 1.0,
    "own": 1.0,
    "nearness": 1.0,
    "known": 1.0,
}
LOW = 0.5
"""Below, it is as likely as not that another paragraph states it: the reader is told."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """What is known of the paragraph put first, each 0..about 1.

    support is its best statement's weight; lead how far the best of other paragraphs lies behind;
    coverage and own are the shares of the question it meets in context and in its very words;
    nearness is the cosine in its telling range; known the likeness to a question it is known to
    answer.
    """

    support: float
    lead: float
    coverage: float
    own: float
    nearness: float
    known: float

    @property
    def value(self) -> float:
        """The probability, 0..1: a logistic regression of the signals (Platt 1999)."""
        told = sum(WEIGHTS[name] * signal for name, signal in asdict(self).items())
        return 1 / (1 + math.exp(-(INTERCEPT + told)))

    def to_json(self) -> dict[str, float]:
        """The value, with the signals from which it can be fitted again."""
        return {name: round(x, 4) for name, x in (("value", self.value), *asdict(self).items())}


def confidence(first: Evidence, evidence: Sequence[Evidence], hints: Hints) -> Confidence:
    """Of the statement put first, among all that were weighed."""
    passage = first.statement.passage
    others = (e.score for e in evidence if e.statement.passage != passage)
    return Confidence(
        support=first.score,
        lead=first.score - max(others, default=0.0),
        coverage=first.coverage,
        own=first.own,
        nearness=nearness(first.hit, first.statement),
        known=hints.of(first.statement),
    )


def least(told: Sequence[Confidence]) -> Confidence | None:
    """An answer to several questions is as sure as the least sure of them."""
    return min(told, key=lambda c: c.value, default=None)
