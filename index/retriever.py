"""Searching passages by words and by vectors, fused."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from corpus.passage import Passage
from index import generations
from index.errors import EmbedderFailed, StoreUnreadable, VectorsAway
from index.hit import Hit, Window
from index.keyword_index import PassageWords, WordScores
from index.nearness import Nearness, Scores
from index.spelling import Spelling
from index.tokenizer import normalize, query_tokens
from index.vector_index import VectorIndex, copied
from index.vector_server import rows_of
from index.windows import windows

if TYPE_CHECKING:
    from index.embedder import Embedder
    from index.reranker import Reranker
    from index.vector_server import VectorServer

WEIGHTS = {"words": 0.4, "vectors": 0.6}
"""What each leg counts for."""
DEPTH = 200
"""How many of each leg's best passages take part in fusion."""

_REMEMBERED_QUESTIONS = 256
_log = logging.getLogger(__name__)


class Retriever:
    """All passages of one generation: texts and BM25 in memory, vectors in Chroma. Thread-safe."""

    def __init__(
        self,
        passages: Sequence[Passage],
        vectors: VectorIndex | None = None,
        embedder: Embedder | None = None,
        reranker: Reranker | None = None,
        words: PassageWords | None = None,
    ) -> None:
        """Without vectors and their embedder words search alone; words of other passages save the
        tokenising of those that are among them."""
        self.passages = tuple(passages)
        self._windows = [windows(passage.text) for passage in self.passages]
        self._words = (words or PassageWords()).changed(self.passages)
        self._vectors = vectors if embedder and self.passages else None
        self.embedder = embedder
        self._reranker = reranker
        self.spelling = Spelling(self._words.known)
        self._query_vector = lru_cache(_REMEMBERED_QUESTIONS)(self._embed)

    def search(
        self, query: str, k: int = 10, *, legs: Sequence[str] = ("words", "vectors")
    ) -> list[Hit]:
        """The k best passages by these legs, best first; none that neither leg finds."""
        if not self.passages or not query.strip():
            return []
        try:
            return self._found(query, k, legs)
        except VectorsAway:
            pass  # the server has told it
        except (EmbedderFailed, StoreUnreadable) as error:
            _log.warning("%s", error)
        return self._found(query, k, [leg for leg in legs if leg != "vectors"])

    def _found(self, query: str, k: int, legs: Sequence[str]) -> list[Hit]:
        """Raises EmbedderFailed, StoreUnreadable, VectorsAway: then words answer alone."""
        found: dict[str, WordScores | Nearness] = {}
        if "words" in legs:
            found["words"] = self._words.scores(query_tokens(query))
        if "vectors" in legs and self._vectors is not None:
            near = Nearness(self._vectors, self._query_vector(normalize(query)))
            found["vectors"] = near
        if not found:
            return []
        fused = convex([leg.passages for leg in found.values()], [WEIGHTS[leg] for leg in found])
        best = top(fused, max(k, self._reranker.top) if self._reranker else k)
        if isinstance(leg := found.get("vectors"), Nearness):
            leg.fetch(best.tolist())
        hits = [self._hit(int(n), float(fused[n]), found) for n in best]
        return (self._reranker.reordered(query, hits) if self._reranker else hits)[:k]

    def has_vectors(self) -> bool:
        """Whether those on a server can be had now; it is asked."""
        try:
            if self._vectors is not None:
                self._vectors.check()
        except VectorsAway:
            return False
        return True

    def _embed(self, query: str) -> tuple[float, ...]:
        assert self.embedder is not None
        return tuple(self.embedder.embed_query(query))

    def _hit(self, n: int, score: float, found: dict[str, WordScores | Nearness]) -> Hit:
        parts = {leg: scores.windows(n) for leg, scores in found.items()}
        shares = [WEIGHTS[leg] * scores.shares(n) for leg, scores in found.items()]
        fused = np.sum(shares, axis=0) / sum(WEIGHTS[leg] for leg in found)
        ends = [*accumulate(map(len, self._windows[n]))]
        return Hit(
            passage=self.passages[n],
            score=score,
            words=float(parts["words"].max()) if "words" in parts else 0.0,
            vectors=float(parts["vectors"].max()) if "vectors" in parts else None,
            windows=tuple(
                Window(*window) for window in zip([0, *ends], ends, fused.tolist(), strict=False)
            ),
        )


def convex(legs: Sequence[Scores], weights: Sequence[float]) -> Scores:
    """Weighted mean, 0..1, of each leg's min-max scores over its own best; the rest get none."""
    stretched = [w * min_max(leg) for leg, w in zip(legs, weights, strict=True)]
    return np.asarray(np.sum(stretched, axis=0) / sum(weights), dtype=np.float64)


def min_max(scores: Scores) -> Scores:
    """The best scored from 0 (last of them) to 1 (first); all others 0."""
    scaled = np.zeros(len(scores))
    best = top(scores, DEPTH)
    if len(best):
        high, low = scores[best[0]], scores[best[-1]]
        scaled[best] = (scores[best] - low) / (high - low) if high > low else 1.0
    return scaled


def top(scores: Scores, depth: int) -> npt.NDArray[np.intp]:
    """Places of the best positive scores, best first, ties in document order."""
    places = np.flatnonzero(scores > 0)  # few; numpy is slow to part many equal zeros
    if depth < len(places):
        held = scores[places]
        places = places[held >= np.partition(held, -depth)[-depth]]
    return places[np.argsort(-scores[places], kind="stable")[:depth]]


def open_retriever(
    store: Path,
    embedder: Embedder | None,
    reranker: Reranker | None = None,
    held: Sequence[Passage] | None = None,
    server: VectorServer | None = None,
) -> Retriever:
    """Load the current generation. Raises StoreUnreadable, also where another embedder made it.

    held are passages to search in place of those indexed: those that are new have words alone.
    With a server the vectors are there, whether it can be asked now or not.
    """
    generation = generations.current(store)
    if generation is None:
        raise StoreUnreadable(f"{store} 还没有建立")
    manifest = generations.manifest_of(generation)
    made_by = manifest.embedder
    if manifest.format != generations.FORMAT:
        raise StoreUnreadable(f"{generation} 的格式与本程序不同")
    if embedder and made_by not in (embedder.name, generations.WORDS_ALONE):
        raise StoreUnreadable(f"它由 {made_by} 建立，而当前向量模型是 {embedder.name}")
    if not generations.intact(generation, manifest):
        raise StoreUnreadable(f"{generation} 缺失或已损坏")
    served = server.vectors(manifest) if server and embedder else None
    if held is not None:
        manifest = replace(manifest, passages=tuple(held))
    vectors = None
    if embedder and made_by == embedder.name:
        try:
            rows = [(key, len(windows(p.text))) for key, p in manifest.by_key().items()]
            where = served or copied(generation / generations.CHROMA)
            vectors = VectorIndex(where, rows_of(manifest) if served else rows)
        except OSError as error:
            _log.warning("向量库无法复制到临时目录（%s），改用关键词检索", error.strerror or error)
    words = PassageWords.load(generation / generations.WORDS)
    return Retriever(manifest.passages, vectors, embedder, reranker, words)
