"""Figures with 95 % intervals, by resampling questions with a fixed seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from evals.metrics import Tally

SEED, ROUNDS = 20231016, 2000


@dataclass(frozen=True, slots=True)
class Figure:
    """A share with its interval. value is None where nothing was there to count."""

    value: float | None
    low: float | None
    high: float | None
    got: float
    of: float

    def to_json(self) -> dict[str, Any]:
        """As written to scores.json."""
        return {k: round(v, 6) if isinstance(v, float) else v for k, v in asdict(self).items()}


def figures(rows: Sequence[Mapping[str, Tally]], names: Sequence[str]) -> dict[str, Figure]:
    """Each named figure over the cases, with its interval; all resampled together."""
    none = Tally(0, 0)
    got = np.array([[row.get(n, none).got for n in names] for row in rows], dtype=float)
    of = np.array([[row.get(n, none).of for n in names] for row in rows], dtype=float)
    if not rows:
        return {name: Figure(None, None, None, 0, 0) for name in names}
    weights = _resamples(len(rows))
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = (weights @ got) / (weights @ of)
    found = {}
    for column, name in enumerate(names):
        found[name] = _figure(got[:, column].sum(), of[:, column].sum(), drawn[:, column])
    return found


def _figure(got: float, of: float, drawn: np.ndarray[Any, Any]) -> Figure:
    if not of:
        return Figure(None, None, None, float(got), 0)
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Figure(float(got / of), float(low), float(high), float(got), float(of))


def _resamples(size: int) -> np.ndarray[Any, Any]:
    """How often each case is drawn in each round."""
    random = np.random.default_rng(SEED)
    return random.multinomial(size, np.full(size, 1 / size), size=ROUNDS)


def paired_difference(a: Sequence[Tally], b: Sequence[Tally]) -> tuple[float, float, float]:
    """b minus a over the same cases, with the interval of that difference."""
    left, right = np.array(a, dtype=float), np.array(b, dtype=float)
    weights = _resamples(len(left))
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = _shares(weights, right) - _shares(weights, left)
        difference = _shares(np.ones(len(left)), right) - _shares(np.ones(len(left)), left)
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return float(difference), float(low), float(high)


def _shares(weights: np.ndarray[Any, Any], tallies: np.ndarray[Any, Any]) -> Any:
    return (weights @ tallies[:, 0]) / (weights @ tallies[:, 1])


def mcnemar(gained: int, lost: int) -> float:
    """Exact two-sided p of McNemar's test on the questions that changed."""
    from fractions import Fraction
    from math import comb

    changed = gained + lost
    tail = sum(comb(changed, k) for k in range(min(gained, lost) + 1))
    return min(1.0, float(Fraction(2 * tail, 2**changed)))
