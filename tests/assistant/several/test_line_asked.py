"""Where the line is drawn, asked behind whether the asker is over it."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("公司100号人只有9个搞研发的，高企的科技人员比例差多少，标准线是百分之几", "不低于10%"),
        ("高新收入占58%，高企够吗？底线是几个点", "不低于60%"),
        (
            "去年销售6800万，三年销售合计1.6亿、研发合计700万，研发占比够不够报高企？门槛是几个点",
            "不低于4%",
        ),
    ],
)
def test_the_self_test_tells_the_line_and_no_other_rule_is_looked_for(
    shipped: Assistant, question: str, told: str
) -> None:
    answer = shipped.ask(question)
    assert told in answer.text
    assert len(answer.citations) == 1


def test_a_rule_of_its_own_is_still_asked_for(shipped: Assistant) -> None:
    answer = shipped.ask("高新收入占58%，高企够吗？科技人员占比要求多少")
    assert "不低于60%" in answer.text
    assert "不低于10%" in answer.text


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        ("非独占许可签了三年，能享受技术转让减免不", "5年以上的非独占许可"),
        ("专利所有权没转，全球独占许可签了3年，技术转让减免够年限吗", "全球独占许可使用权"),
    ],
)
def test_the_passage_with_what_was_chosen_is_cited(
    shipped: Assistant, question: str, rule: str
) -> None:
    assert rule in shipped.ask(question).text
