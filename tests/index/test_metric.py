"""The index's own measure of nearness."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from index.metric import measured
from index.weighing import SHIPPED

WHOLES = np.eye(3, dtype=np.float32)
QUESTION, ASIDE, APART = ([1.0, 1.0, 1.0], [1.0, 1.0, 1.8], [1.0, 1.8, 1.0])


def inside(count: int) -> Any:
    """Windows that leave the whole of their passage in the third direction alone."""
    ways = np.where(np.arange(count) % 2, 1.0, -1.0)
    return np.outer(ways, [0.0, 0.0, 1.0]).astype(np.float32)


def near(vectors: list[list[float]], count: int) -> Any:
    """Nearness to the question, as an index with this many windows measures it."""
    metric = measured(WHOLES, inside(count), SHIPPED.inner)
    assert metric is not None
    rows = metric.of(np.array([QUESTION, *vectors], dtype=np.float32))
    return rows[1:] @ rows[0]


def test_a_direction_that_varies_inside_passages_counts_for_less() -> None:
    aside, apart = near([ASIDE, APART], 1000)
    assert aside > apart


def test_few_windows_are_hardly_trusted() -> None:
    def leaning(count: int) -> float:
        aside, apart = near([ASIDE, APART], count)
        return float(aside - apart)

    assert 0 < leaning(2) < leaning(1000)


def test_rows_are_unit_vectors_whatever_varies() -> None:
    metric = measured(WHOLES, np.zeros((5, 3), dtype=np.float32), SHIPPED.inner)
    assert metric is not None
    assert np.linalg.norm(metric.of(WHOLES), axis=1) == pytest.approx([1, 1, 1])


@pytest.mark.parametrize(("count", "power"), [(0, SHIPPED.inner), (9, 0.0)])
def test_there_is_no_measure_where_nothing_varies_or_it_is_off(count: int, power: float) -> None:
    assert measured(WHOLES, inside(count), power) is None
