"""An inverted index scored by BM25: how often each token occurs in which text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

K1, B = 1.5, 0.75
_TOKEN = 32  # bits of a key that stand below its token: the text
_MOST = np.iinfo(np.uint16).max
Ints = npt.NDArray[np.integer]


@dataclass(frozen=True)
class Postings:
    """Texts by token: those of token t are texts[starts[t]:starts[t + 1]], ascending.

    Nothing here depends on what other texts there are: they are weighed when scored, so that one
    can come or go without the rest.
    """

    starts: Ints
    texts: Ints
    counts: Ints
    """How often a token is in each of its texts."""
    lengths: Ints
    """Tokens of each text, at least one."""

    @classmethod
    def empty(cls) -> Postings:
        """Of no texts."""
        return cls(
            np.zeros(1, np.int64),
            np.zeros(0, np.int32),
            np.zeros(0, np.uint16),
            np.zeros(0, np.int32),
        )

    def changed(
        self, moved: Ints, places: Ints, fresh: Sequence[Sequence[int]], tokens: int
    ) -> Postings:
        """With each text at its new place (-1: gone), and fresh ones, as tokens, at theirs.

        tokens: how many different ones there are by now.
        """
        stays = moved >= 0
        lengths = np.zeros(stays.sum() + len(places), np.int32)
        lengths[moved[stays]] = self.lengths[stays]
        lengths[places] = [max(len(text), 1) for text in fresh]
        added = np.fromiter(chain.from_iterable(fresh), np.int64) << _TOKEN
        added |= np.repeat(places, [*map(len, fresh)])
        added, times = np.unique(added, return_counts=True)
        kept = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts)) << _TOKEN
        kept |= moved[self.texts]
        kept, counts = kept[stays[self.texts]], self.counts[stays[self.texts]]
        keys = np.concatenate([kept, added])
        counts = np.concatenate([counts, np.minimum(times, _MOST).astype(np.uint16)])
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        return Postings(
            np.searchsorted(keys, np.arange(tokens + 1) << _TOKEN),
            keys.astype(np.int32),  # the lower half
            counts[order],
            lengths,
        )

    def scores(self, tokens: Iterable[int]) -> npt.NDArray[np.float32]:
        """Lucene's BM25 of every text; a token that is asked twice counts twice."""
        scores = np.zeros(len(self.lengths), np.float32)
        for token in tokens:
            part = slice(*self.starts[token : token + 2])
            texts, counts = self.texts[part], self.counts[part]
            rare = np.float32(math.log(1 + (len(scores) - len(texts) + 0.5) / (len(texts) + 0.5)))
            share = self._long.take(texts)
            share += counts
            np.divide(counts, share, out=share)
            share *= rare
            scores[texts] += share.astype(np.float32)
        return scores

    @cached_property
    def _long(self) -> npt.NDArray[np.float64]:
        """What a count is weighed against: more in a longer text."""
        return np.asarray(K1 * ((1 - B) + B * self.lengths / self.lengths.mean()))
