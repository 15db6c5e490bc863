"""Which questions ask the same: in doubt none."""

from datetime import date

import pytest

from assistant.curated.sameness import read_alike, worded_alike
from assistant.reader.reader import Reading
from assistant.reader.statements import Statement
from corpus.document import Source
from corpus.passage import Passage

TODAY = date(2030, 5, 1)
KNOWN = "甲市科技创新券2030年每家企业最高多少万元？"


@pytest.mark.parametrize(
    "asked",
    [
        KNOWN,
        "请问甲市科技创新券2030年每家企业最高多少万元",
        "甲市的科技创新券，２０３０年每家企业最高为多少万元呢？",
        "甲市“科技创新券”2030年每家企业最高到底是多少万元？",
    ],
)
def test_the_same_words_ask_the_same(asked):
    assert worded_alike(KNOWN, asked, TODAY, TODAY)


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        (KNOWN, "甲市科技创新券2029年每家企业最高多少万元？"),
        (KNOWN, "甲市科技创新券今年每家企业最高多少万元？"),
        (KNOWN, "甲市科技创新券2030年每家企业最低多少万元？"),
        (KNOWN, "乙市科技创新券2030年每家企业最高多少万元？"),
        (KNOWN, "甲市科技服务券2030年每家企业最高多少万元？"),
        (KNOWN, "甲市科技创新券2030年每家外资企业最高多少万元？"),
        (KNOWN, "甲市科技创新券2030年每家企业最高百分之几？"),
        (KNOWN, "甲市科技创新券2030年最高多少万元？"),
        ("南京市补贴多少？", "苏州市补贴多少？"),
        ("《甲办法》的申报条件有哪些？", "《乙办法》的申报条件有哪些？"),
        ("职工10人能申领吗？", "职工20人能申领吗？"),
        ("少于10人能申领吗？", "多于10人能申领吗？"),
        ("企业可以申领吗？", "企业不可以申领吗？"),
        ("企业可以备案吗？", "企业必须备案吗？"),
        ("企业要备案吗？", "企业能备案吗？"),
        ("补贴最多多少？", "补贴最少多少？"),
        ("公示几天？", "公示几个工作日？"),
        ("新增几家？", "新增几名？"),
        ("什么时候公示？", "公示多久？"),
        ("谁受理？", "在哪里受理？"),
        ("面积多大？", "面积多高？"),
        ("创新券谁来兑付？", "创新券什么时候兑付？"),
        ("大学聘企业的人？", "企业聘大学的人？"),
        ("第一批何时公布？", "第二批何时公布？"),
        ("去年公布了几批？", "今年公布了几批？"),
        ("请问", "您好"),
    ],
)
def test_one_word_makes_another_question(known, asked):
    assert not worded_alike(known, asked, TODAY, TODAY)
    assert not worded_alike(asked, known, TODAY, TODAY)


def test_this_year_is_that_of_the_day():
    asked = "今年新增几家？"
    assert worded_alike(asked, asked, TODAY, TODAY)
    assert not worded_alike(asked, asked, TODAY.replace(year=2029), TODAY)


@pytest.mark.parametrize(
    ("logit", "marks", "alike"),
    [
        (2.0, (1.0, 1.0, -3.0), True),
        (0.0, (1.0, 1.0, -3.0), False),  # it answers the other much less surely
        (2.0, (-3.0, 1.0, 1.0), False),  # with other words
        (2.0, (-3.0, -3.0, -3.0), False),
    ],
)
def test_the_reader_may_only_say_no(logit, marks, alike):
    statement = Statement(Passage(Source(id="a", title="甲"), (), "p1", "一二三", 0), "一二三", 0)
    known, asked = (
        Reading(statement, value, tuple((n, n + 1, mark) for n, mark in enumerate(given)))
        for value, given in ((2.0, (1.0, 1.0, -3.0)), (logit, marks))
    )
    assert read_alike(known, asked) is alike
