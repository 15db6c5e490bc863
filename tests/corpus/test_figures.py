"""Figures as values: units, words that only look like units, and figures as people say them."""

import pytest

from corpus.figures import Comparator, Measure, figures, number
from corpus.spoken_numbers import said_figures
from tests.growth import grows_in_step


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
        ("注册资本1亿美元以下", 1e8, "美元", Measure.FOREIGN_MONEY),
        ("将在1个至5个工作日内办结", 1, "个工作日", Measure.DURATION),
    ],
)
def test_unit(text, value, unit, measure):
    (figure,) = figures(text)
    assert (figure.value, figure.unit, figure.measure) == (pytest.approx(value), unit, measure)


@pytest.mark.parametrize(
    "text", ["一张蓝图绘到底", "一套制度", "5部门联合", "一支队伍", "一项制度"]
)
def test_plain_words_are_no_figures(text):
    assert figures(text) == ()


UNITS = "1 一 1,234, 1. 1/ 1至 百分之一 一一分之 第1 3家 2023年 不超过"


@pytest.mark.parametrize("unit", UNITS.split())
def test_the_time_grows_with_the_length(unit):
    read = figures.__wrapped__  # not from what is remembered
    assert grows_in_step(read, lambda n: (unit * n)[:n], 4000)


@pytest.mark.parametrize("text", ["一" * 400 + "万元", "9" * 400 + "万元", "1/" + "0" * 400 + "家"])
def test_a_number_without_end_is_no_figure(text):
    assert figures(text) == ()
    assert number(text.removesuffix("万元")) is None


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
def test_what_is_said_is_one_exact_figure(text, value, unit):
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
def test_more_reaches_to_the_next_of_its_last_digit(text, value, upper):
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
def test_words_that_bound_are_kept(text, comparator):
    assert said_figures(text)[0].comparator is comparator


@pytest.mark.parametrize(
    "text", ["几百万", "300到400万", "三四百万", "去年5月20日", "2025年", "成立"]
)
def test_what_is_no_single_number_is_none(text):
    assert said_figures(text) == ()
