"""What is counted is what the question counts."""

from __future__ import annotations

from assistant.answer import AnswerStatus


def test_a_number_of_something_named_later_is_none_of_what_is_counted(shipped):
    assert shipped.ask("双创示范基地有几家？").status is AnswerStatus.NOT_STATED
    assert "13家" in shipped.ask("外国专家工作室要建几家？").text
    assert "50家" in shipped.ask("科创飞地年内要入驻多少家企业？").text
