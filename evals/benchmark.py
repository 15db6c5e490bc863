"""Our retriever on a data set that nobody here wrote."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.bootstrap import Figure, figures
from evals.datasets import Dataset
from evals.metrics import Tally
from evals.ranking import RECALL, ranking_figures

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.retriever import Retriever

NAMES = (*RECALL, "mrr", "ndcg@10")
Progress = Callable[[int, int], None]


def open_index(
    data: Dataset, settings: Settings, legs: Sequence[str], cache: Path, progress: Progress
) -> Retriever:
    """Words alone are indexed in memory; vectors are kept in cache for the next time."""
    from index.retriever import Retriever, open_retriever
    from index.windows import windows

    if "vectors" not in legs:
        return Retriever(data.passages, [windows(p.text) for p in data.passages])
    from index.embedder import build_embedder
    from index.indexer import sync

    embedder = build_embedder(
        settings.embedder,
        settings.embedding_base_url,
        settings.embedding_api_key.get_secret_value(),
        settings.embedding_model,
    )
    sync(data.passages, embedder, cache, progress)
    return open_retriever(cache, embedder)


def measure(
    retriever: Any, data: Dataset, legs: Sequence[str], progress: Progress
) -> tuple[dict[str, Figure], list[float]]:
    """Figures with intervals over all questions, and the milliseconds of each search."""
    ranked: dict[str, list[str]] = {}
    times = []
    for number, query in enumerate(data.queries, 1):
        started = time.perf_counter()
        hits = retriever.search(query.text, 10, legs=tuple(legs))
        times.append((time.perf_counter() - started) * 1000)
        ranked[query.id] = [hit.passage.source.id for hit in hits]
        progress(number, len(data.queries))
    found = ranking_figures({query.id: query.relevant for query in data.queries}, ranked)
    tallies = [{name: Tally(v, 1) for name, v in row.items()} for row in found.values()]
    return figures(tallies, NAMES), times
