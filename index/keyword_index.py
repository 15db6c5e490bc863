"""The word leg: BM25 over characters, pairs and Latin or digit runs."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

import numpy as np

from index.fusion import Scores
from index.tokenizer import char_tokens


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

    def scores(self, tokens: Iterable[str]) -> Scores:
        """One raw BM25 score per text; 0 where no token occurs."""
        known = [token for token in tokens if token]
        if not known or not self._size:
            return np.zeros(self._size)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float64)
