"""What an asker says they do not ask is not answered, nor said to be missing."""

from __future__ import annotations

import pytest

from assistant.several.declined import without_declined
from assistant.several.parts import divide

ASKED = "试验场地要建多少个？"


@pytest.mark.parametrize(
    "declined",
    [
        "每个给多少钱不问。",
        "金额我不问",
        "融资那个数我都有了",
        "补多少我去问兑现通知",
        "什么时候受理我知道要看通知。",
        "不是问实验室的那个数",
        "现在的利率不用讲。",
        "名单里有谁不用列",
        "那些我都知道",
        "电话不用",
        "名单就不用了",
        "我想加加看够不够",
        "我好算一算对不对。",
        "我看看我们沾哪个",
        "我们对照一下属于哪一类。",
        "我好知道该往哪边报。",
    ],
)
def test_a_clause_that_declines_is_taken_out(declined):
    assert without_declined(ASKED + declined) == ASKED
    assert len(divide(ASKED + declined)) == 1


def test_what_a_declining_clause_points_back_to_goes_with_it():
    message = "听说了试验场地，说总投资多大多大，这个我不关心，只问它要建多少个？"
    assert without_declined(message) == "听说了试验场地，只问它要建多少个？"


@pytest.mark.parametrize(
    "message",
    [
        ASKED,
        "我想知道试验场地要建多少个",
        "不知道试验场地由谁管？",
        "试验场地有什么问题不问就不答？",
        "我不关心金额",
        "能不问原因就退吗？",
    ],
)
def test_a_message_that_declines_nothing_stays_whole(message):
    assert without_declined(message) == message


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("新建的实验室，跟改造的试验场地，我要前头那个的数", "新建的实验室的数"),
        ("院士工作站和研究生工作站，我问的是后者", "研究生工作站"),
        ("在孵企业数，和线上孵化数，只要前者", "在孵企业数"),
        ("院士工作站和研究生工作站，后者归谁管？", "院士工作站和研究生工作站，后者归谁管？"),
    ],
)
def test_of_two_that_are_named_only_the_one_that_is_meant_is_asked(message, meant):
    assert without_declined(message) == meant


@pytest.mark.parametrize(
    "complaint",
    ["街道也来过，搞不清楚谁说了算。", "报价都不一样，真不知道信谁的。", "急得不知道怎么办。"],
)
def test_a_complaint_that_one_does_not_know_is_no_question(complaint):
    assert len(divide(f"试验场地由谁管？{complaint}")) == 1
    assert len(divide(f"试验场地由谁管？小青岛实验室什么时候建成？{complaint}")) == 2
    assert len(divide("试验场地怎么申请？另外不清楚归谁管")) == 2
