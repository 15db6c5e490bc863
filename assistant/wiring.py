"""The only place that joins concrete parts."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.library import Library
from assistant.model.chat_client import ChatService
from assistant.model.generate import Writer
from assistant.pipeline import Assistant
from assistant.settings import Settings
from corpus.errors import LibraryMissing
from corpus.expected_questions import Expected, expected_questions
from corpus.library import CorpusReport, load_passages
from index.embedder import Embedder, build_embedder
from index.errors import EmbedderFailed
from index.indexer import store_for, sync
from index.question_index import QuestionIndex
from index.question_vectors import question_vectors
from index.reranker import Reranker
from index.retriever import Retriever, open_retriever
from index.weighing import SHIPPED, Weighing

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


@dataclass(frozen=True)
class Index:
    """The index of a folder as opened: store is where it is kept, embedder None for words alone."""

    retriever: Retriever
    embedder: Embedder | None
    store: Path

    def questions(
        self, expected: Sequence[Expected], progress: Progress | None = None
    ) -> QuestionIndex:
        """Those expected of the documents; new ones are embedded first."""
        texts = [one.text for one in expected]
        try:
            vectors = question_vectors(texts, self.embedder, self.store, progress)
        except EmbedderFailed as error:
            warnings.warn(f"{error}。常见问法本次只按词语对", stacklevel=2)
            vectors = None
        return QuestionIndex(expected, vectors, self.retriever.vector_of)


def build_index(
    settings: Settings,
    corpus: CorpusReport,
    documents: Path | None = None,
    progress: Progress | None = None,
    weighing: Weighing = SHIPPED,
) -> Index:
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
    retriever = open_retriever(store, embedder, _reranker(settings), weighing)
    return Index(retriever, embedder, store)


def build_assistant(
    settings: Settings,
    documents: Path | None = None,
    *,
    legs: Sequence[str] = ("words", "vectors"),
    weighing: Weighing = SHIPPED,
    expecting: bool = True,
    progress: Progress | None = None,
) -> Assistant:
    """The assistant over a folder of documents, its index synced first; expecting is off where
    the questions expected of the documents are to be left out."""
    for line in settings.left_out:
        _warn(line)
    corpus = load_corpus(settings, documents)
    index = build_index(settings, corpus, documents, progress, weighing)
    if "vectors" not in legs:
        index = replace(index, embedder=None)
    expected, faults = expected_questions(corpus.passages, documents or settings.documents_dir)
    for fault in faults:
        warnings.warn(str(fault), stacklevel=2)
    return Assistant(
        Library(corpus.passages, corpus.cards),
        index.retriever,
        max_chars=settings.max_question_chars,
        today=settings.day,
        legs=legs,
        expected=index.questions(expected if expecting else (), progress),
        writer=_writer(settings),
    )


def build_chat_model(settings: Settings) -> BaseChatModel | None:
    """The model configured, as LangChain's chat model; None where there is none to be used."""
    if not settings.chat_base_url and not settings.chat_model:
        return None
    if not (settings.chat_base_url and settings.chat_model):
        lacking = "POLICY_CHAT_MODEL" if settings.chat_base_url else "POLICY_CHAT_BASE_URL"
        _warn(f"没有填写 {lacking}，只用原文摘录")
        return None
    settings.silence_tracing()
    from assistant.model.chat_model import ServiceChatModel

    return ServiceChatModel(service=_service(settings))


def _service(settings: Settings) -> ChatService:
    return ChatService(
        base_url=settings.chat_base_url,
        api_key=settings.chat_api_key.get_secret_value(),
        model=settings.chat_model,
        first_token_seconds=settings.chat_first_token_seconds,
        seconds=settings.chat_seconds,
        retries=settings.chat_retries,
        max_tokens=settings.chat_max_tokens,
    )


def _writer(settings: Settings) -> Writer | None:
    model = build_chat_model(settings)
    if model is None:
        return None
    return Writer(
        model,
        seconds=settings.chat_seconds,
        context_chars=settings.chat_context_chars,
        today=settings.day,
    )


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
