"""A rule that opens with another time than the asker's is no rule for the asker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.finding.periods import of_another_time, of_that_time
from assistant.finding.statement import Statement
from assistant.reading.question import understand
from corpus.passage import Passage

TODAY = date(2031, 5, 1)
BEFORE = "2030年底以前已经备案的场地，自2031年1月1日起接着享受。"
SINCE = "2031年1月1日以后备案的，自备案之日次月起享受。"
SPAN = "2030年10月1日至12月31日新备案的场地，按新标准享受。"
ENDED = "本办法已经到期，2031年1月1日以后备案的场地不能再享受。"
JULY = "7月份报送时，可以选择上半年的费用。"
OCTOBER = "3. 10月份报送时，可以选择前三季度的费用。"


@pytest.mark.parametrize(
    ("question", "text", "other"),
    [
        ("2032年5月备案的场地从哪天起享受？", BEFORE, True),
        ("2032年5月备案的场地从哪天起享受？", SINCE, False),
        ("2029年备案的场地从哪天起享受？", SINCE, True),
        ("2029年备案的场地从哪天起享受？", BEFORE, False),
        ("2030年备案的场地从哪天起享受？", BEFORE, False),
        ("2031年以前备案、2032年还能享受吗？", BEFORE, False),
        ("我们今年刚备案的场地从哪天起享受？", BEFORE, True),
        ("我们今年刚备案的场地从哪天起享受？", SINCE, False),
        ("备案的场地从哪天起享受？", BEFORE, False),
        ("2031年3月备案的场地按什么标准？", SPAN, True),
        ("2030年11月备案的场地按什么标准？", SPAN, False),
        ("2030年备案、2031年还能享受吗？", SPAN, False),
        ("十月份报送能算哪几个季度的费用？", JULY, True),
        ("十月份报送能算哪几个季度的费用？", OCTOBER, False),
        ("10月报送能算哪几个季度的费用？", JULY, True),
        ("十二月报送能算哪几个季度的费用？", OCTOBER, True),
        ("报送7月和10月有什么不同？", JULY, False),
        ("报送要几个月？", JULY, False),
    ],
)
def test_a_rule_for_other_months_or_another_side_of_a_day_is_of_another_time(
    passages: Sequence[Passage], question: str, text: str, other: bool
) -> None:
    assert of_another_time(understand(question, TODAY), Statement(passages[0], text, 0)) is other


@pytest.mark.parametrize(
    ("question", "text", "that"),
    [
        ("2031年3月备案的场地还能享受吗？", ENDED, True),
        ("2030年备案的场地还能享受吗？", ENDED, False),
        ("场地还能享受吗？", ENDED, False),
        ("场地的优惠2032年底到期，是吗？", ENDED, False),
        ("2029年备案的场地能享受吗？", BEFORE, True),
        ("2032年备案的场地能享受吗？", BEFORE, False),
    ],
)
def test_a_rule_may_set_itself_for_the_askers_time(
    passages: Sequence[Passage], question: str, text: str, that: bool
) -> None:
    assert of_that_time(understand(question), Statement(passages[0], text, 0)) is that


@pytest.mark.parametrize(
    ("question", "shown", "left_out"),
    [
        ("2025年刚认定的省级孵化器，房产税从哪天起免？", "次月起享受", "接着享受"),
        ("十月报预缴，研发费用能先享受哪几个季度的？", "前三季度", "上半年"),
        ("高企2023年2月才买的仪器，还能一次性扣除再加计吗？", "不能再按本公告享受", "2022年10月"),
        ("7月预缴的时候研发费用能扣到哪一截？", "上半年", "前三季度"),
    ],
)
def test_the_rule_for_the_askers_time_answers_alone(shipped, question, shown, left_out) -> None:
    answer = shipped.ask(question)
    assert shown in answer.text
    assert left_out not in answer.text
