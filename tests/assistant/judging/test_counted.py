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


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("今年双征双推要摸多少需求", "1000条"),
        ("双征双推要摸多少条需求", "1000条"),
        ("双征双推要征集多少成果", "3000项"),
        ("产学研活动签多少项目", "1000项"),
    ],
)
def test_a_thing_that_is_counted_beside_has_its_own_number(shipped, question, told):
    assert told in shipped.ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("今年高新技术产业产值占比多少", "45%"),
        ("今年高新技术产业产值增长多少", "30%"),
    ],
)
def test_by_how_much_a_thing_grows_is_no_share_of_it(shipped, question, told):
    assert told in shipped.ask(question).text


def test_a_share_of_which_only_the_growth_is_told_is_not_stated(shipped):
    answer = shipped.ask("高新区高新技术产业产值占比多少")
    assert answer.status is AnswerStatus.NOT_STATED


def test_the_clause_that_has_the_words_is_told_and_not_another_that_is_known(shipped):
    assert shipped.ask("市级研发项目立项多少").text.startswith(
        "市、县(市、区)本级企业研发项目立项超300项"
    )
    assert "30项左右" in shipped.ask("择优支持的攻关项目多少").text
