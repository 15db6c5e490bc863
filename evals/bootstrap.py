"""Figures with 95 % intervals, by resampling questions with a fixed seed; McNemar's test."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np

from evals.metrics import Tally

SEED, ROUNDS = 20231016, 2000
Figure = dict[str, float | None]  # value, low, high (None: nothing to count), got, of


def figures(rows: Sequence[Mapping[str, Tally]], names: Sequence[str]) -> dict[str, Figure]:
    """Each named figure over the cases, with its interval; all resampled together."""
    none = Tally(0, 0)
    tallies = {name: [row.get(name, none) for row in rows] for name in names}
    weights = _resamples(len(rows)) if rows else np.zeros((0, 0))
    return {name: _figure(found, weights) for name, found in tallies.items()}


def _figure(tallies: Sequence[Tally], weights: Any) -> Figure:
    got, of = (float(sum(part)) for part in zip(*tallies, strict=True)) if tallies else (0.0, 0.0)
    value = low = high = None
    if of:
        value = got / of
        low, high = _interval(_shares(weights, tallies))
    found = {"value": value, "low": low, "high": high, "got": got, "of": of}
    return {name: None if part is None else round(part, 6) for name, part in found.items()}


def _resamples(size: int) -> Any:
    """How often each case is drawn in each round."""
    random = np.random.default_rng(SEED)
    return random.multinomial(size, np.full(size, 1 / size), size=ROUNDS)


def paired_difference(a: Sequence[Tally], b: Sequence[Tally]) -> tuple[float, float, float]:
    """b minus a over the same cases, with the interval of that difference."""
    weights, once = _resamples(len(a)), np.ones(len(a))
    low, high = _interval(_shares(weights, b) - _shares(weights, a))
    return float(_shares(once, b) - _shares(once, a)), low, high


def _shares(weights: Any, tallies: Sequence[Tally]) -> Any:
    counts = np.array(tallies, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return (weights @ counts[:, 0]) / (weights @ counts[:, 1])


def _interval(drawn: Any) -> tuple[float, float]:
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return float(low), float(high)


def mcnemar(gained: int, lost: int) -> float:
    """Exact two-sided p of McNemar's test on the questions that changed."""
    return min(1.0, 2 * min(mcnemar_worse(gained, lost), mcnemar_worse(lost, gained)))


def mcnemar_worse(gained: int, lost: int) -> float:
    """Exact one-sided p: how likely so many lost of all that changed are by chance."""
    changed = gained + lost
    return float(Fraction(sum(comb(changed, k) for k in range(lost, changed + 1)), 2**changed))
