"""A body, a programme or an instrument by a name that no document has is no other one."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus


@pytest.mark.parametrize(
    "question",
    [
        "黄海实验室今年要干什么",
        "科技成果转化中心今年建几个",
        "数据中心今年建几个",
        "盐城有没有针对高企的“拨投结合”资金，我家能申请多少？",
        "北大拉曼半导体实验室对外企业做检测怎么收费？",
        "常盐科创飞地入驻要交多少租金，我们10人团队够格吗？",
    ],
)
def test_what_is_near_a_name_that_is_not_held_is_not_told_for_it(shipped, question):
    assert shipped.ask(question).status is AnswerStatus.NOT_STATED


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("碳中和创新中心今年做什么", "碳捕捉"),
        ("中韩创新中心什么时候落地", "年内落地"),
        ("科创中心今年入驻多少科技服务机构", "30家"),
        ("国家重点实验室今年有什么安排", "合作重组共建"),
        ("招项目要挑有料的，文件里那“四个有”是哪四个，帮我念叨念叨", "有高科技含量"),
        ("2023年2月才买的一台加工中心，还能走28号公告一次性扣吗？", "不能再按本公告享受"),
    ],
)
def test_a_name_in_other_words_is_still_known(shipped, question, told):
    assert told in shipped.ask(question).text
