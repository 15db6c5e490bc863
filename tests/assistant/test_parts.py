"""Several questions in one message: each is answered for itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.parts import divide

COUNT = "今年要新增多少家高新技术企业？"
TERM = "创新券什么时候集中兑付？"
LEAD = "滩涂生态实验室由谁牵头？"
FIELD = "聚焦哪些产业开展产学研活动？"
RATE = "研发投入占比的目标是多少？"


@pytest.mark.parametrize("asked", [[COUNT], [COUNT, TERM], [COUNT, TERM, LEAD, FIELD, RATE]])
def test_each_question_of_a_message_becomes_a_part(asked):
    assert [part.text for part in divide("".join(asked))] == asked


@pytest.mark.parametrize("joint", ["，", "，另外", "，还有", "；", "\n", "。"])
def test_two_questions_are_told_apart_however_they_are_joined(joint):
    parts = divide(f"今年要新增多少家高新技术企业{joint}创新券什么时候集中兑付？")
    assert len(parts) == 2
    assert "高新技术企业" in parts[0].text
    assert "创新券什么时候集中兑付" in parts[1].text
    assert "高新技术企业" not in parts[1].text


@pytest.mark.parametrize(
    "message",
    [
        COUNT,
        "高新技术企业认定条件",
        "我们公司去年销售八千万。研发费用占比要多少？",
        "实验室由谁牵头，多久？",
        "",
        "？？",
    ],
)
def test_a_message_that_asks_once_comes_back_whole(message):
    assert [part.text for part in divide(message)] == [message]


@pytest.mark.parametrize(
    "message",
    [
        "我们啥牌子都没有，能申报高新技术企业吗？",
        "我们公司什么都没有。怎么申请高新技术企业？",
        "谁也不能享受优惠的行业是哪些？",
    ],
)
def test_an_indefinite_word_asks_nothing(message):
    assert len(divide(message)) == 1


def test_what_is_told_beside_the_questions_stays_as_context():
    parts = divide(f"我们在亭湖区。{COUNT}{TERM}")
    assert [part.text for part in parts] == [COUNT, TERM]
    assert all("亭湖区" in part.context for part in parts)


def test_a_later_question_knows_the_first_one():
    assert COUNT in divide(COUNT + TERM)[1].context


def test_too_many_questions_are_not_divided():
    message = "".join(f"第{n}类企业的新增目标是多少家？" for n in "甲乙丙丁戊己庚")
    assert len(divide(message)) <= 5


def test_no_question_is_lost_for_being_short():
    message = f"{COUNT}税率是多少？{TERM}公示多少天？"
    assert "".join(part.text for part in divide(message)) == message


@settings(deadline=None)
@given(st.text(alphabet="今年高企多少家什么时候，。？！；\n另外谁", max_size=60))
def test_dividing_never_fails_and_always_gives_a_part(message):
    parts = divide(message)
    assert 1 <= len(parts) <= 5
    assert all(part.text in message for part in parts)
