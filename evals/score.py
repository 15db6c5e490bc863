"""Score a saved run: figures over all cases, per category and per split, and why a case failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from evals.bootstrap import figures
from evals.case import CATEGORIES, SPLITS, Case
from evals.metrics import ANSWER_METRICS, Tally
from evals.prediction import Prediction
from evals.ranking import RANKING, retrieval_tallies
from evals.row import Row

FIGURES = (*(metric.__name__ for metric in ANSWER_METRICS), *RANKING)
LOWER_IS_BETTER = ("forbidden", "false_refusals")
GOALS = {
    "answerable_complete_and_concise": "≥ 0.92",
    "complete_and_concise": "≥ 0.92",
    "fact_recall": "≥ 0.95",
    "facts_cited": "≥ 0.97",
    "citation_precision": "≥ 0.85",
    "forbidden": "0",
    "refusal_recall": "≥ 0.92",
    "false_refusals": "≤ 0.03",
    "proof@1": "≥ 0.90",
    "proof@5": "≥ 0.99",
}
LABELS = {
    "complete_and_concise": "完整且简明（全部）",
    "complete": "完整（全部）",
    "answerable_complete_and_concise": "完整且简明（可答）",
    "answerable_complete": "完整（可答）",
    "fact_recall": "事实召回",
    "exact_figures": "数字准确",
    "facts_cited": "事实有引文为证",
    "citation_precision": "引文含证据",
    "forbidden": "断言了禁止内容",
    "refusal_recall": "不可答而拒答",
    "refusal_precision": "拒答确属不可答",
    "false_refusals": "可答而误拒",
    "mrr": "MRR@10",
    "ndcg@10": "nDCG@10",
    **{f"recall@{k}": f"检索 recall@{k}" for k in (1, 3, 5, 10)},
    **{f"proof@{k}": f"检索 事实证据@{k}" for k in (1, 3, 5, 10)},
    "hit@1": "检索 首条有证据（按题）",
    "ceiling@1": "检索 一条最多能证的事实",
}


def rows(cases: Sequence[Case], predictions: Mapping[str, Prediction]) -> list[Row]:
    """Each case beside its prediction; a case without one counts as unavailable."""
    pairs = [(case, predictions.get(case.id, Prediction(case.id))) for case in cases]
    ranking = retrieval_tallies(pairs)
    return [
        Row(case, answer, _tallies(case, answer) | ranking.get(case.id, {}))
        for case, answer in pairs
    ]


def _tallies(case: Case, prediction: Prediction) -> dict[str, Tally]:
    return {m.__name__: Tally(*map(float, m(case, prediction))) for m in ANSWER_METRICS}


def scores(scored: Sequence[Row]) -> dict[str, Any]:
    """Everything scores.json holds."""
    return {
        "cases": len(scored),
        "figures": _figures(scored),
        "latency_ms": latency(scored),
        "statuses": confusion(scored),
        "categories": {
            name: _figures(part)
            for name in CATEGORIES
            if (part := [r for r in scored if r.case.category == name])
        },
        "splits": {
            name: {"cases": len(part), "figures": _figures(part)}
            for name in SPLITS
            if (part := [r for r in scored if r.case.split == name])
        },
        "rows": [row.to_json() for row in scored],
    }


def _figures(part: Sequence[Row]) -> dict[str, Any]:
    found = figures([row.tallies for row in part], FIGURES)
    return {name: {"cases": len(part), **figure.to_json()} for name, figure in found.items()}


def latency(scored: Sequence[Row]) -> dict[str, float]:
    """p50, p95 and the longest wall time of one question."""
    times = [row.prediction.latency_ms for row in scored if row.prediction.latency_ms] or [0.0]
    p50, p95 = np.percentile(times, [50, 95])
    return {"p50": round(float(p50), 2), "p95": round(float(p95), 2), "max": round(max(times), 2)}


def confusion(scored: Sequence[Row]) -> dict[str, dict[str, int]]:
    """What should have happened against the status given."""
    table: dict[str, Counter[str]] = {}
    for row in scored:
        expected = "answerable" if row.case.answerable else row.case.category
        table.setdefault(expected, Counter())[row.prediction.status] += 1
    return {expected: dict(counts) for expected, counts in table.items()}
