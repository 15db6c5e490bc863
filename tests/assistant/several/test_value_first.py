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
