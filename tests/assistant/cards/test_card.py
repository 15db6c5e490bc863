"""Questions about a document itself are answered from its identity card."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.cards.card import asked_fields, fields_line, named_source
from corpus.document import Kind, Source
from corpus.passage import Passage

RULES = Source(
    "rules",
    "试验场地管理办法（要点摘编）",
    issuer="市科技局",
    document_number="盐科规〔2029〕6号",
    issued_on="2029-03-01",
    expires_on="2030-12-31",
    kind=Kind.DIGEST,
)
OTHER = Source("other", "海洋药物评审规定")
HEADER = Passage(RULES, ("文件信息",), "", "文号: 盐科规〔2029〕6号\nissued: 2029-03-01", -1)
DAY = date(2031, 6, 1)


@pytest.mark.parametrize(
    ("question", "fields"),
    [
        ("试验场地管理办法是哪天发布的？", ("发文日期",)),
        ("这个文件的文号是多少？", ("文号",)),
        ("管理办法由谁制定？", ("发布机构",)),
        ("管理办法还有效吗？", ("时效",)),
        ("管理办法的文号和发文日期？", ("发文日期", "文号")),
        ("这份要点是哪一天发的文？", ("发文日期",)),
        ("工作要点是哪家发布的、发文日期几号？", ("发文日期", "发布机构")),
        ("依据的那份公告的年份和号是多少？", ("文号",)),
        ("证书什么时候发？", ()),
        ("按规定证书什么时候发放？", ()),
        ("今年要新增多少家高企？", ()),
    ],
)
def test_the_fields_asked_for_are_told_from_questions_of_substance(question, fields):
    assert asked_fields(question) == fields


def test_the_document_is_found_by_its_title():
    assert named_source("试验场地管理办法的文号是多少？", [OTHER, RULES]) == RULES
    assert named_source("某某条例的文号是多少？", [OTHER, RULES]) is None
    assert named_source("试验场地管理办法的文号是多少？", []) is None


def test_a_field_is_told_with_the_title_and_quoted_from_the_card():
    line = fields_line(["文号"], RULES, HEADER, DAY)
    assert line is not None
    assert RULES.title in line.text
    assert "盐科规〔2029〕6号" in line.text
    assert line.quote in HEADER.text
    assert "摘编" in line.text


def test_a_status_is_that_of_the_day():
    line = fields_line(["时效"], RULES, HEADER, DAY)
    assert line is not None
    assert "历史" in line.text


@pytest.mark.parametrize("fields", [["索引号"], ["施行日期"], []])
def test_what_the_card_has_not_makes_no_line(fields):
    assert fields_line(fields, RULES, HEADER, DAY) is None


def test_the_call_of_one_year_has_not_the_issuer_of_the_rule(shipped):
    asked = "2026年度的科技型中小企业评价通知是哪个部门发的？"
    assert "工业和信息化部" in shipped.ask(asked).text
    assert "科技部、财政部" in shipped.ask("科技型中小企业评价办法是哪个部门发的？").text


def test_the_year_of_a_version_helps_to_name_it():
    old, new = (Source(y, f"科创载体培育办法（{y}年）") for y in ("2022", "2026"))
    assert named_source("2026年的科创载体新办法几号生效", [old, new]) == new
    assert named_source("科创载体新办法几号生效", [old, new]) is None


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("企业出钱给大学做基础研究可以多扣税，那份公告的年份和号是多少", "2022年第32号"),
        ("2022年四季度高企买设备加计扣除依据的是几号公告", "2022年第28号"),
    ],
)
def test_the_number_of_a_document_is_told_by_what_it_says(shipped, question, number):
    assert number in shipped.ask(question).text
