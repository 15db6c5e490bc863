"""Whether someone asks about their own eligibility, and what they tell."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Turn
from assistant.eligibility.request import eligibility_request
from assistant.eligibility.told import told

REQUESTS = [
    ("我们去年营收900万，能评青苗企业吗", "seedling", {"sales": 900}),
    ("员工100人，搞研发的25个，青苗够不够格", "seedling", {"staff": 100, "rd_staff": 25}),
    ("我司开了三年，厂房八百平，可以申报青苗企业培育吗", "seedling", {"age": (3, 3), "floor": 800}),
    ("研发人员占15%，青苗符合吗", "seedling", {"rd_staff/staff": 0.15}),
    ("去年卖得不错，销售额一亿二，青苗之星有没有资格", "sapling", {"sales": 12000}),
    ("我们能报青苗吗", "seedling", {}),
    ("青苗自测", "seedling", {}),
    ("职工90人，搞研发的12个，去年营收700万，青苗卡在哪", "seedling",
     {"staff": 90, "rd_staff": 12, "sales": 700}),
    ("我们去年营收900万，想评青苗企业，要哪些条件", "seedling", {"sales": 900}),
]  # fmt: skip
NONE = [
    "青苗企业要什么条件",
    "我们想评青苗企业，要什么条件",  # nothing told of their own
    "青苗之星营收要多少才能报",
    "一名高校教授能不能申报青苗企业",
    "年营收800万以上的企业能申请青苗吗",
    "有200名职工的企业可以评青苗企业吗",
    "我们想申报青苗，要找谁",
    "我们去年营收900万，能评上吗",
    "我们厂的旧设备是买来的二手货，能报青苗吗",
    "贵局：我们是一家成立三年的企业，去年营收900万，请问能申报青苗吗",
    "我们去年营收900万，能评青苗吗" + "，另外还有别的情况" * 40,
    "今年青苗评了几家",
    "青苗营收满700万就能报，我们准备今年报，没错吧",
    "营收700万，按啥标准判断能不能报青苗",
    "",
]
TOLD = [
    ("hnte", "去年营收6200万，近三年营收加起来1.5亿，三年研发一共700万",
     {"sales_last_year": 6200, "sales_3y": 15000, "rd_expense_3y": 700}),
    ("tech-sme", "我们公司有一名高校教授", {}),  # a noun of its own is counted
    ("hnte", "员工80人研发12人", {"total_staff": 80, "tech_staff": 12}),
    ("hnte", "我们有80名职工、12个研发", {"total_staff": 80, "tech_staff": 12}),
    ("hnte", "高新产品收入占总收入五成五",
     {"hightech_income_last_year/total_income_last_year": 0.55}),
    ("hnte", "公司才开了十个月", {"days_since_registration": (304, 333)}),
    ("hnte", "我们厂五百来号人", {"total_staff": (450, 550)}),
    ("specialized-sme-2026", "研发费用去年400万，前年350万",
     {"rd_expense_y1": 400, "rd_expense_y2": 350}),
    ("specialized-sme-2026", "负债率85%，主营占比只有75%",
     {"debt_ratio": 0.85, "main_revenue/revenue": 0.75}),
    ("national-incubator-2018", "孵化器一万二千平，在孵企业55家，毕业18家",
     {"area_total": 12000, "incubatees": 55, "graduates": 18}),
    # a share is of the year of its own clause, a year in brackets of what they hold
    ("hnte", "去年销售收入5000万元，研发占比4.6%",
     {"sales_last_year": 5000, "rd_expense_3y/sales_3y": 0.046}),
    ("tech-sme", "有高企证（2027年到期），年销售1.5亿", {"sales_last_year": 15000}),
    # a count alone in its clause is of the whole
    ("tech-sme", "境内公司，60人，搞研发的16人", {"total_staff": 60, "tech_staff": 16}),
    ("tech-sme", "60人持股，另有60人", {}),
    # another thing, another year, what is asked or heard, what could be two things
    ("hnte", "注册资本500万，净利润800万，贷款2000万，设备300万", {}),
    ("hnte", "去年研发投了400万", {}),
    ("hnte", "今年营收8000万", {}),
    ("hnte", "听说研发要占5%，要求职工不超过500人", {}),
    ("hnte", "员工80人，其中本科40人，我们有5个项目", {"total_staff": 80}),
    ("hnte", "境内只占全部研发费的55%", {}),
    ("tech-sme", "软著3个，实用新型2个", {}),
    ("hnte", "职工80人，职工90人", {}),
]  # fmt: skip


def plain(values: Any) -> dict[str, Any]:
    return {n: float(t.value) if t.exact else (float(t.low), float(t.high))
            for n, t in values.items()}  # fmt: skip


@pytest.mark.parametrize(("message", "programme", "values"), REQUESTS)
def test_a_case_of_ones_own_is_a_request(invented, message, programme, values):
    request = eligibility_request(message, (), invented)
    assert request.programme.id == programme
    expected = {n: v if not isinstance(v, tuple) else float(v[0]) for n, v in values.items()}
    assert plain(request.told) == pytest.approx(expected)


@pytest.mark.parametrize("message", NONE)
def test_a_question_about_the_rule_or_of_another_is_none(invented, message):
    assert eligibility_request(message, (), invented) is None


@pytest.mark.parametrize(("programme", "text", "values"), TOLD)
def test_a_figure_fills_the_input_it_is_told_of_and_no_other(shipped, programme, text, values):
    rules = shipped.find(programme)
    found = plain(told(text, rules))
    assert found.keys() == values.keys()
    for name, value in values.items():
        assert found[name] == pytest.approx(value)


FIRST = Turn("我们去年营收900万，能评青苗企业吗", "符合，另有职工 5 人")


@pytest.mark.parametrize(
    ("history", "message", "programme", "values"),
    [
        ([FIRST], "职工100人", "seedling", {"sales": 900, "staff": 100}),
        ([FIRST], "那青苗之星呢", "sapling", {"sales": 900}),
        ([FIRST, Turn("不对，去年营收是700万", "")], "现在够了吗", "seedling", {"sales": 700}),
        ([FIRST, Turn("如果去年营收是2000万呢", "")], "职工100人", "seedling",
         {"sales": 900, "staff": 100}),
        ([FIRST], "奖励多少钱", None, {}),
        ([FIRST], "职工人数怎么算", None, {}),
        ([Turn("青苗企业要什么条件", "")], "职工100人", None, {}),
    ],
)  # fmt: skip
def test_later_turns_add_to_what_the_asker_said_before(
    invented, history, message, programme, values
):
    request = eligibility_request(message, history, invented)
    assert (request and request.programme.id) == programme
    assert plain(request.told if request else {}) == values


@pytest.mark.parametrize(
    ("message", "one"),
    [
        ("研发人员占15%，青苗研发人员这条够不够", True),
        ("去年营收900万，青苗的营收达标吗", True),
        ("职工100人能报青苗吗", False),
        ("去年营收900万，能评青苗企业吗", False),
    ],
)
def test_one_rule_is_asked_about_or_the_whole(invented, message, one):
    request = eligibility_request(message, (), invented)
    assert request.of_one_rule is one


@settings(max_examples=60, deadline=None)
@given(
    st.text("我们公司去年研发投了营收万亿元人三百成立年%0123456789，。能评青苗吗没有", max_size=40)
)
def test_whatever_is_written_is_read_without_a_fault(invented, text):
    request = eligibility_request(text, (Turn(text, text),), invented)
    for value in request.told.values() if request else ():
        assert 0 <= value.low <= value.high
