"""Searching passages by words and by vectors."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.passage import Passage
from index.contents import load_contents
from index.errors import EmbedderFailed, StoreUnreadable
from index.fusion import Scores, convex
from index.keyword_index import PassageWords
from index.passage_vectors import Nearness, PassageVectors
from index.reranker import TOP, Reranker
from index.tokenizer import normalize, query_tokens
from index.vector_index import Vectors
from index.weighing import SHIPPED, Weighing

if TYPE_CHECKING:
    from index.embedder import Embedder

_REMEMBERED_QUESTIONS = 256
_UNRELATED = 0.7  # cosines of texts about different things lie about here
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a passage that was scored by itself: its characters there, and the score, 0..1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: score is fused, 0..1; words is raw BM25; vectors the cosine, if known.

    windows are all its parts in order.
    """

    passage: Passage
    score: float
    words: float
    vectors: float | None
    windows: tuple[Window, ...] = ()


class Retriever:
    """All passages of one generation, in memory; a passage scores as its best window does."""

    def __init__(
        self,
        passages: Sequence[Passage],
        windows: Sequence[Sequence[str]],
        vectors: Vectors | None = None,
        embedder: Embedder | None = None,
        reranker: Reranker | None = None,
        weighing: Weighing = SHIPPED,
    ) -> None:
        """Windows are given per passage; vectors as PassageVectors takes them, in this order."""
        self.passages = tuple(passages)
        self._by_id = {passage.id: passage for passage in reversed(self.passages)}
        self._windows = tuple(tuple(parts) for parts in windows)
        counts = [len(parts) for parts in self._windows]
        self._starts = np.array([0, *accumulate(counts)][:-1], dtype=np.intp)
        self._words = PassageWords(self.passages, self._windows)
        wanted = vectors if embedder and self.passages else None
        self._vectors = None if wanted is None else PassageVectors(wanted, counts, weighing)
        self._embedder = embedder
        self._reranker = reranker
        self._weighing = weighing
        self._query_vector = lru_cache(_REMEMBERED_QUESTIONS)(self._embed)

    def by_id(self, passage_id: str) -> Passage | None:
        """The passage of an id, or None."""
        return self._by_id.get(passage_id)

    def search(
        self,
        query: str,
        k: int = 10,
        *,
        expansion: Sequence[str] = (),
        legs: Sequence[str] = ("words", "vectors"),
        also: Collection[str] = (),
    ) -> list[Hit]:
        """The k best passages; expansion adds official terms to the word leg alone, also the ids
        of passages wanted with their scores wherever they rank."""
        if not self.passages or not query.strip():
            return []
        found = self._found(query, expansion, legs)
        if not found:
            return []
        fused = convex([leg.passages for leg in found.values()], [*map(self._weighing.of, found)])
        order = np.argsort(-fused, kind="stable")
        best_n = order[: max(k, TOP) if self._reranker else k]
        hits = [self._hit(int(n), fused, found) for n in best_n if fused[n] > 0]
        first = self._reranked(query, hits)[:k]
        wanted = set(also) - {hit.passage.id for hit in first}
        rest = [n for n in order if self.passages[n].id in wanted] if wanted else []
        return [*first, *(self._hit(int(n), fused, found) for n in rest)]

    def best_cosine(self, query: str) -> float | None:
        """How near the nearest window is; None where only words are indexed."""
        near = self._nearness(query) if query.strip() else None
        return None if near is None else float(near.windows.max())

    def _found(
        self, query: str, expansion: Sequence[str], legs: Sequence[str]
    ) -> dict[str, Nearness]:
        """Scores of windows and passages by each leg that can be had."""
        found = {}
        if "words" in legs:
            asked = query_tokens(query)
            extra = dict.fromkeys(t for term in expansion for t in query_tokens(term))
            added = self._words.scores([token for token in extra if token not in asked])
            words = self._words.scores(asked) + self._weighing.expansion * added
            found["words"] = Nearness(words, np.maximum.reduceat(words, self._starts))
        if "vectors" in legs and (near := self._nearness(query)) is not None:
            found["vectors"] = near
        return found

    def vector_of(self, query: str) -> tuple[float, ...] | None:
        """The vector of a question; None where only words are indexed, or the service fails."""
        if self._vectors is None:
            return None
        try:
            asked = self._query_vector(normalize(query))
            if len(asked) != self._vectors.width:
                assert self._embedder is not None
                raise EmbedderFailed(self._embedder.name, "返回的向量维数与索引不同")
            return asked
        except EmbedderFailed as error:
            _log.warning("%s", error)
            return None

    def _nearness(self, query: str) -> Nearness | None:
        """None where the leg is off, or its service fails: then words answer alone."""
        asked = self.vector_of(query)
        return None if self._vectors is None or asked is None else self._vectors.nearness(asked)

    def _reranked(self, query: str, hits: list[Hit]) -> list[Hit]:
        """The best hits in the order of both scores; as they are where the service fails."""
        if self._reranker is None or len(hits) < 2:
            return hits
        first, rest = hits[:TOP], hits[TOP:]
        texts = [" ".join((*h.passage.heading_path, h.passage.text)) for h in first]
        told = self._reranker.relevance(query, texts)
        if told is None:
            return hits
        lowest, spread = min(told), (max(told) - min(told)) or 1.0
        near = [(score - lowest) / spread for score in told] + [0.0] * len(rest)
        part = self._weighing.reranked
        blended = [
            replace(hit, score=(1 - part) * hit.score + part * share)
            for hit, share in zip((*first, *rest), near, strict=True)
        ]
        return sorted(blended, key=lambda hit: -hit.score)

    def _embed(self, query: str) -> tuple[float, ...]:
        assert self._embedder is not None
        return tuple(self._embedder.embed_query(query))

    def _hit(self, n: int, fused: Scores, found: dict[str, Nearness]) -> Hit:
        span = slice(self._starts[n], self._starts[n] + len(self._windows[n]))
        of_parts = {name: leg.windows[span] for name, leg in found.items()}
        shares = [
            self._weighing.of(name) * _share(name, of_parts[name], leg.windows)
            for name, leg in found.items()
        ]
        scores = np.sum(shares, axis=0) / sum(map(self._weighing.of, found))
        ends = [*accumulate(len(part) for part in self._windows[n])]
        windows = zip([0, *ends], ends, scores.tolist(), strict=False)
        return Hit(
            passage=self.passages[n],
            score=float(fused[n]),
            words=float(of_parts["words"].max()) if "words" in found else 0.0,
            vectors=float(of_parts["vectors"].max()) if "vectors" in found else None,
            windows=tuple(Window(*window) for window in windows),
        )


def _share(leg: str, part: Scores, everywhere: Scores) -> Scores:
    """Scores of windows from 0 to 1: BM25 beside the best of all, cosines above the floor."""
    if leg == "words":
        return part / max(float(everywhere.max()), 1e-9)
    return np.clip((part - _UNRELATED) / (1 - _UNRELATED), 0, 1)


def open_retriever(
    store: Path,
    embedder: Embedder | None,
    reranker: Reranker | None = None,
    weighing: Weighing = SHIPPED,
) -> Retriever:
    """Load the current generation. Raises StoreUnreadable, also where another embedder made it."""
    held = load_contents(store)
    if embedder and held.vectors is not None and held.embedder != embedder.name:
        raise StoreUnreadable(f"它由 {held.embedder} 建立，而当前向量模型是 {embedder.name}")
    return Retriever(held.passages, held.windows, held.vectors, embedder, reranker, weighing)
