"""Retrieval beside others: the same articles, questions, embedder and machine."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from corpus.passage import Passage
from evals.bench import told
from evals.bench.cached_embedder import CachedEmbedder
from evals.bench.measuring import Row, apart, load_now, percentile, resident_mb, timed
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
    row = apart(_measure, task)
    return row or apart(_measure, task)


def sampled(data: Dataset, passages: int, queries: int) -> tuple[Dataset, Passage]:
    """The first questions with the passages that answer them, filled up; and one passage more."""
    asked = data.queries[:queries]
    wanted = {id for query in asked for id in query.relevant}
    first = [p for p in data.passages if p.source.id in wanted]
    rest = [p for p in data.passages if p.source.id not in wanted]
    *chosen, extra = [*first, *rest][: passages + 1]
    kept = sorted(chosen, key=lambda passage: passage.order)
    held = {p.source.id for p in kept}
    answered = tuple(query for query in asked if held.issuperset(query.relevant))
    return Dataset(tuple(kept), answered), replace(extra, order=len(data.passages))


def _measure(task: Task) -> Row:
    """Nothing where vectors had to be made."""
    from index.bundled_embedder import BundledEmbedder

    data, extra = sampled(load_dataset(task.data), task.passages, task.queries)
    embedder = CachedEmbedder(BundledEmbedder(), task.cache)
    embedder.embed_query("预热")
    with TemporaryDirectory() as folder:
        before, start = resident_mb(), time.perf_counter()
        system = SYSTEMS[task.system](data.passages, embedder, Path(folder) / "index")
        built = time.perf_counter() - start - embedder.spent
        if embedder.anew:
            return {}
        texts, alone = len(embedder.texts), embedder.alone()
        system.search("预热")
        busy = time.process_time()
        found: list[list[str]] = []
        times = timed(
            lambda text: found.append(system.search(text)), [q.text for q in data.queries]
        )
        busy, memory = time.process_time() - busy, resident_mb() - before
        embedder.prepared, start = False, time.perf_counter()
        system.add(extra)
        added = time.perf_counter() - start
    ranked = {query.id: ids for query, ids in zip(data.queries, found, strict=True)}
    scores = ranking_figures({query.id: query.relevant for query in data.queries}, ranked).values()
    return {
        told.SYSTEM: task.system,
        told.PASSAGES: len(data.passages),
        "问题数": len(times),
        told.P50: percentile(times, 50),
        told.P95: percentile(times, 95),
        told.CPU: busy / len(times) * 1000,
        "recall@10": float(np.mean([row["recall@10"] for row in scores])),
        "nDCG@10": float(np.mean([row["ndcg@10"] for row in scores])),
        "内存 MB": memory,
        "向量条数": texts,
        "建索引 s": built + alone,
        "÷只算向量": (built + alone) / alone if texts else None,
        "加一段 s": added,
        told.LOAD: load_now(),
    }
