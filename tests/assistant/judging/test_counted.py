"""What is counted is what the question counts."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus


def test_a_number_of_something_named_later_is_none_of_what_is_counted(shipped):
    assert shipped.ask("双创示范基地有几家？").status is AnswerStatus.NOT_STATED
    assert "13家" in shipped.ask("外国专家工作室要建几家？").text
    assert "50家" in shipped.ask("科创飞地年内要入驻多少家企业？").text


@pytest.mark.parametrize("question", ["科技副总一个人能兼几家企业", "一家企业能请几个科技副总"])
def test_how_many_there_are_in_all_is_not_how_many_one_may(shipped, question):
    assert shipped.ask(question).status is AnswerStatus.NOT_STATED
