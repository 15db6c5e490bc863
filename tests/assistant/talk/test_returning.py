"""A follow-up that goes back to an earlier turn goes on from that one."""

from __future__ import annotations

import pytest

from assistant.answer import Turn
from assistant.talk.returning import returned

NEEDS = Turn("企业技术需求今年摸多少", "年内摸排企业技术需求1000条以上。")
BASIC = Turn("基础研究项目呢", "启动市本级基础研究项目，争取立项50项以上。")
CENTRE = Turn("科创中心进多少机构", "市科创中心年内入驻科技服务机构30家。")
STAFF = Turn("我们厂职工220人，研发人员19个", "科技人员占当年职工总数的比例不低于10%。")
INCOME = Turn("高新收入呢，我们占六成五", "占比不低于60%。")
TITLE = Turn("要先有专精特新称号吗", "已获得专精特新中小企业称号。")


@pytest.mark.parametrize(
    ("question", "talk", "left", "last"),
    [
        ("回到最开始那个需求的事，靠哪些力量去匹配", [NEEDS, BASIC, CENTRE], "靠哪些力量", NEEDS),
        ("再说回基础研究那块，谁牵头？", [NEEDS, BASIC, CENTRE], "谁牵头", BASIC),
        ("前面那个人数比例，我们达标没", [STAFF, INCOME], "人数比例，我们达标没", STAFF),
        ("我刚才问的技术需求由谁来摸", [NEEDS, BASIC], "技术需求由谁来摸", NEEDS),
    ],
)
def test_the_talk_is_taken_up_where_the_words_lead_back_to(question, talk, left, last):
    rest, turns = returned(question, talk)
    assert rest.startswith(left)
    assert turns[-1] == last


@pytest.mark.parametrize(
    "question",
    [
        "科创中心由谁来管",
        "刚才说的机构要什么资质",  # of the last turn
        "3月底之前要更新信息吗",
        "前面说的股权激励怎么弄",  # of none
    ],
)
def test_a_question_that_leads_back_to_no_earlier_turn_is_left_as_it_is(question):
    talk = [NEEDS, BASIC, CENTRE]
    assert returned(question, talk) == (question, talk)


def test_of_several_figures_of_ones_own_only_the_one_that_is_led_back_to_is_kept():
    told = Turn("我们上年营收5600万，主营占93%，近两年研发一共1100万，想报小巨人", "5000万元以上。")
    rest, turns = returned("那我开头报的那个研发数，过线没有", [told, TITLE])
    assert rest == "那研发数，过线没有"
    assert turns[-1].question == "近两年研发一共1100万，想报小巨人"


def test_a_subject_whose_turn_is_no_longer_kept_stands_by_itself():
    assert returned("回到最开始那个科小的事，满分多少", [BASIC, CENTRE]) == ("科小，满分多少", ())
