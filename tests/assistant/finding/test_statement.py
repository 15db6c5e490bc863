"""Statements: verbatim pieces of a passage, each with what opens its sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.finding.statement import clauses_with, statements
from corpus.document import Source
from corpus.passage import Passage

SOURCE = Source("s", "某办法")
TIERS = (
    "1. 研发费用占比按销售收入分为三档并逐年考核："
    "最近一年销售收入在五千万元以下的企业，占比不低于百分之五且须有专账；"
    "最近一年销售收入在五千万元至两亿元的企业，占比不低于百分之四且须有专账；"
    "最近一年销售收入超过两亿元的企业，占比不低于百分之三且须有专账，并提交由会计师事务所出具的专项审计报告。"
)


def of(text: str, ordinal: str = "p1", path: tuple[str, ...] = ("一、某节",)) -> list:
    return list(statements(Passage(SOURCE, path, ordinal, text)))


def test_a_sentence_is_one_statement():
    assert [s.text for s in of("甲企业可以申报。乙企业不能申报。")] == [
        "甲企业可以申报。",
        "乙企业不能申报。",
    ]


def test_a_short_sentence_with_parts_stays_whole():
    assert len(of("甲可以申报；乙不能申报；丙另行规定。")) == 1


def test_a_long_sentence_is_cut_at_its_parts_and_later_parts_know_what_opens_it():
    first, second, third = of(TIERS, "1")
    assert not first.lead
    assert second.lead == third.lead == "研发费用占比按销售收入分为三档并逐年考核："
    assert second.text.startswith("最近一年销售收入在五千万元至两亿元")
    assert first.text + second.text + third.text == TIERS


def test_cuts_keep_the_text_verbatim(passages):
    for passage in passages:
        joined = "".join(s.text for s in statements(passage))
        assert joined == "".join(sentence.strip() for sentence in passage.sentences)
        assert all(s.text in passage.text for s in statements(passage))
        assert [s.index for s in statements(passage)] == list(range(len(statements(passage))))


@settings(deadline=None)
@given(st.text(alphabet="甲乙。；：，、1.（一）\n 。；", max_size=200))
def test_cuts_of_any_text_are_verbatim_and_in_order(text):
    at = 0
    for statement in of(text):
        at = text.index(statement.text, at) + len(statement.text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. 注册满一年。", "注册满一年"),
        ("（二）注册满一年；", "注册满一年"),
        ("三、注册满一年。", "注册满一年"),
        ("①注册满一年。", "注册满一年"),
        ("2031年新增88家。", "2031年新增88家"),
        ("3.1%左右是目标。", "3.1%左右是目标"),
    ],
)
def test_what_is_shown_has_no_list_mark_and_no_closing_stop(text, shown):
    assert of(text)[0].shown == shown


@pytest.mark.parametrize("text", ["1. 注册满五年。", "（一）注册满五年。"])
def test_a_list_mark_is_no_figure(text):
    assert [f.text for f in of(text)[0].figures] == [f.text for f in of("注册满五年。")[0].figures]


@pytest.mark.parametrize(
    ("text", "unstated"),
    [
        ("奖励金额以当年申报通知为准。", True),
        ("本文没有载明电话。", True),
        ("截止时间由市科技局当年通知确定。", True),
        ("奖励金额为20万元。", False),
        ("企业未按时申报的，视为放弃。", False),
    ],
)
def test_a_statement_that_leaves_a_value_to_others_is_told(text, unstated):
    assert of(text)[0].says_unstated is unstated


def test_what_is_given_beside_what_is_left_open_is_kept():
    statement = of("每年3月集中受理；具体金额以当年申报通知为准。")[0]
    assert "3月" in statement.given
    assert "金额" not in statement.given


@pytest.mark.parametrize(
    ("text", "enumerates"),
    [
        ("聚焦风电、储能、海洋药物。", True),
        ("分为：甲类，乙类。", True),
        ("由市科技局负责。", False),
    ],
)
def test_a_statement_that_lists_things_is_told(text, enumerates):
    assert of(text)[0].enumerates is enumerates


def test_a_run_in_heading_is_no_statement():
    found = of("完善孵化链条。新增四个。", "", ("二、某节", "完善孵化链条"))
    assert [s.text for s in found] == ["新增四个。"]


@pytest.mark.parametrize(
    ("text", "quote", "clauses"),
    [
        ("入驻不超过24个月，孵化不超过48个月。", "48个月", "孵化不超过48个月。"),
        ("入驻不超过24个月，孵化不超过48个月。", "24个月", "入驻不超过24个月"),
        ("先公示，再备案、公告；有异议的核实。", "公示，再备案", "先公示，再备案、公告"),
        ("条件：满一年，有专利。", "满一年", "条件：满一年"),
        ("满一年，有专利。", "有专利。", "有专利。"),
    ],
)
def test_a_quote_is_stretched_to_the_clauses_that_it_runs_over(text, quote, clauses):
    assert clauses_with(text, quote) == clauses


def test_a_clause_begins_behind_an_opening_mark_where_it_is_asked_to():
    assert clauses_with("条件：满一年，有专利。", "满一年", opening="：") == "满一年"


def test_the_links_of_a_chain_that_is_quoted_are_a_list():
    (chain,) = of("建立“众创空间—孵化器—加速器—产业园”科技孵化链条。")
    assert chain.links == ("众创空间", "孵化器", "加速器", "产业园")
    assert chain.enumerates
    assert 4 in chain.counts


@pytest.mark.parametrize(
    "text", ["按“2023-2025”三年计划推进。", "实施“揭榜-挂帅”制度。", "建立台账。"]
)
def test_what_joins_fewer_things_or_years_is_no_chain(text):
    assert of(text)[0].links == ()
