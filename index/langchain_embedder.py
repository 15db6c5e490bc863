"""Our embedders behind LangChain's interface."""

from __future__ import annotations

from langchain_core.embeddings import Embeddings

from index.embedder import Embedder


class LangChainEmbedder(Embeddings):
    """An embedder for whoever wants the base class itself, or its asynchronous calls."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """As the embedder does."""
        return self.embedder.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        """As the embedder does."""
        return self.embedder.embed_query(text)
