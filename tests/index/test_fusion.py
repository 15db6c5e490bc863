"""Fusion as tables: the legs' scores and what becomes of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.retriever import convex, min_max

LEG = arrays(np.float64, 12, elements=st.floats(-5, 50, allow_nan=False))


@pytest.mark.parametrize(
    ("scores", "depth", "scaled"),
    [
        ([3, 1, 2], 100, [1, 0, 0.5]),
        ([3, 1, 2, 0, -4], 100, [1, 0, 0.5, 0, 0]),
        ([3, 1, 2], 2, [1, 0, 0]),
        ([2, 2], 100, [1, 1]),
        ([0, 0], 100, [0, 0]),
        ([7], 100, [1]),
        ([], 100, []),
    ],
)
def test_min_max_stretches_the_best_over_0_to_1(scores, depth, scaled):
    assert min_max(np.array(scores, dtype=float), depth).tolist() == scaled


@given(LEG, LEG, st.floats(0.1, 0.9))
def test_convex_stays_within_0_and_1_and_a_leg_scaled_changes_nothing(one, other, weight):
    fused = convex([one, other], [weight, 1 - weight])
    assert ((fused >= 0) & (fused <= 1 + 1e-9)).all()
    assert convex([one * 4, other], [weight, 1 - weight]) == pytest.approx(fused)
