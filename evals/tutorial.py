"""The tutorial pipeline: fixed 500-character chunks, dense search, top chunks shown as the answer.

It gets our reader's text and our embedder, so what differs is chunking, search and composing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus, Citation, Turn
from corpus.document import Document
from corpus.passage import Passage
from evals.case import InputError
from index.hit import Hit

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings
    from langchain_core.vectorstores import InMemoryVectorStore

    from assistant.settings import Settings


@dataclass(frozen=True)
class Tutorial:
    """Chunks in a vector store; the best `top` of them are the answer."""

    passages: tuple[Passage, ...]
    store: InMemoryVectorStore
    top: int = 1

    def ask(self, question: str, history: Sequence[Turn]) -> Answer:
        """The best chunks, one after the other; never a refusal."""
        found = self.retrieve(question, history, self.top)
        text = "\n\n".join(f"{hit.passage.text}[{n}]" for n, hit in enumerate(found, 1))
        cited = tuple(Citation(n, hit.passage) for n, hit in enumerate(found, 1))
        return Answer(question, question, AnswerStatus.ANSWERED, text, cited)

    def retrieve(self, question: str, history: Sequence[Turn], k: int) -> list[Hit]:
        """The nearest chunks to the question as typed."""
        if not question.strip():
            return []
        found = self.store.similarity_search_with_score(question, k=k)
        return [Hit(self.passages[doc.metadata["n"]], score, 0.0, score) for doc, score in found]


def tutorial(documents: Sequence[Document], embedder: Embeddings) -> Tutorial:
    """Embed the chunks of LangChain's recursive splitter, which knows no Chinese stops."""
    from langchain_core.vectorstores import InMemoryVectorStore
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=500, chunk_overlap=50)
    passages = tuple(
        Passage(document.source, (), f"片段{n}", text, n)
        for document in documents
        for n, text in enumerate(splitter.split_text(document.body), 1)
    )
    store = InMemoryVectorStore(embedder)
    store.add_texts([p.text for p in passages], [{"n": n} for n in range(len(passages))])
    return Tutorial(passages, store)


def build_tutorial(settings: Settings, documents: Path | None, top: int) -> Tutorial:
    """The pipeline over the documents of the settings, or of a folder."""
    return replace(_embedded(documents or settings.documents_dir, settings.embedder), top=top)


@lru_cache(2)
def _embedded(documents: Path, kind: str) -> Tutorial:
    """Both variants (top 1, top 4) share one embedding of the chunks."""
    from corpus.library import load_passages
    from index.bundled_embedder import build_embedder

    embedder = build_embedder("bundled" if kind == "openai" else kind)
    if embedder is None:
        raise InputError("教程管线需要向量模型（POLICY_EMBEDDER 不能为 none）")
    return tutorial(load_passages(documents).documents, embedder)
