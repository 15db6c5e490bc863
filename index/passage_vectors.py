"""The vector leg: cosines of windows and of whole passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from index.fusion import Scores
from index.vector_index import Vectors, cosines
from index.weighing import SHIPPED, Weighing


@dataclass(frozen=True, slots=True)
class Nearness:
    """To one question: cosine of each window; score of each passage, for ranking alone."""

    windows: Scores
    passages: Scores


class PassageVectors:
    """The vectors of an index; counts says how many windows each passage has."""

    def __init__(
        self, vectors: Vectors, counts: Sequence[int], weighing: Weighing = SHIPPED
    ) -> None:
        """Vectors are rows in passage order: its windows, then the whole where it has several."""
        several = np.asarray(counts) > 1
        rows = np.asarray(counts, dtype=np.intp) + several
        ends = np.array([0, *accumulate(rows.tolist())], dtype=np.intp)
        self._whole = ends[1:] - 1
        of_whole = np.zeros(len(vectors), dtype=bool)
        of_whole[self._whole[several]] = True
        self._windows: npt.NDArray[np.intp] = np.flatnonzero(~of_whole)
        self._starts = np.array([0, *accumulate(counts)][:-1], dtype=np.intp)
        self._vectors = vectors
        self._share = weighing.whole

    @property
    def width(self) -> int:
        """Dimensions of a vector."""
        return int(self._vectors.shape[1])

    def nearness(self, query: Sequence[float]) -> Nearness:
        """Exact, over all rows."""
        near = cosines(self._vectors, query)
        windows = near[self._windows]
        best = np.maximum.reduceat(windows, self._starts)
        blended = (1 - self._share) * best + self._share * near[self._whole]
        return Nearness(windows, blended)
