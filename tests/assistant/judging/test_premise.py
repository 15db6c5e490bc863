"""What a question takes for granted is set right by what the documents say of it."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus as A
from assistant.judging.premise import denial
from assistant.reading.question import understand


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("科小入库后国家统一给5万，啥时候打钱", "没有统一的入库现金奖励"),
        ("商标也算二类知识产权，我们5个商标能得几分", "不含商标"),
        ("企业捐给自己的研发部门也算投入基础研究，加计扣除怎么填", "不适用本政策"),
    ],
)
def test_what_is_asserted_before_it_is_asked_about_is_denied(shipped, question, stated):
    answer = shipped.ask(question)
    assert answer.status is A.ANSWERED
    assert stated in answer.text


@pytest.mark.parametrize(
    "question", ["重点“小巨人”那个中央奖补，入选一家能拿多少万？", "没有高企证，怎么享受加计扣除？"]
)
def test_what_is_only_named_or_is_a_denial_itself_is_not_denied(question):
    assert denial(understand(question), (), ()) is None


@pytest.mark.parametrize(
    "question",
    [
        "响水那个农业园区今年要申报省级农高区，启动规划评审了吗",
        "既然响水园区要去申报省级农高区，规划评审啥时启动？",
    ],
)
def test_what_is_told_of_another_place_comes_with_what_is_told_of_the_one_named(shipped, question):
    answer = shipped.ask(question)
    assert answer.status is A.ANSWERED
    assert "推动大丰国家农业科技园区尽早启动省级农高区规划评审" in answer.text
    assert "指导响水国家农业科技园区做好验收" in answer.text


@pytest.mark.parametrize(
    ("question", "stated", "left"),
    [
        ("科技型中小企业不是限300人以内吗，我们320个人岂不是没戏", "职工500人", "专属"),
        ("科技副总是2018年才开始搞的吧", "自2013年启动", "2024年"),
        ("学校的成果转化现金奖励12个月没发完就不能减半计税，是吗", "36个月", "不在其列"),
        ("孵化器免房产税的政策2025年底就到期了吧", "执行至2027年12月31日", "享受主体"),
    ],
)
def test_a_figure_or_a_year_that_is_claimed_is_set_right_by_its_like(
    shipped, question, stated, left
):
    text = shipped.ask(question).text
    assert stated in text
    assert left not in text


def test_each_of_two_figures_that_are_claimed_wrongly_is_set_right(shipped):
    text = shipped.ask("高企要求科技人员占20%、境内研发占50%，是吗").text
    assert "不低于10%" in text
    assert "不低于60%" in text
    assert "不是“20%”" not in text  # of two it is not plain which a line is of


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("要是高企被取消资格咋办", "追缴"),
        ("科小填报掺水被查了会怎样", "三年内不得参加评价"),
        ("专精特新数据造假被逮到了怎么处理", "取消称号"),
    ],
)
def test_what_follows_is_told_and_not_the_grounds_for_it(shipped, question, stated):
    answer = shipped.ask(question)
    assert answer.status is A.ANSWERED
    assert answer.text.find(stated) >= 0
    assert not answer.text.startswith("三种情形")


def test_a_period_that_is_claimed_is_set_right_by_the_one_in_the_name(shipped):
    asked = "《盐城市高新技术企业培育三年行动计划》管的是2022到2024这三年，对吧？"
    assert "2023-2025年" in shipped.ask(asked).text
