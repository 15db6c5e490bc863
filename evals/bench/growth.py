"""What the library's size costs, with vectors that stand in for made ones."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from evals.bench import told
from evals.bench.cached_embedder import PreparedEmbedder
from evals.bench.measuring import Row, apart, load_now, peak_mb, percentile, resident_mb, timed
from evals.benchmark import Dataset, load_dataset

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from assistant.settings import Settings

_ADDED = "新增补贴办法\n\n第一条 新认定的研究院给予20万元补贴。\n\n第二条 每年申报一次。\n"
_LONGEST = 200  # passages of one document


@dataclass(frozen=True)
class Size:
    """A library of so many passages, and how many questions to ask of it."""

    data: Path
    passages: int
    queries: int
    questions: int


def measured(size: Size) -> Row:
    """Indexed in one process, opened and asked in another."""
    with TemporaryDirectory() as folder:
        data = load_dataset(size.data)
        write_documents(data, size.passages, Path(folder) / "documents")
        indexed = apart(_index, Path(folder))
        return indexed | apart(_ask, size, Path(folder)) | {told.LOAD: load_now()}


def write_documents(data: Dataset, passages: int, folder: Path) -> None:
    """The articles of a data set under their titles, anew with a numbered title once all are in."""
    folder.mkdir(parents=True)
    chosen = [(n // len(data.passages), n % len(data.passages)) for n in range(passages)]
    placed = groupby(
        chosen, lambda at: (at[0], data.passages[at[1]].source.title, at[1] // _LONGEST)
    )
    for number, ((again, title, part), members) in enumerate(placed):
        heading = f"{title}（{again}之{part}）" if again or part else title
        articles = [
            f"第{n}条 {' '.join(data.passages[at].text.split())}"
            for n, (_, at) in enumerate(members, 1)
        ]
        text = "\n\n".join((heading, *articles)) + "\n"
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


def _settings(folder: Path) -> Settings:
    from assistant.settings import Settings

    return Settings(
        documents_dir=folder / "documents", store_dir=folder / "store", data_dir=folder / "data"
    )


def _index(folder: Path) -> Row:
    from assistant.wiring import load_corpus
    from index.bundled_embedder import BundledEmbedder
    from index.indexer import sync

    passages = load_corpus(_settings(folder)).passages
    embedder, start = PreparedEmbedder(BundledEmbedder()), time.perf_counter()
    sync(passages, embedder, folder / "store")
    spent = time.perf_counter() - start - embedder.spent
    return {told.PASSAGES: len(passages), "建索引（不算向量）s": spent, "其峰值 MB": peak_mb()}


def _open(folder: Path, embedder: PreparedEmbedder, synced: bool = True) -> Assistant:
    """As at a start; not synced, as a change is first taken up: what is new by words alone."""
    from assistant.wiring import assemble, load_corpus
    from index.indexer import sync
    from index.retriever import open_retriever

    settings = _settings(folder)
    corpus = load_corpus(settings)
    if synced:
        sync(corpus.passages, embedder, folder / "store")
    retriever = open_retriever(folder / "store", embedder, None, corpus.passages)
    assistant = assemble(settings, corpus, retriever)
    assistant.warm_up()
    return assistant


def _ask(size: Size, folder: Path) -> Row:
    from index.bundled_embedder import BundledEmbedder

    embedder = PreparedEmbedder(BundledEmbedder())
    embedder.prepared = False
    embedder.embed_query("预热")
    start = time.perf_counter()
    assistant = _open(folder, embedder)
    started, memory = time.perf_counter() - start, resident_mb()
    asked = [query.text for query in load_dataset(size.data).queries]
    search, texts = assistant.retriever.search, asked[: size.queries]
    words = timed(lambda text: search(text, 10, legs=("words",)), texts)
    vectors = timed(lambda text: search(text, 10, legs=("vectors",)), texts)
    busy = time.process_time()
    # worded otherwise: the vector of a question is remembered
    both = timed(lambda text: search(f"请问{text}", 10), texts)
    busy = time.process_time() - busy
    answers = timed(assistant.ask, asked[-size.questions :])
    return {
        told.P50: percentile(both, 50),
        told.P95: percentile(both, 95),
        told.CPU: busy / len(both) * 1000,
        "词 p95": percentile(words, 95),
        "向量 p95": percentile(vectors, 95),
        "一问 p50": percentile(answers, 50),
        "一问 p95": percentile(answers, 95),
        "启动 s": started,
        "内存 MB": memory,
        **_add(folder, embedder, assistant, asked),
    }


def _add(folder: Path, embedder: PreparedEmbedder, held: Assistant, asked: Sequence[str]) -> Row:
    """One document is put to the folder and taken up, while one asker goes on asking."""
    done, during = threading.Event(), list[float]()

    def go_on() -> None:
        for text in cycle(asked):
            if done.is_set():
                return
            during.extend(timed(held.ask, [text]))

    asker = threading.Thread(target=go_on)
    asker.start()
    start = time.perf_counter()
    (folder / "documents" / "added.txt").write_text(_ADDED, encoding="utf-8")
    _open(folder, embedder, synced=False)
    by_words = time.perf_counter() - start
    _open(folder, embedder)
    both = time.perf_counter() - start
    done.set()
    asker.join()
    during_p95 = percentile(during, 95)
    return {"加一份按词 s": by_words, "加一份 s": both, "其间一问 p95": during_p95}
