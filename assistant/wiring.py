"""The only place that joins concrete parts."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.settings import Settings
from corpus.errors import LibraryMissing
from corpus.expected_questions import expected_questions
from corpus.library import CorpusReport, load_passages
from index.embedder import Embedder, build_embedder
from index.errors import EmbedderFailed
from index.indexer import SyncReport, store_for, sync
from index.question_index import QuestionIndex
from index.retriever import Retriever, open_retriever

Progress = Callable[[int, int], None]


def load_corpus(settings: Settings, documents: Path | None = None) -> CorpusReport:
    """The documents of a folder (the shipped ones by default). Raises LibraryMissing."""
    report = load_passages(documents or settings.documents_dir)
    if not report.passages:
        said = f"；{report.problems[0]}" if report.problems else ""
        raise LibraryMissing(
            f"{documents or settings.documents_dir} 中没有可用的文件（.txt 或 .md）{said}"
        )
    return report


def build_index(
    settings: Settings,
    corpus: CorpusReport,
    documents: Path | None = None,
    progress: Progress | None = None,
) -> tuple[Retriever, SyncReport]:
    """Bring the index in step with the documents and open it. Raises IndexingError.

    Where the embedding service fails, words alone are indexed, with one warning.
    """
    embedder = _embedder(settings)
    store = store_for(documents or settings.documents_dir, settings.store_dir)
    try:
        report = sync(corpus.passages, embedder, store, progress)
    except EmbedderFailed as error:
        # words alone, in a store of their own: the vectors already paid for stay as they are
        warnings.warn(f"{error}。本次只按词语检索", stacklevel=2)
        embedder, store = None, store.with_name(f"{store.name}-words")
        report = sync(corpus.passages, None, store, progress)
    return open_retriever(store, embedder), report


def build_assistant(
    settings: Settings,
    documents: Path | None = None,
    *,
    legs: Sequence[str] = ("words", "vectors"),
    progress: Progress | None = None,
) -> Assistant:
    """The assistant over a folder of documents, its index synced first."""
    corpus = load_corpus(settings, documents)
    retriever, _ = build_index(settings, corpus, documents, progress)
    expected, faults = expected_questions(corpus.passages, documents or settings.documents_dir)
    for fault in faults:
        warnings.warn(str(fault), stacklevel=2)
    return Assistant(
        Library(corpus.passages, corpus.cards),
        retriever,
        max_chars=settings.max_question_chars,
        today=settings.day,
        legs=legs,
        expected=QuestionIndex(expected),
    )


def _embedder(settings: Settings) -> Embedder | None:
    return build_embedder(
        settings.embedder,
        settings.embedding_base_url,
        settings.embedding_api_key.get_secret_value(),
        settings.embedding_model,
    )
