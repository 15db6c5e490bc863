import math

import pytest

from evals.bootstrap import figures, mcnemar, mcnemar_worse, paired_difference
from evals.metrics import Tally


def test_a_figure_is_the_ratio_of_sums_inside_its_interval() -> None:
    rows = [{"x": Tally(1, 2)}, {"x": Tally(3, 3)}, {"x": Tally(0, 1)}, {}] * 10
    figure = figures(rows, ["x"])["x"]
    assert figure["value"] == pytest.approx(4 / 6, abs=1e-6)
    assert figure["low"] is not None
    assert figure["high"] is not None
    assert 0.4 < figure["low"] < 4 / 6 < figure["high"] < 0.9
    assert (figure["got"], figure["of"]) == (40, 60)


def test_the_interval_of_a_share_is_about_the_normal_one() -> None:
    rows = [{"x": Tally(n < 80, 1)} for n in range(100)]
    figure = figures(rows, ["x"])["x"]
    assert figure["low"] == pytest.approx(0.8 - 1.96 * math.sqrt(0.16 / 100), abs=0.015)


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [(0, 0, 1.0), (1, 0, 1.0), (6, 0, 0.03125), (8, 2, 0.109375), (0, 1500, 0.0)],
)
def test_mcnemar_is_the_exact_binomial_test(gained: int, lost: int, p: float) -> None:
    assert mcnemar(gained, lost) == pytest.approx(p)
    assert mcnemar(lost, gained) == pytest.approx(p)


@pytest.mark.parametrize(
    ("gained", "lost", "p"),
    [(0, 0, 1.0), (0, 6, 1 / 64), (6, 0, 1.0), (0, 7, 1 / 128), (1, 1, 0.75)],
)
def test_one_sided_only_losses_count(gained: int, lost: int, p: float) -> None:
    assert mcnemar_worse(gained, lost) == pytest.approx(p)


def test_a_paired_difference_leaves_zero_out_only_when_it_is_sure() -> None:
    worse = [Tally(n >= 10, 1) for n in range(60)]
    better = [Tally(1, 1)] * 60
    change, low, high = paired_difference(worse, better)
    assert change == pytest.approx(10 / 60)
    assert 0 < low < change < high
    assert paired_difference(better, better) == (0, 0, 0)
