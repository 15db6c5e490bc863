"""From logits to probabilities: fitted on documents that no training question was about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Calibration:
    """Statements are ranked by the reader's logit + rank x retrieval's score (0..1); the
    probability that one states what is asked has log-odds intercept + slope x the reader's logit
    + near x retrieval's score (Platt 1999)."""

    rank: float
    intercept: float
    slope: float
    near: float


CALIBRATION = Calibration(rank=18.0, intercept=1.2, slope=0.6, near=0.0)
STATED = 0.5
"""Probability from which a statement is given as the answer."""
