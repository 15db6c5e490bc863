"""What opens an answer: yes, no or that a premise is wrong, only where the text is plain."""

from __future__ import annotations

import pytest

from assistant.composing.lead import OTHERWISE, lead
from assistant.reading.question import understand


@pytest.mark.parametrize(
    ("question", "quote", "opening"),
    [
        ("个体工商户能不能申领？", "个体工商户不能申领科技创新券。", "不可以"),
        ("个体工商户可以申领吗？", "个体工商户不得申领科技创新券。", "不可以"),
        ("合作社能不能申领？", "合作社可以申领科技创新券。", "可以"),
    ],
)
def test_a_plain_text_gives_yes_or_no(question, quote, opening):
    assert lead(understand(question), quote, 1.0).startswith(opening)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("合作社能不能申领？", "合作社可以申领，已获其他资助的不能申领。"),
        ("合作社是不是不能申领？", "合作社可以申领科技创新券。"),
        ("由谁受理？", "个体工商户不能申领科技创新券。"),
        ("合作社能不能申领？", "合作社按年度报送统计数据。"),
        ("实用新型算吗", "Ⅱ类知识产权包括实用新型专利。"),
        ("卖给国外公司能免税吗？", "技术范围包括专利、软件著作权。"),
        ("进口设备能一次性扣除吗？", "企业应查询现行政策，不能引用本公告。"),
        ("设备能一次性摊销吗？", "选择分年计提折旧的设备不能加计扣除。"),
        ("去年的券现在还能用吗？", "2022年度的券可以用于申报。"),
    ],
)
def test_where_the_text_is_not_plain_or_no_yes_is_asked_nothing_opens(question, quote):
    assert lead(understand(question), quote, 1.0) == ""


def test_what_speaks_of_little_of_the_question_gives_no_yes():
    assert lead(understand("个体工商户能不能申领？"), "企业可以申领。", 0.0) == ""


def test_a_wrong_premise_is_named():
    quote = "确保年内新增88家。"
    assert lead(understand("目标不是500家吗？"), quote, 1.0) == OTHERWISE
    opening = lead(understand("要点提出占比40%，新增500家，属实？"), quote, 1.0)
    assert "500家" in opening  # of two figures it is said which one is meant
    assert "不是" in opening


@pytest.mark.parametrize("question", ["目标是88家，对吗？", "目标不是88家吗？"])
def test_a_right_premise_is_not_contradicted(question):
    assert "不是" not in lead(understand(question), "确保年内新增88家。", 1.0)


@pytest.mark.parametrize("question", ["听说目标是500家", "要点提出新增500家，属实？"])
def test_hearsay_is_a_premise(question):
    assert lead(understand(question), "确保年内新增88家。", 1.0) == OTHERWISE
