"""How near the passages are to a question, by the vectors of their windows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.vector_index import VectorIndex

Scores = npt.NDArray[np.float64]

_WHOLE = 0.6  # what the whole passage counts for beside its best window
_UNRELATED = 0.7  # cosines of texts about different things lie about here


class Nearness:
    """To one question: scores of the passages near it, 0 elsewhere; cosines of any windows."""

    def __init__(self, index: VectorIndex, query: Sequence[float]) -> None:
        """Raises StoreUnreadable, VectorsAway."""
        self._index, self._rows, self._query = index, index.rows, query
        self._cosines = index.nearest(query)
        near = list(dict.fromkeys(index.owner[row] for row in self._cosines))
        # a window that is not among the nearest is no nearer than those that are
        unknown = [n for n in near if not self._known(n)]
        wholes = [self._rows[n][-1] for n in near]
        self._ask([*wholes, *(row for n in unknown for row in self._rows[n])])
        self.passages: Scores = np.zeros(len(self._rows))
        for n, whole in zip(near, wholes, strict=True):
            best = max(self._known(n))
            self.passages[n] = (1 - _WHOLE) * best + _WHOLE * self._cosines[whole]

    def windows(self, n: int) -> Scores:
        """Cosines of a passage's windows, in order."""
        self.fetch([n])
        return np.array(self._known(n), dtype=np.float64)

    def shares(self, n: int) -> Scores:
        """The same from 0 (unrelated) to 1."""
        return np.clip((self.windows(n) - _UNRELATED) / (1 - _UNRELATED), 0, 1)

    def fetch(self, passages: Sequence[int]) -> None:
        """Ask at once for what is not known yet of these passages' cosines."""
        self._ask([row for n in passages for row in self._rows[n]])

    def _ask(self, rows: Sequence[str]) -> None:
        wanted = [row for row in rows if row not in self._cosines]
        found = self._index.cosines(self._query, wanted)
        self._cosines.update({row: found.get(row, 0.0) for row in wanted})

    def _known(self, n: int) -> list[float]:
        """Cosines of those of a passage's windows that are known."""
        rows = self._rows[n]
        windows = rows[: len(rows) - (len(rows) > 1)]
        return [self._cosines[row] for row in windows if row in self._cosines]
