"""Deadlines: every row of the shipped documents by hand, and the language around them."""

from datetime import date

import pytest

from corpus.__main__ import SHIPPED
from corpus.deadlines import Deadline, Kind, Timing, deadlines
from corpus.document import Source
from corpus.library import load_passages
from corpus.passage import Passage

DATED, YEARLY, RELATIVE = Timing.DATED, Timing.YEARLY, Timing.RELATIVE

AFTER_INCOME = "取得成果转化收入后三年（36个月）内"
# Read by hand from the documents: passage, time as written, and what the calendar is to hold
# ("2026-05-25", "05-31", "07" for a month, "" where no day is stated).
BY_HAND = [
    ("achievement-transformation#五、个人所得税优惠/2", RELATIVE, AFTER_INCOME, ""),
    ("hnte-equipment-2022q4#二、优惠内容/1", DATED, "2022年10月1日至12月31日", "2022-12-31"),
    ("hnte-equipment-2022q4#五、办理方式与提示/1", YEARLY, "年度汇算清缴时", ""),
    ("hnte-income-tax#二、15%税率/4", RELATIVE, "到当年年底", ""),
    ("hnte-recognition#六、有效期与后续管理/1", RELATIVE, "期满", ""),
    ("hnte-recognition#六、有效期与后续管理/2", YEARLY, "每年5月底前", "05-31"),
    ("hnte-recognition#六、有效期与后续管理/3", RELATIVE, "三个月内", ""),
    ("incubator-makerspace#五、办理程序与后续管理/2", RELATIVE, "三个月内", ""),
    ("incubator-tax#三、执行期限/1", DATED, "2019年1月1日至2021年12月31日", "2021-12-31"),
    ("incubator-tax#三、执行期限/1", DATED, "2023年12月31日", "2023-12-31"),
    ("incubator-tax#三、执行期限/2", DATED, "2027年12月31日", "2027-12-31"),
    ("rd-super-deduction#三、优惠内容/3", DATED, "2023年1月1日至2027年12月31日", "2027-12-31"),
    ("rd-super-deduction#六、办理程序/2", YEARLY, "7月份预缴申报时", "07"),
    ("rd-super-deduction#六、办理程序/3", YEARLY, "10月份预缴申报时", "10"),
    ("rd-super-deduction#六、办理程序/3", YEARLY, "年度汇算清缴时", ""),
    ("sme-gradient-2022#六、有效期与后续管理/1", RELATIVE, "到期", ""),
    ("sme-gradient-2022#六、有效期与后续管理/2", RELATIVE, "三个月内", ""),
    ("sme-gradient-2026#五、办理程序/2", DATED, "4月25日至5月25日", "2026-05-25"),
    ("sme-gradient-2026#六、有效期与后续管理/1", RELATIVE, "到期后", ""),
    ("sme-gradient-2026#六、有效期与后续管理/2", RELATIVE, "到期后", ""),
    ("tech-contract-vat#二、认定登记程序/4", RELATIVE, "受理后30日内", ""),
    ("tech-contract-vat#五、政策时效/2", DATED, "2027年12月31日", "2027-12-31"),
    ("tech-sme-evaluation#六、办理程序与后续管理/2", DATED, "2026年6月1日至8月31日", "2026-08-31"),
    ("tech-sme-evaluation#六、办理程序与后续管理/5", YEARLY, "每年3月底前", "03-31"),
    ("yancheng-hnte-cultivation#四、办理程序/2", DATED, "5月30日前", "2022-05-30"),
    ("yancheng-hnte-cultivation#四、办理程序/2", DATED, "7月1日前", "2022-07-01"),
    ("yancheng-hnte-cultivation#四、办理程序/2", DATED, "8月1日前", "2022-08-01"),
]  # fmt: skip


@pytest.fixture(scope="module")
def shipped() -> tuple[Deadline, ...]:
    return deadlines(load_passages(SHIPPED).passages)


def on_calendar(row: Deadline) -> str:
    if row.due:
        return row.due.isoformat()
    return "-".join(f"{n:02}" for n in (row.month, row.day) if n)


def test_every_row_of_the_shipped_documents_is_one_read_by_hand_and_none_is_missing(shipped):
    found = [(row.passage.id, row.timing, row.when, on_calendar(row)) for row in shipped]
    assert found == BY_HAND


def test_every_row_quotes_its_paragraph_and_says_what_is_due(shipped):
    for row in shipped:
        assert row.sentence in row.passage.text
        assert 4 <= len(row.what) <= 60, row
        assert row.what[0] not in "，、。；）"
        assert (row.timing is DATED) == (row.due is not None)
        assert row.timing is YEARLY or row.month is None


def rows(sentence: str, title: str = "某项管理办法", **about: object) -> tuple[Deadline, ...]:
    return deadlines([Passage(Source("s", title, **about), ("一、办理",), "1", sentence)])


@pytest.mark.parametrize(
    ("sentence", "timing", "when", "expected"),
    [
        ("企业应于每年12月31日前报送年度总结。", YEARLY, "每年12月31日前", "12-31"),
        ("申请人应当在2025年9月30日之前提交材料。", DATED, "2025年9月30日之前", "2025-09-30"),
        ("申报截止时间为2025-11-05。", DATED, "2025-11-05", "2025-11-05"),
        ("本政策执行至2026年底。", DATED, "2026年底", "2026-12-31"),
        ("自2024年1月1日起施行，有效期至2026年6月30日。", DATED, "2026年6月30日", "2026-06-30"),
        ("2025年度申报时间为11月20日至1月10日。", DATED, "11月20日至1月10日", "2026-01-10"),
        ("每年2月底前完成复核。", YEARLY, "每年2月底前", "02-31"),
        ("有效期届满三个月前，应当提出续期申请。", RELATIVE, "有效期届满三个月前", ""),
        ("企业应提前15个工作日提出申请。", RELATIVE, "提前15个工作日", ""),
        ("主管部门自受理之日起20个工作日内作出决定。", RELATIVE, "自受理之日起20个工作日内", ""),
        ("纳税人应于次月15日前申报缴纳。", RELATIVE, "次月15日前", ""),
    ],
)  # fmt: skip
def test_a_deadline_is_read(sentence, timing, when, expected):
    (row,) = rows(sentence)
    assert (row.timing, row.when.removeprefix("在"), on_calendar(row)) == (timing, when, expected)


NO_DEADLINES = """
    本办法自2023年1月1日起施行。 2024年3月5日，省科技厅印发了通知。
    2024年5月30日以前成立的企业适用本条。 2026年4月1日前取得的称号在有效期内继续有效。
    截至2024年12月，已选聘11868名科技人才。 申请前一年内没有发生重大安全事故。
    一个纳税年度内，所得在500万元以内的部分免税。 弄虚作假的，三年内不得再次申报。
    力争项目建成投产3年内获批高新技术企业。 4月25日至5月1日举办产学研活动周。
    2023年1月1日至6月30日，全市实现产值120亿元。 共签订合同3月12份。
    企业在2022年第四季度内应具有高新技术企业资格。
"""


@pytest.mark.parametrize("sentence", NO_DEADLINES.split())
def test_what_is_no_deadline_gives_no_row(sentence):
    assert rows(sentence) == ()


@pytest.mark.parametrize(
    ("title", "about", "expected"),
    [
        ("专项资金管理办法", {}, "06-30"),
        ("关于组织2025年度项目申报的通知", {}, "2025-06-30"),
        ("年度工作要点", {"year": 2024}, "2024-06-30"),
        ("关于组织项目申报的通知", {}, ""),
    ],
)
def test_the_year_of_a_bare_day_is_told_by_the_document_or_left_open(title, about, expected):
    (row,) = rows("各单位应于6月30日前报送材料。", title, **about)
    assert on_calendar(row) == expected
    assert row.timing is {0: RELATIVE, 5: YEARLY, 10: DATED}[len(expected)]


def test_the_end_of_a_policy_is_told_from_the_time_to_act():
    assert rows("免征增值税延续到2027年12月31日。")[0].kind is Kind.TERM
    assert rows("企业应于2025年6月30日前提交材料。")[0].kind is Kind.ACTION


def test_a_yearly_deadline_comes_back_and_any_other_is_over_after_its_day():
    (row,) = rows("企业应于每年5月底前填报。")
    assert row.next_on(date(2026, 5, 31)) == date(2026, 5, 31)
    assert row.next_on(date(2026, 6, 1)) == date(2027, 5, 31)
    assert not row.passed_on(date(2026, 6, 1))
    assert row.passed_this_year(date(2026, 6, 1))
    assert not row.passed_this_year(date(2026, 5, 31))
    (row,) = rows("材料应于2025年9月30日前提交。")
    assert not row.passed_on(date(2025, 9, 30))
    assert row.passed_on(date(2025, 10, 1))
