"""What follows from a duty not done: what is said of that duty, and of no other."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("高企更名没有报告会怎样", "取消资格"),
        ("前年忘了填高企年报，今年5月底又漏掉了，这资格还保得住吗", "累计两年没有填报年度报表"),
        ("科小信息没按期更新会怎么样", "撤销登记编号"),
        ("研发费用加计扣除错过七月预缴怎么办", "年度汇算清缴时统一享受"),
        ("设备加计预缴时错过了怎么办", "年度汇算清缴时享受"),
    ],
)
def test_what_follows_or_may_still_be_done_is_told(shipped, question, told):
    assert told in shipped.ask(question).text


@pytest.mark.parametrize(
    "question",
    ["小巨人到期不复核会怎样", "专精特新没复核会怎么样", "众创空间没按期报数据会怎样"],
)
def test_what_follows_from_another_duty_is_no_answer(shipped, question):
    answer = shipped.ask(question)
    assert answer.status is AnswerStatus.NOT_STATED
    assert "没有载明这样做的后果" in answer.text
