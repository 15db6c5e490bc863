"""Our retriever on a data set that nobody here wrote (../shared/bench: statutes, ncp)."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.reader.evidence import nearest, read
from corpus.document import Source
from corpus.passage import Passage
from evals.bootstrap import Figure, figures
from evals.case import InputError
from evals.metrics import DEPTHS, Tally

if TYPE_CHECKING:
    from assistant.reader.reader import StatementReader
    from assistant.settings import Settings
    from index.retriever import Retriever

NAMES = (*(f"recall@{k}" for k in DEPTHS), "mrr", "ndcg@10")
READ_AGAIN = 20  # passages that the reader puts in order
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Query:
    """A question with the source ids of the passages that answer it."""

    id: str
    text: str
    relevant: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Each passage is a source of its own; its source id is the id in the data."""

    passages: tuple[Passage, ...]
    queries: tuple[Query, ...]


def load_dataset(folder: Path) -> Dataset:
    """corpus.jsonl.gz and queries*.jsonl (question -> ids). Raises InputError."""
    try:
        passages = [_passage(n, row) for n, row in enumerate(_rows(folder / "corpus.jsonl.gz"))]
        queries = [
            Query(str(row["id"]), row["text"], tuple(map(str, row["relevant"])))
            for path in sorted(folder.glob("queries*.jsonl"))
            for row in _rows(path)
        ]
    except OSError as error:
        raise InputError(f"{error.filename}：无法读取：{error.strerror or error}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{folder}：格式不对（缺少 {error}）") from error
    if not passages or not queries:
        raise InputError(f"{folder}：没有段落或没有问题")
    return Dataset(tuple(passages), tuple(queries))


def _passage(order: int, row: dict[str, Any]) -> Passage:
    headings = tuple(row[key] for key in ("chapter", "article") if row.get(key))
    source = Source(id=str(row["id"]), title=row.get("title") or "")
    return Passage(source, headings, "", row["text"], order)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise InputError(f"{path}:{number}：不是合法的 JSON") from error


def open_index(
    data: Dataset, settings: Settings, legs: Sequence[str], cache: Path, progress: Progress
) -> Retriever:
    """Words alone are indexed in memory; vectors are kept in cache for the next time."""
    from index.retriever import Retriever, open_retriever

    if "vectors" not in legs:
        return Retriever(data.passages)
    from assistant.open_index import embedder_of
    from index.indexer import sync

    embedder = embedder_of(settings)
    sync(data.passages, embedder, cache, progress)
    return open_retriever(cache, embedder)


@dataclass(frozen=True)
class Reordered:
    """A retriever whose best passages the learned reader puts in order, by their best statement."""

    retriever: Any
    reader: StatementReader

    def search(self, query: str, k: int, *, legs: Sequence[str]) -> list[Any]:
        """The k best of the READ_AGAIN that were nearest."""
        hits = self.retriever.search(query, READ_AGAIN, legs=legs)
        told = {id(hit.passage): hit for hit in hits}
        best: dict[int, Any] = {}
        for evidence in read(self.reader, query, nearest(hits)):
            key = id(evidence.statement.passage)
            best.setdefault(key, told[key])
        return [*best.values(), *(hit for hit in hits if id(hit.passage) not in best)][:k]


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


def ranking_figures(
    gold: Mapping[str, Sequence[str]], ranked: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    """Per question: recall@1/3/5/10, mrr (of the top 10) and ndcg@10, all binary."""
    from ir_measures import RR, R, iter_calc, nDCG

    names: dict[Any, str] = {R @ k: f"recall@{k}" for k in DEPTHS}
    names |= {RR @ 10: "mrr", nDCG @ 10: "ndcg@10"}
    qrels = {query: dict.fromkeys(ids, 1) for query, ids in gold.items() if ids}
    # trec_eval orders ties by document id: the rank itself is the score
    run = {
        query: {doc: float(-rank) for rank, doc in enumerate(dict.fromkeys(ranked.get(query, ())))}
        for query in qrels
    }
    figures = {query: dict.fromkeys(names.values(), 0.0) for query in qrels}
    for metric in iter_calc(list(names), qrels, {q: r for q, r in run.items() if r}):
        figures[metric.query_id][names[metric.measure]] = float(metric.value)
    return figures
