"""What a message takes for granted beside what it asks is set right where it is otherwise."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus as A


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("听说国家每家科技型中小企业入库奖5万，这钱什么时候打到账上？", "没有统一的入库现金奖励"),
        ("小巨人国家直接奖50万，审计报告又得找谁赋码？", "没有中央财政直接奖补"),
        ("小巨人国家直接奖50万，审计报告又得找谁赋码？", "统一监管平台报备赋码"),
        ("既然外国专家工作室今年要建20家，那怎么分到各县？", "13家以上"),
        ("专精特新由工信部认定，那我直接把材料寄到北京行吗？", "由省级中小企业主管部门认定"),
        ("既然要点提出成交额要到500亿，靠谁去做？先核对下数字。", "突破350亿元"),
        ("市科创中心要入驻60家服务机构，地方够大吗？这个数准不准", "30家"),
        ("听说科技副总每人补15万，还有没有？", "取消每人15万元"),
    ],
)
def test_what_is_otherwise_is_told_beside_what_is_asked(shipped, question, stated):
    answer = shipped.ask(question)
    assert answer.status in (A.ANSWERED, A.PARTLY_ANSWERED)
    assert stated in answer.text


@pytest.mark.parametrize(
    "question",
    ["技术合同今年要突破350亿元，由谁牵头？", "小巨人由工信部认定，评分要到多少？"],
)
def test_what_is_so_is_not_told_again(shipped, question):
    text = shipped.ask(question).text
    assert "文件所列不是" not in text
    assert "由工业和信息化部认定" not in text


def test_an_award_whose_sum_is_set_elsewhere_is_no_answer(shipped):
    answer = shipped.ask("高新技术企业奖20万，由哪个科室发？")
    assert answer.status is A.NOT_STATED


def test_what_is_added_to_an_award_is_a_sum_of_money_too(shipped):
    answer = shipped.ask("今年新认定的高企，市里一家奖多少万？县里再配套多少？")
    assert answer.status is A.NOT_STATED


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("听说科小要70分才过，我们66分有没有希望？", "66分不低于60分", "没有载明"),
        ("朋友说小巨人两年研发要1000万，我们两年1100万行不行", "1200万元以上", "1000 万元"),
    ],
)
def test_what_others_say_of_a_rule_is_no_figure_of_ones_own(shipped, question, told, not_told):
    answer = shipped.ask(question)
    assert answer.status is A.ANSWERED
    assert told in answer.text
    assert not_told not in answer.text
