"""A value named first, without a question word, is asked for like what is asked beside it."""

from __future__ import annotations

import pytest

from assistant.several.parts import divide
from assistant.several.value_first import value_first


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "今年科技创新投入目标，以及怎么保证投入",
            ["今年科技创新投入目标是多少", "怎么保证投入"],
        ),
        (
            "产学研活动场次目标，另外签多少项目",
            ["产学研活动场次目标是多少", "签多少项目"],
        ),
        (  # what is asked beside the value of one kind is asked of that kind
            "专精特新的营收门槛，还有研发费用每年要多少",
            ["专精特新的营收门槛是多少", "专精特新研发费用每年要多少"],
        ),
        ("今年高企目标数，和怎么培育", ["今年高企目标数是多少", "高企怎么培育"]),
        (  # two sides named first
            "苏科贷的额度上限和利率，还有能贷多久",
            ["苏科贷的额度上限是多少", "苏科贷的利率是百分之多少", "能贷多久"],
        ),
        (  # of another kind than the value
            "高企的税率，还有科小几月份填报",
            ["高企的税率是百分之多少", "科小几月份填报"],
        ),
    ],
)
def test_a_value_named_first_is_a_question(message, asked):
    assert [part.text for part in divide(message)] == asked


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("高企税率多少？还有证书有效期", ["高企税率多少？", "证书有效期是多少"]),
        (  # from one kind to the next: the value of each
            "从专精特新升小巨人,营收门槛从多少涨到多少?Ⅰ类知识产权从几项变几项?",
            [
                "专精特新的营收门槛要多少?",
                "小巨人的营收门槛要多少?",
                "专精特新的Ⅰ类知识产权要几项?",
                "小巨人的Ⅰ类知识产权要几项?",
            ],
        ),
    ],
)
def test_a_value_named_behind_or_as_a_step_is_a_question(message, asked):
    assert [part.text for part in divide(message)] == asked


def test_what_is_told_of_the_asker_stays_beside_the_list_that_is_asked_for():
    told = "我家开连锁饭店的，税务说有些行业不给加计。"
    (part,) = divide(f"{told}到底哪些行业在名单里？")
    assert part.text == "到底哪些行业在名单里？"
    assert part.context == told


@pytest.mark.parametrize(
    "message",
    [
        "我们去年营收3000万。要满足哪些条件？",
        "Ⅰ类知识产权有哪些？我们想看植物那块在不在里头",
        "我们是省级备案的。能免税吗？",
    ],
)
def test_a_figure_of_their_own_and_what_is_told_behind_stay_in_the_question(message):
    (part,) = divide(message)
    assert part.text == message


@pytest.mark.parametrize(
    "message",
    [
        "研发费用占比和高新收入占比要多少",
        "专精特新和小巨人怎么区分",
        "研发费用占比，高企多少",
        "我们想要高企的税率优惠，还要准备什么",
        "高企有哪些优惠，还有证书管几年",
    ],
)
def test_what_names_no_value_first_or_asks_of_both_is_none(message):
    assert value_first(message) == []
