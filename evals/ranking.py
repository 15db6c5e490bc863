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
HIT, CEILING = "hit@1", "ceiling@1"
RANKING = (*PROOF, HIT, CEILING, *RECALL, "mrr", "ndcg@10")


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
    """Facts whose proof stands in the top k: two passages for one fact are alternatives.

    hit@1 counts questions with some proof at rank 1; ceiling@1 the facts that the best of the
    passages found proves by itself, which is all that any order could have at rank 1.
    """
    texts = tuple(str(hit["text"]) for hit in found.hits)
    asked = len(case.facts)

    def proves(told: tuple[str, ...]) -> int:
        return sum(proven(case, fact, told) for fact in case.facts)

    tallies = {f"proof@{k}": Tally(proves(texts[:k]), asked) for k in DEPTHS}
    if asked:
        tallies[HIT] = Tally(proves(texts[:1]) > 0, 1)
        tallies[CEILING] = Tally(max((proves((text,)) for text in texts), default=0), asked)
    return tallies
