"""Questions of one message: what is unstated of one is not made up for by what is near."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus

N, P = AnswerStatus.NOT_STATED, AnswerStatus.PARTLY_ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "“科技创新提升年”那场动员部署会在哪个会场开的，会上有哪些嘉宾？",
        "响水国家农业科技园区的验收会是几月几号开的？专家给的结论是什么",
        "省研究生工作站的生活补贴是多少，一年要有几个研究生进站？",
        "为什么烟草企业搞研发就不能加计扣除，立法理由是什么？",
        "校企联盟备案的表格在哪里下载，备案要多少个工作日？",
        "省级农业科技型企业认定后有什么补贴，标准是多少？",
        "科技副总一年要在企业待满多少天，考核不合格怎么办？",
        "专精特新“小巨人”复核没通过，多久以后可以重新报，理由会不会告知？",
    ],
)
def test_beside_what_is_unstated_a_general_sentence_is_no_answer(shipped, question):
    assert shipped.ask(question).status is N


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("提升年的目标任务完成得怎么样，由谁来定期督查通报？", "市委督查室"),
        ("专精特新申报要交申报费吗，工信部有没有授权中介代办？", "未委托任何中介机构"),
        ("提升年完成得怎么样？另外，全市今年新招引科技型企业要多少家？", "1000家"),
        ("碳捕捉中试装备由哪家公司造，要转化的是哪所大学的成果？", "清华大学"),
    ],
)
def test_what_is_stated_is_told_beside_what_is_not(shipped, question, told):
    assert told in shipped.ask(question).text


@pytest.mark.parametrize(
    ("message", "count", "status"),
    [
        ("今年高企要新增多少家，培育库呢", 1, P),
        ("今年新增多少家高企，瞪羚企业呢", 1, P),
        ("今年新增多少家高企，孵化器里的企业呢", 1, AnswerStatus.ANSWERED),
    ],
)
def test_the_value_told_of_one_is_not_told_of_another_that_is_only_named(
    shipped, message, count, status
):
    answer = shipped.ask(message)
    assert answer.text.count("300家") == count
    assert answer.status is status
