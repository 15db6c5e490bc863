"""Numbered questions are told apart by their numbers, whatever marks them."""

from __future__ import annotations

import pytest

from assistant.several.enumerated import each_numbered
from assistant.several.parts import divide


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "1、高企有效期几年 2、年报几月交 3、更名多久报",
            ["高企有效期几年？", "年报几月交？", "更名多久报？"],
        ),
        ("①小巨人谁认定②专精特新谁认定", ["小巨人谁认定？", "专精特新谁认定？"]),
        (
            "科小评价：1.得分多少过 2.科技人员能不能0分",
            ["科小评价：得分多少过？", "科技人员能不能0分？"],
        ),
        (
            "两个问题：一是加计扣除其他费用限额多少，二是高企口径又是多少",
            ["加计扣除其他费用限额多少？", "高企口径又是多少？"],
        ),
        (
            "请问：（1）小巨人负债率上限；（2）专精特新负债率上限",
            ["小巨人负债率上限是多少？", "专精特新负债率上限是多少？"],
        ),
        (
            "想弄清两个口径：高企成立要满多少天，入孵企业成立又不能超过几个月？",
            ["高企成立要满多少天", "入孵企业成立又不能超过几个月？"],
        ),
        ("研究生工作站谁出钱谁认定", ["研究生工作站谁出钱", "谁认定"]),
    ],
)
def test_each_numbered_question_is_one(message, asked):
    assert [part.text for part in divide(message)] == asked


@pytest.mark.parametrize(
    "message",
    [
        "研发投入占比2.4%怎么算",
        "我们一是缺人才，二是缺资金，有什么政策",
        "要几个数：苏科贷最高额度、利率上限",
        "Ⅰ类知识产权1、2项够不够",
        "2023年目标是多少",
    ],
)
def test_a_number_in_a_question_marks_none(message):
    assert each_numbered(message) == message


def test_what_one_asks_of_a_kind_is_not_carried_to_the_next(shipped):
    answer = shipped.ask("1、高企有效期几年 2、年报几月交 3、更名多久报")
    assert all(told in answer.text for told in ("三年", "5月底前", "三个月内"))
