"""What is asked is stated, or only its topic is there."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus
from assistant.pipeline import Assistant


@pytest.mark.parametrize(
    "question",
    [
        # each of so many things has a name
        "23条重点产业链都叫什么名字，列全",
        "科技创新二十条，每条叫什么名称",
        # a school is told by its name
        "“访名城、进名校”活动第一站定在几月份，去哪所学校？",
        # how it came out, beside a plan
        "科技副总2023年盐城实际来了几位",
        "今年创新中心到岗了多少博士",
        # how many each may have, beside how many there are
        "一个企业能聘几个科技副总",
        # what is charged
        "高企专项审计找会计师事务所，收费大概多少？",
        "办高企认定要不要收费",
        # carriers are no enterprises
        "溧滨科创飞地今年要求运营单位招满多少家企业？",
        # what comes after the end
        "孵化器税收优惠到2027年底以后还续不续？",
        # conditions, of what is only planned
        "盐城市离岸孵化器认定要什么硬条件？",
        # what goes on from it is of the same thing
        "江苏省研究生工作站认定后有效期几年，期满怎么考核？",
    ],
)
def test_what_is_only_near_does_not_answer(shipped: Assistant, question: str) -> None:
    assert shipped.ask(question).status is AnswerStatus.NOT_STATED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("农业那三块飞地叫什么名字", "常盐、溧滨、武阜"),
        ("小巨人七项条件分别是什么", "国内前三名"),
        ("高企培育的四个库分别叫什么名字", "优质企业提升库"),
        ("创投集团准备依托哪家平台来成立", "黄海金控"),
        ("科创飞地年内要入驻多少家企业？", "50家"),
        ("今年孵化器要新增多少家在孵企业", "500家"),
        # to be put into a list is not to ask for the list
        ("兼职的工程师一年干满200天，能不能列进高企的科技人员名单", "183天"),
        # "这几年几乎" asks for no number
        ("我厂这几年几乎没投研发，报市里科技计划项目会不会受影响？", "重要参考"),
        # by what it is reckoned, whatever may still be had
        ("赊购的设备1月才到货，四季度政策还能享受吗？看哪个时间？", "设备到货时间"),
        ("自建的厂房设备，四季度政策凭什么时间算购置？", "竣工结算时间"),
    ],
)
def test_what_is_stated_answers(shipped: Assistant, question: str, told: str) -> None:
    answer = shipped.ask(question)
    assert answer.status is AnswerStatus.ANSWERED
    assert told in answer.text
