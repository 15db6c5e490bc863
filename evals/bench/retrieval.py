"""Retrieval beside others: the same articles, questions, embedder and machine."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus.passage import Passage
from evals.bench.cached_embedder import CachedEmbedder
from evals.bench.measuring import Row, apart, load_now, percentiles, resident_mb
from evals.bench.searching import SYSTEMS
from evals.benchmark import Dataset, load_dataset, ranking_figures


@dataclass(frozen=True)
class Task:
    """One system over some passages of a data set; vectors are kept in cache."""

    system: str
    data: Path
    passages: int
    queries: int
    cache: Path


def measured(task: Task) -> Row:
    """Measured in a process that made no vectors; one before it makes those that lack."""
    row, anew = apart(_measure, task)
    return apart(_measure, task)[0] if anew else row


def sampled(data: Dataset, passages: int, queries: int) -> tuple[Dataset, Passage]:
    """The first questions with the passages that answer them, filled up; and one passage more."""
    asked = data.queries[:queries]
    wanted = {id for query in asked for id in query.relevant}
    first = [p for p in data.passages if p.source.id in wanted]
    rest = [p for p in data.passages if p.source.id not in wanted]
    chosen = [*first, *rest][:passages]
    held = {p.source.id for p in chosen}
    extra = next((p for p in rest if p.source.id not in held), None) or chosen.pop()
    kept = sorted(chosen, key=lambda passage: passage.order)
    answered = tuple(query for query in asked if held.issuperset(query.relevant))
    return Dataset(tuple(kept), answered), extra


def _measure(task: Task) -> tuple[Row, int]:
    from index.bundled_embedder import BundledEmbedder

    data, extra = sampled(load_dataset(task.data), task.passages, task.queries)
    embedder = CachedEmbedder(BundledEmbedder(), task.cache)
    embedder.embed_query("预热")
    with TemporaryDirectory() as folder:
        before, start = resident_mb(), time.perf_counter()
        system = SYSTEMS[task.system](data.passages, embedder, Path(folder) / "index")
        built = time.perf_counter() - start - embedder.spent
        texts, alone = len(embedder.texts), embedder.alone()
        if embedder.anew:
            return {}, embedder.anew
        system.search(data.queries[0].text)
        times, ranked = [], {}
        for query in data.queries:
            start = time.perf_counter()
            ranked[query.id] = system.search(query.text)
            times.append((time.perf_counter() - start) * 1000)
        memory = resident_mb() - before
        embedder.fresh, start = True, time.perf_counter()
        system.add(replace(extra, order=len(data.passages)))
        added = time.perf_counter() - start
    scores = ranking_figures({query.id: query.relevant for query in data.queries}, ranked).values()
    return {
        "system": task.system,
        "passages": len(data.passages),
        "texts": texts,
        **percentiles(times, 50, 95),
        "recall": float(np.mean([row["recall@10"] for row in scores])),
        "ndcg": float(np.mean([row["ndcg@10"] for row in scores])),
        "memory": memory,
        "index_s": built + alone,
        "index_ratio": (built + alone) / alone if texts else None,
        "add_s": added,
        "load": load_now(),
    }, 0
