"""From logits to probabilities: fitted on documents that no training question was about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Calibration:
    """Log-odds = intercept + reader x the reader's logit + prior x retrieval's score (Platt)."""

    intercept: float
    reader: float
    prior: float


CALIBRATION = Calibration(intercept=-6.6, reader=0.45, prior=9.0)
STATED = 0.5
"""Probability from which a statement is given as the answer."""
