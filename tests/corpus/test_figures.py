"""Figures as values: units, and words that only look like comparators or units."""

from __future__ import annotations

import pytest

from corpus.figures import Measure, figures, number
from tests.growth import growth


@pytest.mark.parametrize(
    ("text", "value", "unit", "measure"),
    [
        ("压缩至20分钟", 20, "分钟", Measure.DURATION),
        ("得20分", 20, "分", Measure.SCORE),
        ("稳定在1.3万亿斤", 1.3e12, "斤", Measure.COUNT),
        ("新建高标准农田18.5万亩", 185000, "亩", Measure.AREA),
        ("床位7.2张", 7.2, "张", Measure.COUNT),
        ("控制在32微克/立方米", 32, "微克/立方米", Measure.COUNT),
        ("注册成立满365个日历天数", 365, "个日历天数", Measure.DURATION),
        ("多个样品的，只计一项", 1, "项", Measure.COUNT),
    ],
)
def test_unit(text: str, value: float, unit: str, measure: Measure) -> None:
    (figure,) = figures(text)
    assert (figure.value, figure.unit, figure.measure) == (pytest.approx(value), unit, measure)


@pytest.mark.parametrize(
    "text", ["一张蓝图绘到底", "一套制度", "5部门联合", "一支队伍", "一项制度"]
)
def test_plain_words_are_no_figures(text: str) -> None:
    assert figures(text) == ()


UNITS = "1 一 1,234, 1. 1/ 1至 百分之一 一一分之 第1 3家 2023年 不超过"


@pytest.mark.parametrize("unit", UNITS.split())
def test_the_time_grows_with_the_length(unit: str):
    read = figures.__wrapped__  # not from what is remembered
    assert growth(read, lambda n: (unit * n)[:n], 4000) < 3


@pytest.mark.parametrize("text", ["一" * 400 + "万元", "9" * 400 + "万元", "1/" + "0" * 400 + "家"])
def test_a_number_without_end_is_no_figure(text: str):
    assert figures(text) == ()
    assert number(text.removesuffix("万元")) is None
