"""The only place that joins concrete parts."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.reader.reader import OnnxReader
from assistant.settings import Settings
from corpus.errors import LibraryMissing
from corpus.library import CorpusReport, load_passages
from index.embedder import Embedder, build_embedder
from index.errors import EmbedderFailed
from index.indexer import store_for, sync
from index.reranker import Reranker
from index.retriever import Retriever, open_retriever

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from corpus.programmes import Programmes

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


def build_retriever(
    settings: Settings,
    corpus: CorpusReport,
    documents: Path | None = None,
    progress: Progress | None = None,
) -> Retriever:
    """Bring the index in step with the documents and open it. Raises IndexingError.

    Where the embedding service fails, words alone are indexed, with one warning.
    """
    embedder = _embedder(settings)
    store = store_for(documents or settings.documents_dir, settings.store_dir)
    if settings.vectors_left_out:
        store = store.with_name(f"{store.name}-offline")  # vectors paid for stay as they are
    try:
        sync(corpus.passages, embedder, store, progress)
    except EmbedderFailed as error:
        # words alone, in a store of their own: the vectors already paid for stay as they are
        warnings.warn(f"{error}。本次只按词语检索", stacklevel=2)
        embedder, store = None, store.with_name(f"{store.name}-words")
        sync(corpus.passages, None, store, progress)
    return open_retriever(store, embedder, _reranker(settings))


def build_assistant(
    settings: Settings,
    documents: Path | None = None,
    *,
    legs: Sequence[str] = ("words", "vectors"),
    progress: Progress | None = None,
) -> Assistant:
    """The assistant over a folder of documents, its index synced first."""
    for line in settings.left_out:
        _warn(line)
    corpus = load_corpus(settings, documents)
    retriever = build_retriever(settings, corpus, documents, progress)
    return Assistant(
        Library(corpus.passages, corpus.cards),
        retriever,
        OnnxReader(),
        max_chars=settings.max_question_chars,
        today=settings.day,
        legs=legs,
        writer=_writer(settings),
    )


def _writer(settings: Settings) -> None:
    return None


def _embedder(settings: Settings) -> Embedder | None:
    return build_embedder(
        settings.embedder,
        settings.embedding_base_url,
        settings.embedding_api_key.get_secret_value(),
        settings.embedding_model,
    )


def _reranker(settings: Settings) -> Reranker | None:
    """By default at the address of the embeddings, or else of the chat model."""
    if not settings.rerank_model:
        return None
    places = (
        (settings.rerank_base_url, settings.rerank_api_key),
        (settings.embedding_base_url, settings.embedding_api_key),
        (settings.chat_base_url, settings.chat_api_key),
    )
    for url, key in places:
        if url:
            own = settings.rerank_api_key.get_secret_value()
            return Reranker(url, own or key.get_secret_value(), settings.rerank_model)
    _warn("没有填写 POLICY_RERANK_BASE_URL，不重排")
    return None


def _warn(line: str) -> None:
    warnings.warn(line, stacklevel=3)


def open_programmes(settings: Settings, documents: Path | None = None) -> Programmes:
    """The eligibility rules over the documents they cite. Raises ProgrammesBroken.

    Needs no index: the documents are read, not searched.
    """
    from corpus.programmes import load_programmes  # pydantic models: not at the start

    return load_programmes(load_corpus(settings, documents).passages)
