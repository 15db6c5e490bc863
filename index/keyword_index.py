"""The word leg: BM25 over characters, pairs and Latin or digit runs."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np

from corpus.passage import Passage
from index.fusion import Scores
from index.tokenizer import char_tokens
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
        self._owner = np.repeat(np.arange(len(passages)), [len(parts) for parts in windows])

    def scores(self, tokens: Sequence[str]) -> Scores:
        """One raw score per window."""
        return self._windows.scores(tokens) + self._passages.scores(tokens)[self._owner]
