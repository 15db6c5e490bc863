"""Calibration: is an answer with confidence .8 right in 8 of 10 cases? Pure functions of rows."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from evals.metrics import holds_evidence
from evals.score import Row

BINS = 10


class Told(NamedTuple):
    """One answer's confidence, and whether the paragraph put first proves what was asked."""

    value: float
    right: bool


class Bin(NamedTuple):
    """Answers of about one confidence: how many, what was said on average, how many were right."""

    size: int
    said: float
    right: float


def told(rows: Sequence[Row]) -> list[Told]:
    """The rows whose answers come with a confidence; first is what is cited, else retrieved."""
    found = []
    for row in rows:
        value = row.prediction.row.get("confidence")
        if value is not None:
            hits = [str(hit["text"]) for hit in row.prediction.hits]
            texts = [*row.prediction.cited, *hits, ""]
            right = row.case.answerable and holds_evidence(row.case, texts[0])
            found.append(Told(float(value), right))
    return found


def reliability(cases: Sequence[Told]) -> list[Bin]:
    """Equal ranges of confidence from 0 to 1; a range that holds nothing is left out."""
    parts: dict[int, list[Told]] = {}
    for case in sorted(cases):
        parts.setdefault(min(int(case.value * BINS), BINS - 1), []).append(case)
    return [
        Bin(n := len(part), sum(c.value for c in part) / n, sum(c.right for c in part) / n)
        for part in parts.values()
    ]


def summary(cases: Sequence[Told]) -> dict[str, Any]:
    """How many, Brier score, and AUC (ties count half; None where all are right or wrong)."""
    good = [c.value for c in cases if c.right]
    bad = [c.value for c in cases if not c.right]
    ahead = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return {
        "cases": len(cases),
        "brier": round(sum((c.value - c.right) ** 2 for c in cases) / len(cases), 4),
        "auc": round(ahead / (len(good) * len(bad)), 4) if good and bad else None,
    }
