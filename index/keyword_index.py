"""The word leg: BM25 over characters, pairs and Latin or digit runs."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from corpus.passage import Passage
from index.tokenizer import char_tokens
from index.vector_index import Scores
from index.windows import heading_prefix, indexed_text

if TYPE_CHECKING:
    from bm25s import BM25


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

    def __init__(self, passages: Sequence[Passage], windows: Sequence[Sequence[str]]) -> None:
        """BM25 (k1 1.5, b .75), built in memory of windows under their title and headings.

        known is each character and pair with how many passages have it.
        """
        headed = [(heading_prefix(p), p, parts) for p, parts in zip(passages, windows, strict=True)]
        self._bm25 = [
            _index([indexed_text(prefix, part) for prefix, _, parts in headed for part in parts]),
            _index([indexed_text(prefix, passage.text) for prefix, passage, _ in headed]),
        ]
        self.known = Counter(
            token for p in passages for token in set(char_tokens(p.text)) if len(token) < 3
        )
        counts = [len(parts) for parts in windows]
        self._owner = np.repeat(np.arange(len(counts)), counts)
        self._starts = np.array([0, *accumulate(counts)], dtype=np.intp)

    def scores(self, tokens: Sequence[str]) -> WordScores:
        """To a question of these tokens; there must be passages."""
        if not tokens:
            return WordScores(np.zeros(len(self._owner)), self._starts)
        windows, passages = (np.asarray(b.get_scores([*tokens]), float) for b in self._bm25)
        return WordScores(windows + passages[self._owner], self._starts)


def _index(texts: Sequence[str]) -> BM25:
    from bm25s import BM25

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    bm25 = BM25(k1=1.5, b=0.75, method="lucene")
    if texts:
        bm25.index([char_tokens(text) or [""] for text in texts], show_progress=False)
    return bm25
