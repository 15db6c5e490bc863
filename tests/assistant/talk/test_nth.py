"""A follow-up points by number into a list: the item itself answers, shown before or not."""

from __future__ import annotations

import pytest

from assistant.answer import Turn
from assistant.talk.nth import asks_no_more

CONDITIONS = ("高企认定要满足几项条件", "须同时满足以下八项条件，缺一不可。")
GRADUATES = (
    "毕业企业要符合什么",
    "毕业企业至少符合一条：成为高新技术企业；累计拿到天使投资或风险投资超过500万元；连续2年营业收入合计超过1000万元；被兼并收购，或者挂牌、上市。",
)
GREAT = (
    "科小评分分哪几大项",
    "评价指标满分100分，由科技人员、研发投入、科技成果三类组成，各档均含下限。",
)


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        (CONDITIONS, "第六条是什么", "在同期总收入中的占比不低于60%"),
        (CONDITIONS, "那第四条呢", "占当年职工总数的比例不低于10%"),
        (GRADUATES, "第三条是什么", "连续2年营业收入合计超过1000万元"),
        (GREAT, "第三大项呢", "科技成果指标满分30分"),
    ],
)
def test_the_item_of_that_number_is_told_alone(shipped, before, question, told):
    answer = shipped.ask(question, [Turn(*before)])
    assert told in answer.text
    assert len(answer.citations) == 1
    assert "\n" not in answer.text
    assert answer.standalone.startswith(f"关于“{before[0]}”：")


def test_an_item_of_a_list_that_was_shown_is_found_where_it_stands(shipped):
    listed = shipped.ask("高企认定有哪些条件")
    history = [Turn("高企认定有哪些条件", listed.text)]
    first = shipped.ask("第八条具体怎么说", history)
    assert "无重大安全事故" in first.text
    again = shipped.ask("第四条呢", [*history, Turn("第八条具体怎么说", first.text)])
    assert "不低于10%" in again.text


@pytest.mark.parametrize("question", ["第二条里负债率多少", "第二种算法呢", "第三个由谁认定"])
def test_what_asks_more_of_an_item_is_not_answered_by_it_alone(question):
    assert not asks_no_more(question)


@pytest.mark.parametrize(
    ("before", "question", "told"),
    [
        (  # what is named tells how it is counted
            ("省农业科技企业推荐多少", "组织推荐省级农业科技企业20家左右。"),
            "市级农业研发项目呢",
            "15项",
        ),
        (
            ("科技副总任期几年", "任期两年。"),
            "那15万还发吗",
            "取消每人15万元",
        ),
    ],
)
def test_what_is_named_next_is_told_by_what_has_it(shipped, before, question, told):
    assert told in shipped.ask(question, [Turn(*before)]).text
