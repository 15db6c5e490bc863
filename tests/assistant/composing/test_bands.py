"""Of a table of scores the band that holds what the asker has, and what says so on its edge."""

from __future__ import annotations

import pytest

from assistant.pipeline import Assistant


@pytest.mark.parametrize(
    ("question", "band", "rule"),
    [
        ("创新型评价，资产负债率刚好55%，这项是10分还是5分", "55%以下10分", "边界值按高分档计"),
        ("资产负债率75%，创新型中小企业这项几分", "55%至75%得5分", "边界值按高分档计"),
        ("创新型评价，主营收入占比55%，10分档还是5分档", "55%至60%得10分", "边界值按高分档计"),
        ("科技人员占比正好20%，科小这项打多少分", "20%至25%得12分", "各档均含下限"),
        ("研发费占成本费用刚到25%，科小算法二得多少分", "25%至30%得40分", "各档均含下限"),
        # inside a band nothing need be said of its edges
        ("资产负债率60%，创新型给几分", "55%至75%得5分", ""),
        ("有3个实用新型，科小科技成果几分", "3项Ⅱ类18分", ""),
    ],
)
def test_on_the_edge_of_two_bands_the_rule_of_the_section_decides(
    shipped: Assistant, question: str, band: str, rule: str
) -> None:
    answer = shipped.ask(question)
    assert band in answer.text
    assert rule in answer.text
    assert len(answer.citations) == 1 + bool(rule)


def test_a_table_beside_what_only_leads_to_it_answers(shipped: Assistant) -> None:
    answer = shipped.ask("研发费占销售额4.5%，评科小研发投入这块走算法一，能拿几分？")
    assert "4%至5%得30分" in answer.text


def test_of_several_shares_a_table_takes_the_one_that_is_its_own(shipped: Assistant) -> None:
    answer = shipped.ask("科技人员占比12%，研发费占销售4.5%，科小各得几分")
    assert "6%以上50分" not in answer.text
    both = shipped.ask("去年研发费占营收4%，负债率58%，创新型这两项各几分").text
    assert "3%至5%得15分" in both
    assert "55%至75%得5分" in both
