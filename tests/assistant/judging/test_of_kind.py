"""Of the kind asked about: the rules of one are none of another's."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus

A, N = AnswerStatus.ANSWERED, AnswerStatus.NOT_STATED


@pytest.mark.parametrize(
    "question",
    [
        "瞪羚企业的营收复合增速门槛是几个点？",
        "雏鹰企业研发投入占比要达到多少？",
        "离岸孵化器的场地要多少平方米？",
        "卓越级孵化器的毕业企业要累计多少家？",
        "入市创新型领军企业培育库的研发占比是多少？",
        "新型研发机构怎么认定，有哪些条件？",
        "高企服务券有效期多长？",
        "科技信用管理办法里严重失信会被限制几年？",
        "企业创新积分制里头，发明专利一件加几分、研发投入一个点加几分？",
    ],
)
def test_a_kind_that_is_only_announced_takes_no_rule_from_another(shipped, question):
    assert shipped.ask(question).status is N


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("今年新增市级离岸孵化器几个？", "5个"),
        ("标准级孵化器2025年申报，除了房租物业的收入要占多少？", "30%"),
        ("众创空间场地要多少平？", "500平方米"),
        ("小巨人企业的研发费用两年合计多少？", "1200万元"),
        ("工业母机企业的研发费用能加计多少？", "120%"),
        ("单位没定过奖励制度，也没跟我签字据。成果去年转让出去了，最少该给我们多少？", "50%"),
        ("省级研发机构和人才站点今年要新建多少家？不是工程技术研究中心那个数", "120家"),
    ],
)
def test_the_rule_of_the_kind_itself_is_told(shipped, question, fact):
    assert fact in shipped.ask(question).text


def test_a_value_of_another_title_is_not_told(shipped):
    text = shipped.ask("小巨人弄虚作假几年不准再报").text
    assert "数据造假的，取消称号" in text
    assert "取消当年评价资格" in shipped.ask("科小弄虚作假几年不准再报").text
