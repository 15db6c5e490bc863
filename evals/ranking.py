"""Retrieval figures: recall@k, MRR and nDCG@10 by ir-measures, and proof@k for our facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from evals.case import Case
from evals.marking import proven
from evals.metrics import Tally
from evals.prediction import Prediction, Retrieved

DEPTHS = (1, 3, 5, 10)
RECALL = tuple(f"recall@{k}" for k in DEPTHS)
PROOF = tuple(f"proof@{k}" for k in DEPTHS)
RANKING = (*PROOF, *RECALL, "mrr", "ndcg@10")


def ranking_figures(
    gold: Mapping[str, Sequence[str]], ranked: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    """Per question: recall@1/3/5/10, mrr (of the top 10) and ndcg@10, all binary."""
    from ir_measures import RR, R, iter_calc, nDCG

    names: dict[Any, str] = {R @ k: f"recall@{k}" for k in DEPTHS}
    names |= {RR @ 10: "mrr", nDCG @ 10: "ndcg@10"}
    qrels = {query: dict.fromkeys(ids, 1) for query, ids in gold.items() if ids}
    # trec_eval orders ties by document id: the rank itself is the score
    run = {query: _ranks(ranked.get(query, ())) for query in qrels}
    figures = {query: dict.fromkeys(names.values(), 0.0) for query in qrels}
    for metric in iter_calc(list(names), qrels, {q: r for q, r in run.items() if r}):
        figures[metric.query_id][names[metric.measure]] = float(metric.value)
    return figures


def _ranks(ids: Sequence[str]) -> dict[str, float]:
    return {doc: float(-rank) for rank, doc in enumerate(dict.fromkeys(ids))}


def retrieval_tallies(
    pairs: Sequence[tuple[Case, Prediction]],
) -> dict[str, dict[str, Tally]]:
    """Per case id the ranking figures; a case without evidence has none."""
    traced = {
        case.id: (case, prediction.retrieved)
        for case, prediction in pairs
        if prediction.retrieved and prediction.retrieved.gold
    }
    figures = ranking_figures(
        {key: found.gold for key, (_, found) in traced.items()},
        {key: [hit["passage_id"] for hit in found.hits] for key, (_, found) in traced.items()},
    )
    tallies: dict[str, dict[str, Tally]] = {}
    for key, (case, found) in traced.items():
        tallies[key] = {name: Tally(value, 1) for name, value in figures[key].items()}
        tallies[key] |= _proof_tallies(case, found)
    return tallies


def _proof_tallies(case: Case, found: Retrieved) -> dict[str, Tally]:
    """Facts whose proof stands in the top k: two passages for one fact are alternatives."""
    texts = tuple(str(hit["text"]) for hit in found.hits)
    return {
        f"proof@{k}": Tally(sum(proven(case, f, texts[:k]) for f in case.facts), len(case.facts))
        for k in DEPTHS
    }
