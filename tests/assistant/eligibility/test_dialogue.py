"""The answer in the chat: verdict, clauses cited, what lacks, the form."""

from datetime import date

import pytest

from assistant.answer import Answer, AnswerStatus, Turn
from assistant.eligibility.dialogue import eligibility_answer
from assistant.eligibility.request import eligibility_request
from corpus.programmes import Programmes

DAY = date(2026, 1, 15)


def answer(programmes: Programmes, *messages: str) -> Answer:
    history = [Turn(message, "") for message in messages[:-1]]
    request = eligibility_request(messages[-1], history, programmes)
    return eligibility_answer(request, programmes, DAY)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("员工100人，搞研发的只有7个，能评青苗吗", "7 ÷ 100 = 7%，低于 20%"),
        ("研发人员只占8%，青苗能评吗", "研发人员占比 = 8%，低于 20%"),
        ("我们去年营收750万，青苗还能申报吗", "还差 50 万元"),
        ("我们去年营收不到800万，青苗还能申报吗", "“不到800万”，低于 800 万元"),
        ("我们职工一百来人，搞研发的5个，青苗行吗", "5 ÷ “一百来人” = 5%，低于 20%"),
    ],
)
def test_one_condition_that_fails_decides(invented, message, words):
    found = answer(invented, message)
    assert found.status is AnswerStatus.ANSWERED
    assert found.text.startswith("按您说的情况：不符合青苗企业的条件。")
    assert words in found.text
    assert "还缺" not in found.text
    assert [c.number for c in found.citations] == [1]
    assert "规定：" in found.text


@pytest.mark.parametrize("message", ["我们去年营收八百来万，青苗能评吗", "我们能评青苗吗"])
def test_what_is_open_is_never_met(invented, message):
    found = answer(invented, message)
    assert found.status is AnswerStatus.PARTLY_ANSWERED
    assert found.text.startswith("按您说的情况：还不能确定")
    assert "- 符合" not in found.text
    line = next(line for line in found.text.splitlines() if line.startswith("还缺："))
    assert line.count("、") == 2
    assert line.endswith("等。")
    assert "还缺 6 项资料" in found.text


def test_a_rough_figure_is_asked_for_exactly_where_it_decides(invented):
    assert "要看“八百来万”的准确数" in answer(invented, "我们去年营收八百来万，青苗能评吗").text
    assert "- 符合" in answer(invented, "我们去年营收两千来万，青苗能评吗").text


def test_a_full_yes_has_its_benefit_and_its_clauses(invented):
    found = answer(invented, "我们去年营收三千来万，青苗之星能评吗")
    assert found.status is AnswerStatus.ANSWERED
    assert found.text.startswith("按您说的情况：符合青苗之星的条件")
    assert "奖励10万元[2]" in found.text
    assert len(found.citations) == 2


def test_the_form_is_filled_with_what_is_exact(invented):
    found = answer(invented, "职工一百来人，搞研发的30个，去年营收900万，青苗能评吗")
    assert found.form == "eligibility#seedling?rd_staff=30&sales=900"
    assert found.to_json()["form"] == found.form
    assert "eligibility" not in found.text


@pytest.mark.parametrize(
    ("message", "opening", "said", "unsaid"),
    [
        # of a failure what failed, once, with the shortage; what is met is counted
        ("员工520人，年销售1.5亿，资产1.2亿，能评科技型中小企业吗", "按您说的情况：不符合",
         ["职工总数 520 人，超过 500 人；须减少 20 人。规定："], ["1.5 亿元", "1.2 亿元"]),
        ("去年营收4800万，主营占95%，够不够小巨人的门槛", "按您说的情况：不符合",
         ["规定：上年度营业收入5000万元以上。[1]"], ["资产负债率"]),
        # what is open is told as far as it is known, the rule in the document's words
        ("去年营收1200万，专精特新能报吗", "按您说的情况：还不能确定",
         ["低于 1500 万元。规定：上年度营业收入1500万元以上，不足1500万元的"], ["要求：", "3%"]),
        # one rule asked about is answered by that rule
        ("去年销售2.6亿，三年研发占比3.2%，高企研发这一条过得去吗", "按您说的情况，这一项符合：",
         ["3.2%，不低于 3%", "研发费用占比不低于3%。[1]"], ["还缺", "60%"]),
        ("主营占全部收入86%，报小巨人主营占比够不够", "按您说的情况，这一项不符合：",
         ["86%，低于 90%。规定：主营业务收入占比90%以上。[1]"], ["还缺", "须为"]),
        ("去年营收1200万，专精特新营收这条过得去吗", "按您说的情况，这一项还不能确定：",
         ["低于 1500 万元。规定：上年度营业收入1500万元以上"], ["3%"]),
        ("去年销售2.6亿，高企研发占比这项够不够", "按您说的情况，这一项还不能确定：",
         ["研发费用占比不低于3%。[1]", "还缺：近三个会计年度研发费用合计、"], ["4%"]),
    ],
)  # fmt: skip
def test_what_decides_is_told_and_no_more(shipped, message, opening, said, unsaid):
    text = answer(shipped, message).text
    assert text.startswith(opening)
    assert all(words in text for words in said), text
    assert not any(words in text for words in unsaid), text
    assert len(text) <= 200


def test_the_shipped_rules_speak_of_their_tier_their_sum_and_their_past(shipped):
    tier = answer(shipped, "我公司去年销售收入1.2亿，近三年研发费用占比3.5%，报高企这一项够不够")
    assert "3.5%，低于 4%" in tier.text
    total = answer(shipped, "去年研发580万，前年560万，冲小巨人研发费总额够吗")
    assert "1140 万元，低于 1200 万元" in total.text
    past = answer(shipped, "孵化资金只有300万，国家级孵化器够不够条件")
    assert any("2025年已印发新办法" in note for note in past.notes)


def test_a_rough_value_decides_nothing_that_a_tier_inside_it_would_turn(shipped):
    """250 of 4,800 is above 5%, 250 of 5,200 above 4%; what lies between is tried, too."""
    text = answer(shipped, "三年营收五千来万，去年营收五千来万，三年研发240万，高企能评吗").text
    assert "要看“五千来万”" in text
