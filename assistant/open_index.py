"""The index of a folder of documents, brought in step and opened."""

import warnings
from collections.abc import Callable
from pathlib import Path

from assistant.settings import Settings
from corpus.library import CorpusReport
from index.bundled_embedder import build_embedder
from index.embedder import Embedder
from index.errors import EmbedderFailed, IndexingError, VectorsAway
from index.generations import Manifest
from index.indexer import served, store_for, sync
from index.reranker import Reranker
from index.retriever import Retriever, open_retriever
from index.vector_server import VectorServer, server_at

Progress = Callable[[int, int], None]


def build_retriever(
    settings: Settings,
    corpus: CorpusReport,
    documents: Path | None = None,
    progress: Progress | None = None,
) -> Retriever:
    """Bring the index in step with the documents and open it. Raises IndexingError.

    Where the embedding service fails, words alone are indexed, with one warning; a Chroma server
    that cannot be asked is asked again later (vector_watch.py).
    """
    embedder, server = embedder_of(settings), server_of(settings)
    store = _store(settings, documents)
    try:
        sync(corpus.passages, embedder, store, progress, server=server)
    except VectorsAway:
        pass  # the server has told it
    except EmbedderFailed as error:
        # words alone, in a store of their own: the vectors already paid for stay as they are
        warnings.warn(f"{error}。本次只按词语检索", stacklevel=2)
        embedder, store = None, store.with_name(f"{store.name}-words")
        sync(corpus.passages, None, store, progress)
    except IndexingError as error:
        return _old_index(settings, store, embedder, error)
    return open_retriever(store, embedder, _reranker(settings), corpus.passages, server)


def open_at_once(settings: Settings, corpus: CorpusReport) -> Retriever | None:
    """The documents by words, and by the vectors that are made already; None without any."""
    store = _store(settings, None)
    embedder = embedder_of(settings)
    server = server_of(settings)
    try:
        return open_retriever(store, embedder, _reranker(settings), corpus.passages, server)
    except IndexingError:
        return None


def _store(settings: Settings, documents: Path | None) -> Path:
    store = store_for(documents or settings.documents_dir, settings.store_dir)
    if settings.vectors_left_out:  # those paid for stay as they are
        store = store.with_name(f"{store.name}-offline")
    return served(store) if server_of(settings) else store


def _old_index(
    settings: Settings,
    store: Path,
    embedder: Embedder | None,
    error: IndexingError,
) -> Retriever:
    """What was indexed last, where it cannot be brought in step. Raises error where there is none.

    Read-only, full or busy: rather yesterday's documents than none.
    """
    try:
        server = server_of(settings)
        retriever = open_retriever(store, embedder, _reranker(settings), server=server)
    except IndexingError:
        raise error from None
    warnings.warn(f"{error}。本次按上次的索引作答，之后改动的文件暂不生效", stacklevel=3)
    return retriever


def server_of(settings: Settings) -> VectorServer | None:
    """The Chroma server that is set; None where vectors lie in the store."""
    return server_at(settings.chroma_url.get_secret_value())


def bring_back(settings: Settings, retriever: Retriever) -> None:
    """Ask the Chroma server again, and make there what it lacks. Raises IndexingError."""
    server, embedder = server_of(settings), retriever.embedder
    if server and embedder and not retriever.has_vectors():
        from index.filling import fill

        fill(server, Manifest(embedder.name, retriever.passages), embedder)


def embedder_of(settings: Settings) -> Embedder | None:
    """The embedder that is set; None for words alone."""
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
