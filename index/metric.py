"""Nearness by the index's own measure: what varies inside passages tells little between them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from index.vector_index import Vectors, unit

_CENTRED = 0.5
"""How much of the mean vector is taken away: the texts of a library share it, questions in part."""
SHRINKAGE = 0.5
"""Variance lent to every direction, in shares of the mean one: rare directions are not trusted."""


@dataclass(frozen=True, slots=True)
class Metric:
    """Shifts and turns vectors so that their cosine is the nearness of what they are about."""

    centre: Vectors
    turn: Vectors

    def of(self, vectors: Vectors) -> Vectors:
        """Unit rows."""
        return unit((vectors - self.centre) @ self.turn)


def measured(
    wholes: Vectors, inner: Vectors, power: float, lent: float = SHRINKAGE
) -> Metric | None:
    """The metric of an index; None where it is off or there is nothing to measure it by.

    Inner are the differences of windows from the whole of their passage. They are of one subject,
    so a direction counts the less the more they vary in it: by its variance to this power.
    The fewer they are for the width of a vector, the more alike all directions are taken to be.
    """
    if not power or not len(inner):
        return None
    variances, axes = np.linalg.eigh(np.atleast_2d(np.cov(inner, rowvar=False, bias=True)))
    shrinkage = lent + inner.shape[1] / len(inner)
    scale = (variances / max(variances.mean(), 1e-12) + shrinkage) ** -power
    turn = np.asarray(axes * scale, dtype=np.float32)
    return Metric(np.asarray(_CENTRED * wholes.mean(axis=0), dtype=np.float32), turn)
