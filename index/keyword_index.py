"""The word leg: BM25 over characters, pairs and Latin or digit runs."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from corpus.passage import Passage
from index.tokenizer import char_tokens
from index.vector_index import Scores
from index.windows import heading_prefix, indexed_text


class KeywordIndex:
    """BM25 (k1 1.5, b .75) in memory, built from the stored windows at load."""

    def __init__(self, texts: Sequence[str]) -> None:
        from bm25s import BM25

        logging.getLogger("bm25s").setLevel(logging.WARNING)
        self._size = len(texts)
        self._bm25 = BM25(k1=1.5, b=0.75, method="lucene")
        if texts:
            tokens = [char_tokens(text) or [""] for text in texts]
            self._bm25.index(tokens, show_progress=False)

    def scores(self, tokens: Sequence[str]) -> Scores:
        """One raw BM25 score per text; 0 where no token occurs."""
        known = [token for token in tokens if token]
        if not known or not self._size:
            return np.zeros(self._size)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float64)


class WordScores:
    """To one question: raw BM25 of windows, a passage scores as its best window does."""

    def __init__(self, windows: Scores, starts: npt.NDArray[np.intp]) -> None:
        """Starts: where each passage's windows begin, and the end of the last."""
        self._windows, self._starts = windows, starts
        self._highest = max(float(windows.max()), 1e-9)
        self.passages: Scores = np.maximum.reduceat(windows, starts[:-1])

    def windows(self, n: int) -> Scores:
        """Scores of a passage's windows, in order."""
        return self._windows[self._starts[n] : self._starts[n + 1]]

    def shares(self, n: int) -> Scores:
        """The same from 0 to 1, beside the best window of all."""
        return self.windows(n) / self._highest


class PassageWords:
    """Each window's score is its own plus its passage's: the one for long, the other for short."""

    def __init__(
        self,
        passages: Sequence[Passage],
        windows: Sequence[Sequence[str]],
    ) -> None:
        prefixes = [heading_prefix(passage) for passage in passages]
        self._windows = KeywordIndex(
            [indexed_text(p, w) for p, parts in zip(prefixes, windows, strict=True) for w in parts]
        )
        self._passages = KeywordIndex(
            [indexed_text(p, q.text) for p, q in zip(prefixes, passages, strict=True)]
        )
        counts = [len(parts) for parts in windows]
        self._owner = np.repeat(np.arange(len(passages)), counts)
        self._starts = np.array([0, *accumulate(counts)], dtype=np.intp)

    def scores(self, tokens: Sequence[str]) -> WordScores:
        """To a question of these tokens; there must be passages."""
        of_passages = self._passages.scores(tokens)[self._owner]
        return WordScores(self._windows.scores(tokens) + of_passages, self._starts)
