"""Two kinds are told apart by the conditions that set another figure for the same."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus as A
from assistant.several.parts import divide


@pytest.mark.parametrize(
    "message",
    [
        "专精特新和小巨人差在哪？",
        "专精特新跟小巨人有啥区别",
        "请比较专精特新和小巨人的认定条件",
    ],
)
def test_what_sets_two_kinds_apart_is_sought_in_the_conditions_of_both(message):
    asked = ["专精特新的认定条件有哪些", "小巨人的认定条件有哪些"]
    assert [part.text for part in divide(message)] == asked


@pytest.mark.parametrize(
    "message", ["孵化服务和经营租赁有什么区别？", "专精特新和小巨人的负债率差多少？"]
)
def test_one_side_and_what_is_no_kind_are_not_compared_as_a_whole(message):
    assert not any("认定条件有哪些" in part.text for part in divide(message))


def test_each_condition_with_another_figure_is_told_of_both(shipped):
    answer = shipped.ask("专精特新和小巨人差在哪？")
    assert answer.status is A.ANSWERED
    for told in ("1500万元", "5000万元", "80%", "75%", "1项", "4项", "50分", "60分"):
        assert told in answer.text
    assert "3年以上" not in answer.text  # the same for both
    assert len(answer.text) <= 700


def test_kinds_with_few_conditions_alike_are_told_one_after_the_other(shipped):
    text = shipped.ask("高企和科小有啥不一样？").text
    assert "不低于10%" in text
    assert "职工500人" in text


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        (
            "请比较专精特新中小企业与“小巨人”企业在上年度营业收入和发展评价得分上的门槛。",
            ("1500万元", "5000万元", "50分", "60分"),
        ),
        (
            "比较一下国家级孵化器和众创空间在场地面积、服务人员方面的要求",
            ("10000平方米", "500平方米", "80%", "至少3名"),
        ),
    ],
)
def test_sides_that_are_named_are_told_of_both(shipped, question, stated):
    text = shipped.ask(question).text
    assert all(fact in text for fact in stated)
