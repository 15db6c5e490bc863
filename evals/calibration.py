"""Calibration: is an answer with confidence .8 right in 8 of 10 cases? Pure functions of runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from evals.marking import holds_evidence
from evals.row import Row

Numbers = npt.NDArray[np.float64]

BINS = 10
THRESHOLDS = tuple(round(0.1 * step, 1) for step in range(11))
RIDGE = 1e-2
"""Keeps the weights finite where a signal separates the cases wholly."""
HEAD = ("门槛", "给出", "其中准确", "准确的被压下", "不可答的被压下")


@dataclass(frozen=True, slots=True)
class Told:
    """One answer's confidence with its signals, and whether the paragraph put first proves it."""

    value: float
    signals: Mapping[str, float]
    right: bool
    answerable: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about one confidence: how many, what was said on average, how many were right."""

    count: int
    said: float
    right: float


@dataclass(frozen=True, slots=True)
class Cut:
    """What showing only answers of at least this confidence would do, were it the only judge."""

    threshold: float
    shown: int
    right: float | None  # of those shown
    withheld: float | None  # of those that are right
    refused: float | None  # of the unanswerable questions


def told(rows: Sequence[Row]) -> list[Told]:
    """The rows whose answers come with a confidence (a rule's answer has none)."""
    found = []
    for row in rows:
        sure = row.prediction.row.get("confidence")
        if not isinstance(sure, Mapping):
            continue
        signals = {name: float(x) for name, x in sure.items() if name != "value"}
        right = row.case.answerable and holds_evidence(row.case, _first(row))
        answered = not row.prediction.refused
        found.append(Told(float(sure["value"]), signals, right, row.case.answerable, answered))
    return found


def _first(row: Row) -> str:
    """The paragraph cited first; of a refusal that cites none, the one retrieved first."""
    if row.prediction.cited:
        return row.prediction.cited[0]
    hits = row.prediction.retrieved.hits if row.prediction.retrieved else ()
    return str(hits[0]["text"]) if hits else ""


def fit(cases: Sequence[Told], rounds: int = 50) -> dict[str, float]:
    """Intercept (key "") and weight of each signal: ridge logistic regression, by Newton."""
    names = list(cases[0].signals)
    x = np.array([[1.0, *(case.signals[name] for name in names)] for case in cases])
    y = np.array([case.right for case in cases], dtype=np.float64)
    penalty = RIDGE * np.diag([0.0, *[1.0] * len(names)])
    weights = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (y - p) - penalty @ weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + penalty
        weights += np.linalg.solve(curvature, slope)
    return dict(zip(["", *names], weights.tolist(), strict=True))


def reliability(cases: Sequence[Told], bins: int = BINS) -> list[Bin]:
    """Equal ranges of confidence from 0 to 1; a range that holds nothing is left out."""
    found = []
    for n in range(bins):
        held = [c for c in cases if min(int(c.value * bins), bins - 1) == n]
        if held:
            said = sum(c.value for c in held) / len(held)
            found.append(Bin(len(held), said, sum(c.right for c in held) / len(held)))
    return found


def cuts(cases: Sequence[Told], thresholds: Sequence[float] = THRESHOLDS) -> list[Cut]:
    """For each threshold, what is shown and what is withheld."""
    right = [c for c in cases if c.right]
    unanswerable = [c for c in cases if not c.answerable]
    found = []
    for threshold in thresholds:
        shown = [c for c in cases if c.value >= threshold]
        found.append(
            Cut(
                threshold,
                len(shown),
                _share(sum(c.right for c in shown), len(shown)),
                _share(sum(c.value < threshold for c in right), len(right)),
                _share(sum(c.value < threshold for c in unanswerable), len(unanswerable)),
            )
        )
    return found


def summary(cases: Sequence[Told]) -> dict[str, Any]:
    """Brier score, expected calibration error, and AUC of confidence against being right."""
    if not cases:
        return {"cases": 0}
    value = np.array([c.value for c in cases])
    right = np.array([c.right for c in cases], dtype=np.float64)
    error = sum(b.count * abs(b.said - b.right) for b in reliability(cases)) / len(cases)
    return {
        "cases": len(cases),
        "right": round(float(right.mean()), 4),
        "brier": round(float(((value - right) ** 2).mean()), 4),
        "calibration_error": round(float(error), 4),
        "auc": _auc(value, right),
    }


def _auc(value: Numbers, right: Numbers) -> float | None:
    """The chance that a right one has more confidence than a wrong one; ties count half."""
    good, bad = value[right == 1], value[right == 0]
    if not len(good) or not len(bad):
        return None
    more = (good[:, None] > bad[None, :]).mean() + 0.5 * (good[:, None] == bad[None, :]).mean()
    return round(float(more), 4)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def row(cut: Cut) -> list[str]:
    """A cut for a table under HEAD."""
    shares = (cut.right, cut.withheld, cut.refused)
    cells = ["–" if share is None else f"{share:.2f}" for share in shares]
    return [f"{cut.threshold:.1f}", str(cut.shown), *cells]
