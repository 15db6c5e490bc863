"""What is on the topic but far from what is asked is no answer to it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import AnswerStatus
from assistant.inquiry import Finding
from assistant.judging.left_open import without_left_open
from assistant.reading.question import understand

A, N = AnswerStatus.ANSWERED, AnswerStatus.NOT_STATED


@pytest.mark.parametrize(
    "question",
    [
        "新型研发机构引进人才有安家费吗",
        "软著当天登记的能用吗",
        "企业交县里的截止日是哪天",
        "经济效益怎么证明",
    ],
)
def test_what_a_paragraph_leaves_open_is_not_answered_by_it(shipped, question):
    assert shipped.ask(question).status is N


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("今年新增高企多少家", "300家"),
        ("揭榜挂帅今年支持多少个项目？", "30项"),
        ("孵化器场地要多大", "平方米"),
        ("委托境外个人研发能加计扣除吗", "不能加计扣除"),
        ("创投集团依托谁成立", "黄海金控"),
        ("盐城在沿海这一带给自己定的角色是什么？", "高质量发展排头兵"),
    ],
)
def test_what_it_states_is_answered_however_short_the_question(shipped, question, told):
    assert told in shipped.ask(question).text


def test_nothing_is_withheld_of_what_was_not_judged():
    finding = Finding(understand("高企多少家？"), (), {})
    assert without_left_open(finding, date(2023, 6, 1)) is finding
