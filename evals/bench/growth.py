"""What the library's size costs, with vectors that stand in for made ones."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from evals.bench.cached_embedder import StandIn
from evals.bench.measuring import (
    Row,
    apart,
    load_now,
    peak_mb,
    percentiles,
    resident_mb,
)
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


def measured(size: Size, embedder: Callable[[], Any]) -> Row:
    """Indexed in one process, opened and asked in another."""
    with TemporaryDirectory() as folder:
        data = load_dataset(size.data)
        write_documents(data, size.passages, Path(folder) / "documents")
        indexed = apart(_index, Path(folder), embedder)
        return apart(_ask, size, Path(folder), embedder) | indexed | {"load": load_now()}


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


def _index(folder: Path, embedder: Callable[[], Any]) -> Row:
    from assistant.wiring import load_corpus
    from index.indexer import sync

    passages = load_corpus(_settings(folder)).passages
    stand_in, start = StandIn(embedder()), time.perf_counter()
    sync(passages, stand_in, folder / "store")
    return {
        "passages": len(passages),
        "sync_s": time.perf_counter() - start - stand_in.spent,
        "sync_peak": peak_mb(),
    }


def _open(folder: Path, embedder: StandIn, held: bool = True) -> Assistant:
    """As app.py does where the store is in step; held: as the watch does before the sync."""
    from assistant.wiring import assemble, load_corpus
    from index.indexer import sync
    from index.retriever import open_retriever

    settings = _settings(folder)
    corpus = load_corpus(settings)
    if not held:
        sync(corpus.passages, embedder, folder / "store")
    retriever = open_retriever(folder / "store", embedder, None, corpus.passages)
    assistant = assemble(settings, corpus, retriever)
    assistant.warm_up()
    return assistant


def _ask(size: Size, folder: Path, embedder: Callable[[], Any]) -> Row:
    stand_in = StandIn(embedder())
    stand_in.random = False
    start = time.perf_counter()
    assistant = _open(folder, stand_in, held=False)
    started = time.perf_counter() - start
    gc.collect()
    asked = [query.text for query in load_dataset(size.data).queries]
    memory = resident_mb()
    search, texts = assistant.retriever.search, asked[: size.queries]
    # each leg has wordings of its own: a question's vector is remembered
    words = _timed(lambda text: search(text, 10, legs=("words",)), texts)
    vectors = _timed(lambda text: search(text, 10, legs=("vectors",)), texts)
    whole = _timed(lambda text: search(f"请问{text}", 10), texts)
    answers = _timed(assistant.ask, asked[-size.questions :])
    return {
        "words_p95": percentiles(words, 95)["p95"],
        "vectors_p95": percentiles(vectors, 95)["p95"],
        **percentiles(whole, 50, 95),
        **{f"question_{n}": ms for n, ms in percentiles(answers, 50, 95).items()},
        "memory": memory,
        "start_s": started,
        **_add(folder, stand_in, assistant, asked),
    }


def _timed(work: Callable[[str], Any], texts: Sequence[str]) -> list[float]:
    """Milliseconds of each."""
    times = []
    for text in texts:
        start = time.perf_counter()
        work(text)
        times.append((time.perf_counter() - start) * 1000)
    return times


def _add(folder: Path, embedder: StandIn, assistant: Assistant, asked: Sequence[str]) -> Row:
    """One document is put to the folder and taken up, while one asker goes on asking."""
    done, during = threading.Event(), list[float]()

    def go_on() -> None:
        for text in asked:
            if done.is_set():
                return
            during.extend(_timed(assistant.ask, [text]))

    asker = threading.Thread(target=go_on)
    asker.start()
    start = time.perf_counter()
    (folder / "documents" / "added.txt").write_text(_ADDED, encoding="utf-8")
    _open(folder, embedder)
    by_words = time.perf_counter() - start
    _open(folder, embedder, held=False)
    by_vectors = time.perf_counter() - start
    done.set()
    asker.join()
    return {
        "add_words_s": by_words,
        "add_s": by_vectors,
        "during_p95": percentiles(during, 95)["p95"],
    }
