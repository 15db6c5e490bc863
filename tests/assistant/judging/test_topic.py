"""Off topic: another office's affairs are not answered by how things are done anywhere."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus

REFUSED = (AnswerStatus.NOT_FOUND, AnswerStatus.OUT_OF_SCOPE)


@pytest.mark.parametrize(
    "question",
    [
        "孩子转学到实验小学要带哪些材料？",
        "请问职工医保异地就医怎样备案？",
        "残疾人证怎么办理？",
        "小区加装电梯怎么备案？",
        "食品经营许可证怎么续期？",
        "开一家药房需要哪些审批手续？",
        "物业公司备案条件是什么？",
        "律师事务所设立条件",
        "非遗传承人认定条件有哪些？",
        "民办学校办学许可要哪些条件？",
        "孩子考了八十五，能上盐城中学吗？",
        "盐城今年中考录取分数线是多少",
        "高考分数线多少",
    ],
)
def test_papers_filings_and_conditions_of_another_affair_are_not_found(shipped, question):
    answer = shipped.ask(question)
    assert answer.status in REFUSED
    assert answer.citations == ()


@pytest.mark.parametrize(
    "question", ["科普这块今年做啥", "养老方面今年做什么", "明天大丰下不下雨，要不要带伞"]
)
def test_what_names_only_a_strange_thing_is_not_answered_by_what_is_asked_of_it(shipped, question):
    assert shipped.ask(question).status in REFUSED


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("听说有人去摸底企业缺啥技术，要摸多少条？", "1000条"),
        ("局里下来“送服务”，具体送哪几样？", "送政策"),
        ("一年里卖技术赚的钱，多少以内一分税都不收？", "500万元"),
        ("材料交给谁，报高企培育库的？", "科技局"),
        ("高企评审的分数线是多少", "70分"),
        ("办技术合同登记要带什么材料？", "书面合同"),
        ("众创空间备案条件是什么？", "18个月"),
        ("我家开了个教孩子编程的班，准入登记那事市里啥时能有动静？", "上半年"),
        ("我们跟韩国那边一起办的科创中心，啥时候能搞起来？", "年内落地"),
        ("市里自家掏钱的基础研究，今年打算立几个题？", "50项"),
        ("工厂换了厂名，创新型中小企业的称号要不要去报一声？", "三个月内"),
        ("我在高校带课题，天天填表报账，今年有没有松绑的招？", "减负3.0"),
    ],
)
def test_the_librarys_own_affairs_in_spoken_words_are_answered(shipped, question, fact):
    assert fact in shipped.ask(question).text


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("创新券什么时候发放？", False),
        ("盐科贷利率多少？", False),
        ("制造业单项冠军奖励多少？", False),
        ("高新技术企业服务券怎么领？", True),
        ("苏科贷利率多少？", True),
    ],
)
def test_an_instrument_that_no_document_has_is_not_answered_by_another(
    shipped, question, answered
) -> None:
    assert (shipped.ask(question).status is AnswerStatus.ANSWERED) is answered
