"""An elliptic question asks for what the one before it asked for, unless its words say it."""

from __future__ import annotations

import pytest

from assistant.reading.asking import Asked
from assistant.reading.question import understand
from assistant.talk.inheriting import inherit
from corpus.figures import Measure


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("它们怎么遴选", Asked.OPEN),
        ("为啥不行", Asked.OPEN),
        ("众创空间呢", Asked.LIST),
        ("利率怎么定", Asked.LIST),
    ],
)
def test_a_way_or_a_reason_asked_for_is_no_list_because_one_was_asked_before(text, kind):
    earlier = understand("孵化器有哪些条件？")
    assert inherit(understand(text), earlier, "略").asked is kind


@pytest.mark.parametrize(
    ("question", "earlier", "measure"),
    [
        ("那孵化器呢", "今年要新增多少家高企？", Measure.COUNT),
        ("科技进步贡献率呢", "今年要新增多少家高企？", Measure.PERCENT),
        ("研发投入占比呢？", "今年要新增多少家高企？", Measure.PERCENT),
        ("技术合同成交额", "今年要新增多少家高企？", Measure.MONEY),
        ("场地面积呢", "每年要办多少场活动？", Measure.AREA),
        ("高新产值占比呢", "能拿多少钱？", Measure.PERCENT),
    ],
)
def test_a_measure_is_carried_on_unless_the_new_indicator_has_its_own(question, earlier, measure):
    carried = inherit(understand(question), understand(earlier), "300。")
    assert (carried.asked is Asked.MONEY) == (measure is Measure.MONEY and "钱" in earlier)
    assert carried.measure is measure


@pytest.mark.parametrize(
    ("question", "carried"),
    [
        ("能贷多少钱？", True),
        ("利率是百分之几？", True),
        ("要还吗？", False),
        ("怎么申请？", False),
        ("由谁受理？", False),
        ("什么时候截止申报？", False),
    ],
)
def test_amounts_told_earlier_bear_on_amounts_only(question, carried):
    earlier = understand("我们营收8000万元，苏科贷能贷多少？")
    found = inherit(understand(question), earlier, "不超过2000万元。")
    assert bool(found.amounts) == carried
    assert inherit(understand(question), earlier, "").amounts  # of the same message


def test_the_same_of_another_asks_for_what_was_asked_before():
    found = inherit(understand("小巨人也一样吗？"), understand("主营收入要占多少？"), "80%以上。")
    assert (found.asked, found.measure) == (Asked.FIGURE, Measure.PERCENT)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("那孵化载体又安排了什么事？", Asked.OPEN),
        ("那入库前不能出什么事？", Asked.OPEN),
        ("登记是买方还是卖方去办？", Asked.OPEN),
        ("要是到年底还没拿到呢？", Asked.OPEN),
        ("那众创空间呢？", Asked.FIGURE),
        ("众创空间又是怎么规定的？", Asked.FIGURE),
    ],
)
def test_what_is_asked_is_carried_only_to_a_question_that_does_not_say_it(
    question: str, asked: Asked
) -> None:
    assert inherit(understand(question), understand("今年要新增多少家？"), "").asked is asked


@pytest.mark.parametrize(
    ("question", "carried"),
    [("我们是高企，这样少缴多少税", True), ("那这笔能退多少", True), ("利率是多少", False)],
)
def test_what_comes_of_a_sum_keeps_it_though_the_answer_has_dealt_with_it(question, carried):
    earlier = understand("企业给大学的基础研究出资200万能扣多少？")
    found = inherit(understand(question), earlier, "再加计扣除200万元。")
    assert bool(found.amounts) == carried


def test_the_same_asked_again_keeps_the_figures_of_the_askers_own_case():
    earlier = understand("苏科贷第一次能贷多少，我们营收3000万")
    assert inherit(understand("第二次呢"), earlier, "不超过300万元。").amounts
    others = understand("营收3000万的企业苏科贷能贷多少")
    assert not inherit(understand("那研究生工作站呢"), others, "不超过300万元。").amounts


def test_what_comes_of_it_is_no_figure_because_one_was_asked_before():
    earlier = understand("几天能办下来")
    assert inherit(understand("办不下来会怎样"), earlier, "30日内。").asked is Asked.OPEN
