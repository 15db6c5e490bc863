"""Joining the legs' scores: pure functions over one score per passage."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]

DEPTH = 200
"""How many of each leg's best passages take part."""


def convex(legs: Sequence[Scores], weights: Sequence[float], depth: int = DEPTH) -> Scores:
    """Weighted sum, 0..1, of each leg's min-max scores over its own best; the rest get none."""
    total = sum(weights)
    fused = np.zeros(len(legs[0]))
    for leg, weight in zip(legs, weights, strict=True):
        fused += weight / total * min_max(leg, depth)
    return fused


def min_max(scores: Scores, depth: int = DEPTH) -> Scores:
    """The best scored from 0 (last of them) to 1 (first); all others 0."""
    scaled = np.zeros(len(scores))
    best = top(scores, depth)
    if len(best):
        high, low = scores[best[0]], scores[best[-1]]
        scaled[best] = (scores[best] - low) / (high - low) if high > low else 1.0
    return scaled


def top(scores: Scores, depth: int) -> npt.NDArray[np.intp]:
    """Places of the best positive scores, best first, ties in document order."""
    order = np.argsort(-scores, kind="stable")[:depth]
    return order[scores[order] > 0]
