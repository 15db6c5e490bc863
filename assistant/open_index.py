"""The index of a folder of documents, brought in step and opened."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings
from corpus.expected_questions import Expected
from corpus.library import CorpusReport
from index.embedder import Embedder, build_embedder
from index.errors import EmbedderFailed, IndexingError
from index.indexer import store_for, sync
from index.question_index import QuestionIndex
from index.question_vectors import question_vectors
from index.reranker import Reranker
from index.retriever import Retriever, open_retriever
from index.weighing import SHIPPED, Weighing

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Index:
    """The index of a folder as opened: store is where it is kept, embedder None for words alone;
    stale where it could not be brought in step and holds what was indexed last."""

    retriever: Retriever
    embedder: Embedder | None
    store: Path
    stale: bool = False

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
    except IndexingError as error:
        return _old_index(settings, store, embedder, weighing, error)
    retriever = open_retriever(store, embedder, _reranker(settings), weighing)
    return Index(retriever, embedder, store)


def _old_index(
    settings: Settings,
    store: Path,
    embedder: Embedder | None,
    weighing: Weighing,
    error: IndexingError,
) -> Index:
    """What was indexed last, where it cannot be brought in step. Raises error where there is none.

    Read-only, full or busy: rather yesterday's documents than none.
    """
    try:
        retriever = open_retriever(store, embedder, _reranker(settings), weighing)
    except IndexingError:
        raise error from None
    warnings.warn(f"{error}。本次按上次的索引作答，之后改动的文件暂不生效", stacklevel=3)
    return Index(retriever, embedder, store, stale=True)


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
    warnings.warn("没有填写 POLICY_RERANK_BASE_URL，不重排", stacklevel=2)
    return None
