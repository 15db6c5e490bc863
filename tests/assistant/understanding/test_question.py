"""What a question asks for, by its words; and how a message is read before that."""

from datetime import date

import pytest

from assistant.understanding.normalising import normalised, without_unwanted
from assistant.understanding.question import Kind, Question, asks

DAY = date(2031, 6, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("今年要新增多少家企业", Kind.FIGURE),
        ("补贴标准是多少", Kind.FIGURE),
        ("申报截止到几号", Kind.WHEN),
        ("多久能批下来", Kind.WHEN),
        ("这事归哪个部门管", Kind.WHO),
        ("去哪里办", Kind.WHO),
        ("要满足哪些条件", Kind.LIST),
        ("需要什么材料", Kind.LIST),
        ("个体户能不能申请", Kind.YES_NO),
        ("退休了还可以领吗", Kind.YES_NO),
        ("怎么申请", Kind.HOW),
        ("科技特派员", Kind.WHAT),
    ],
)
def test_the_kind_is_told_by_the_question_words(text, kind):
    assert kind in Question(text, DAY).kinds


@pytest.mark.parametrize(
    ("text", "expected"),
    [("要满足哪些条件", True), ("最高补多少钱", False), ("各给多少，分别是哪些", True)],
)
def test_a_list_is_asked_for_unless_one_figure_is(text, expected):
    assert Question(text, DAY).asks_list is expected


def test_years_are_read_as_named_and_relative_to_the_day():
    assert Question("2030年的目标和明年的目标", DAY).years == {2030}
    assert Question("明年的目标", DAY).relative_years == {2032}


def test_the_figures_told_are_the_askers_own_and_dates_are_none():
    told = Question("我们2030年收入800万元，12个人", DAY)
    assert [f.text for f in told.figures] == ["800万元", "12个"]
    assert told.is_own_case


@pytest.mark.parametrize(
    ("text", "expected"),
    [("一共几家", True), ("有没有补贴", True), ("我们是做轴承的", False), ("那个呢", True)],
)
def test_what_asks_is_told_from_what_only_tells(text, expected):
    assert asks(text) is expected


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("高新技術企業", "高新技术企业"),
        ("２０３１年", "2031年"),
        ("新 增 多少 家", "新增多少家"),
        ("23年度目标", "2023年度目标"),
        ("干了23年能领吗", "干了23年能领吗"),
        ("交满25年要多少", "交满25年要多少"),
    ],
)
def test_a_message_is_read_in_simplified_half_width_characters(said, read):
    assert normalised(said) == read


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("补助多少钱，不是贷款那个", "补助多少钱"),
        ("新建的工作站(不是已有的那些)有几个？", "新建的工作站有几个？"),
        ("今年办几场活动？我问的是今年，别拿去年的数。", "今年办几场活动？我问的是今年。"),
        ("今年建几座灯塔？注意我问的不是渡口。", "今年建几座灯塔。"),
        ("补贴不是五十万吗？", "补贴不是五十万吗？"),
        ("有钱拿，不用还吗", "有钱拿，不用还吗"),
        ("一个是高校，别的三个是啥", "一个是高校，别的三个是啥"),
        ("不对，不是这个", "不对，不是这个"),
    ],
)
def test_what_the_asker_does_not_want_is_left_out(text, asked):
    assert without_unwanted(text) == asked
