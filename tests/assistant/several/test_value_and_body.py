"""A value and who is to see to it, named together, are two questions."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus
from assistant.several.value_and_body import value_and_body


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("请问新建书吧的目标及责任单位", ["新建书吧的目标是多少", "新建书吧由谁负责"]),
        ("星级酒店的认定标准和认定部门", ["星级酒店的认定标准是什么", "星级酒店由谁认定"]),
        ("书吧评价的条件和受理部门", ["书吧评价有哪些条件", "书吧评价由谁受理"]),
        ("书吧的责任单位", []),
        ("书吧的目标和意义", []),
    ],
)
def test_both_are_asked(sentence, parts):
    assert [asked.text for asked in value_and_body(sentence)] == parts


def test_the_value_is_told_where_the_plan_names_nobody(shipped):
    answer = shipped.ask("请问我市2023年全社会研发投入占GDP的目标及责任单位")
    assert answer.status is AnswerStatus.PARTLY_ANSWERED
    assert "2.4%左右" in answer.text


def test_a_department_that_is_only_worked_with_is_not_in_charge(shipped):
    assert shipped.ask("科技副总引进由谁负责").status is AnswerStatus.NOT_STATED
