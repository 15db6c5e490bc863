"""The vector leg: cosines of windows, and passages ranked by the index's own measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from index.fusion import Scores
from index.metric import measured
from index.vector_index import Vectors, cosines, unit
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
        owners = np.repeat(self._whole, counts)
        inner = vectors[self._windows] - vectors[owners]
        wholes = vectors[self._whole]
        self._metric = measured(wholes, inner[owners != self._windows], weighing.inner)
        self._ranked = vectors if self._metric is None else self._metric.of(vectors)

    @property
    def width(self) -> int:
        """Dimensions of a vector."""
        return int(self._vectors.shape[1])

    def nearness(self, query: Sequence[float]) -> Nearness:
        """Exact, over all rows."""
        windows = cosines(self._vectors, query)[self._windows]
        near = self._measured(query)
        best = np.maximum.reduceat(near[self._windows], self._starts)
        blended = (1 - self._share) * best + self._share * near[self._whole]
        return Nearness(windows, blended)

    def _measured(self, query: Sequence[float]) -> Scores:
        """Nearness of each row by the index's own measure, if it has one."""
        if self._metric is None:
            return cosines(self._vectors, query)
        return cosines(self._ranked, self._metric.of(unit([query]))[0].tolist())
