"""Quantities as people say them."""

from __future__ import annotations

import pytest

from corpus.figures import Comparator
from corpus.spoken_numbers import said_figures


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("一亿二", 1.2e8, "元"),
        ("1亿2千万", 1.2e8, "元"),
        ("一亿零五百万", 1.05e8, "元"),
        ("1.2个亿", 1.2e8, "元"),
        ("9,800万元", 9.8e7, "元"),
        ("五百二十号人", 520, "人"),
        ("80个人", 80, "人"),
        ("1.2万人", 12000, "人"),
        ("一万二千平", 12000, "平方米"),
        ("八成", 0.8, "%"),
        ("五成五", 0.55, "%"),
        ("百分之十二", 0.12, "%"),
        ("一年半", 1.5, "年"),
        ("十个月", 10, "个月"),
    ],
)
def test_what_is_said_is_one_exact_figure(text: str, value: float, unit: str) -> None:
    (figure,) = said_figures(f"共{text}，")
    assert (figure.value, figure.unit) == (pytest.approx(value), unit)
    assert (figure.comparator, figure.upper) == (Comparator.EQUAL, None)


@pytest.mark.parametrize(
    ("text", "value", "upper"),
    [
        ("九千多万", 9e7, 1e8),
        ("两个多亿", 2e8, 3e8),
        ("100多人", 100, 200),
        ("1.2亿多", 1.2e8, 1.3e8),
    ],
)
def test_more_reaches_to_the_next_of_its_last_digit(text: str, value: float, upper: float) -> None:
    (figure,) = said_figures(text)
    assert (figure.value, figure.upper) == (pytest.approx(value), pytest.approx(upper))


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("四百来万", Comparator.ABOUT),
        ("大概500万", Comparator.ABOUT),
        ("不到五千万", Comparator.LESS),
        ("超过2亿元", Comparator.MORE),
    ],
)
def test_words_that_bound_are_kept(text: str, comparator: Comparator) -> None:
    assert said_figures(text)[0].comparator is comparator


@pytest.mark.parametrize(
    "text", ["几百万", "300到400万", "三四百万", "去年5月20日", "2025年", "成立"]
)
def test_what_is_no_single_number_is_none(text: str) -> None:
    assert said_figures(text) == ()
