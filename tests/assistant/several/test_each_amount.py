"""What is asked of several amounts is asked of each: a rule in bands answers each for itself."""

from __future__ import annotations

import pytest

from assistant.several.clauses import asks_at_all
from assistant.several.each_amount import of_each_amount
from assistant.several.parts import divide
from assistant.several.within import parted


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "高企研发占比，我们去年卖了4800万，隔壁厂卖了1.3个亿，分别要做到百分之几？",
            [
                "高企研发占比，我们去年卖了4800万，要做到百分之几？",
                "高企研发占比，隔壁厂卖了1.3个亿，要做到百分之几？",
            ],
        ),
        (
            "我们一家去年营收3600万，兄弟公司2.6个亿，报高企研发各得占到多少？",
            [
                "我们一家去年营收3600万，报高企研发得占到多少？",
                "兄弟公司营收2.6个亿，报高企研发得占到多少？",
            ],
        ),
        (
            "营收4800万和1.3亿的两家企业，研发占比分别不低于多少？",
            ["营收4800万，研发占比不低于多少？", "营收1.3亿，研发占比不低于多少？"],
        ),
        (
            "科小科技人员占比12%和22%各能得几分？",
            ["科小科技人员占比12%，能得几分？", "科小科技人员占比22%，能得几分？"],
        ),
    ],
)
def test_the_same_asked_of_several_amounts_is_asked_of_each(message, asked):
    assert [part.text for part in divide(message)] == asked


@pytest.mark.parametrize(
    "message",
    [
        "我们研发300万、收入5000万，高企占比和加计扣除分别是多少？",  # of different things
        "技术转让所得500万以内和超过500万的，分别怎么收？",  # bounds of a rule
        "研发费1000万，营收2个亿，加计扣除能扣多少？",  # nothing is asked of each
        "一级一级往上报，创新型、专精特新各是谁来认？",
        "去年卖了4800万，研发占比分别要多少？",
        "加计扣除7月、10月各算到哪段时间，事先要不要批",
    ],
)
def test_amounts_of_different_things_and_bounds_are_no_cases(message):
    assert of_each_amount(message, asks_at_all, parted) == []


def test_each_amount_is_told_the_band_that_holds_it(shipped):
    text = shipped.ask("去年营收3600万和2.6个亿的两家公司，报高企研发占比各要多少？").text
    assert "不低于5%" in text
    assert "不低于3%" in text
    assert "4%" not in text
