"""Fusion as tables: the legs' scores and what becomes of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from index.retriever import convex

LEG = arrays(np.float64, 12, elements=st.floats(-5, 50, allow_nan=False))


@given(LEG, LEG, st.floats(0.1, 0.9))
def test_convex_stays_within_0_and_1_and_a_leg_scaled_changes_nothing(one, other, weight):
    fused = convex([one, other], [weight, 1 - weight])
    assert ((fused >= 0) & (fused <= 1 + 1e-9)).all()
    assert convex([one * 4, other], [weight, 1 - weight]) == pytest.approx(fused)
