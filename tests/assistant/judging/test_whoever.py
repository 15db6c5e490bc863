"""Whether such a one as is named may have a title: a rule that tells nothing of them is none."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus


@pytest.mark.parametrize(
    "question",
    [
        "建筑公司能评高企吗",
        "养老院能评高企吗",
        "亏损还能评高企吗",
        "连续三年亏损的企业能申报专精特新吗",
        "上市公司能申请小巨人吗",
        "我们是做游戏的公司，能申报高企吗",
        "民营医院可以评科技型中小企业吗",
        "民企能揭榜吗",
    ],
)
def test_a_rule_on_something_else_gives_no_verdict_on_whom_it_does_not_name(shipped, question):
    answer = shipped.ask(question)
    assert answer.status is AnswerStatus.NOT_STATED
    assert "没有写到" in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("物流公司可以申请高新技术企业吗", "国家重点支持的高新技术领域共八个"),
        ("建筑公司能享受研发费用加计扣除吗", "不适用的行业"),
        ("个体户能享受加计扣除吗", "享受主体是居民企业"),
    ],
)
def test_where_fields_are_listed_the_list_is_told_and_that_it_has_not_the_name(
    shipped, question, told
):
    text = shipped.ask(question).text
    assert text.startswith("文件没有写到")
    assert told in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("外资企业能评高企吗", "居民企业"),
        ("没有专利能评高企吗", "没有知识产权的企业不能认定"),
        ("亏损企业能享受研发加计吗", "亏损企业也可以享受"),
        ("不是高企，能报科小吗", "任意一项"),
        ("普通贸易公司能享受加计扣除吗", "批发和零售业"),
        ("我们是开连锁饭店的，研发费能不能加计扣除？", "住宿和餐饮业"),
        ("刚注册的公司能评高企吗", "满一年"),
    ],
)
def test_whom_a_rule_does_tell_of_is_answered(shipped, question, told):
    assert told in shipped.ask(question).text
