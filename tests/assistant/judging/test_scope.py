"""Place and time: what is asked of elsewhere, of a newer rule, or of how it came out."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus
from assistant.reading.places import places_named

A, N = AnswerStatus.ANSWERED, AnswerStatus.NOT_STATED


@pytest.mark.parametrize(
    "question",
    [
        "南通2023年全社会研发投入占GDP打算做到百分之几？想跟我们盐城比一比",
        "苏州的高新技术企业培育库入库条件跟盐城有啥不一样？",
    ],
)
def test_a_place_compared_with_ours_is_the_one_asked_about(shipped, question):
    answer = shipped.ask(question)
    assert answer.status is N
    assert "没有" + question[:2] in answer.text


@pytest.mark.parametrize("text", ["在孵企业八成都要过评价", "加大连续投入力度"])
def test_words_that_spell_a_place_together_name_none(text):
    assert places_named(text) == ()


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("2022年四季度买的设备现在还能一次性扣吗？", "期限已经届满"),
        ("科技副总那每人15万的专项经费现在还能拿吗？", "取消每人15万元"),
    ],
)
def test_what_is_over_answers_whether_it_may_still_be_had(shipped, question, stated):
    text = shipped.ask(question).text
    assert stated in text
    assert not text.startswith("可以")


def test_what_ours_is_compared_with_is_not_asked_about(shipped):
    answer = shipped.ask("盐城今年要新增多少家高企？我想跟南通比一比")
    assert "300家" in answer.text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("响水的国家农业科技园区后来验收过了没有？", N),
        ("中韩科技创新中心落地了没有？", N),
        ("市科创中心截至2023年6月底已经进来几家科技服务机构了？", N),
        ("科技副总实际到岗多少人？", N),
        ("响水的国家农业科技园区今年要争取什么？", A),
        ("截至2024年12月科技副总一共选聘了多少人？", A),
        ("省列统的新型研发机构已经有几个？", A),
    ],
)
def test_how_it_came_out_is_not_told_by_a_plan(shipped, question, status):
    assert shipped.ask(question).status is status


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("2026年新的高企认定管理办法里，研发费用占比要求是多少？", ""),
        ("工信部2025年新孵化器办法，要求孵化面积多少平？", ""),
        ("2025年新管理办法把孵化器分为哪两类？", "卓越级"),
        ("按2026年新办法，小巨人的营收要多少？", "5000万元"),
    ],
)
def test_a_newer_rule_is_not_told_by_the_older_one(shipped, question, fact):
    answer = shipped.ask(question)
    assert answer.status is (A if fact else N)
    assert fact in answer.text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("全市高企任务里，大丰要新增多少家？", N),
        ("东台今年技术合同成交额目标多少亿元？", N),
        ("盐城今年要新增多少家高企？", A),
        ("聚力创新十条2019年度兑现的1.1亿里，大丰区的企业一共拿了多少？", N),
        ("聚力创新十条2019年度全市兑现了多少？", A),
        ("东台的企业入市高企培育库，材料交给谁？", A),
        ("盐城请科技副总来企业，市里一个人补贴多少钱？", N),
        ("盐城企业按2018年口径首次办苏科贷能贷多少？", A),
        ("市里的创新中心，跟香港合办的那个年内要到哪一步？", A),
    ],
)
def test_a_plans_number_for_the_city_is_none_for_a_part_of_it(shipped, question, status):
    assert shipped.ask(question).status is status


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("2025年江苏选派了多少名科技副总？", N),
        ("2024年江苏选派了多少名科技副总？", A),
        ("去年科技进步贡献率是多少？", N),
        ("今年科技进步贡献率目标是多少？", A),
    ],
)
def test_what_was_counted_by_a_day_is_no_number_of_another_year(shipped, question, status):
    assert shipped.ask(question).status is status


def test_eight_of_ten_is_no_city(shipped):
    assert "60%" in shipped.ask("孵化器考核要求在孵企业八成都要过科小评价,是不是太高了点?").text
    assert shipped.ask("成都今年新增多少家高企？").status is N


def test_the_plans_own_year_in_a_name_is_no_time(shipped):
    assert shipped.ask("市级重点研发计划农业项目什么时候开始报？").status is N
    assert shipped.ask("中韩科技创新中心什么时候落地？").status is A


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("我们是省级孵化器不是国家级的，省级孵化器认定要求场地多少平方米？", N),
        ("我们是省级孵化器，想申报国家级，场地要多少平方米？", A),
        ("国家级孵化器在孵企业要多少家？", A),
        ("省级孵化器能享受房产税优惠吗？", A),
        ("卓越级孵化器场地面积和在孵企业数各要达到多少？", N),
        ("卓越级多久复核一次？", A),
    ],
)
def test_the_rules_of_one_level_are_none_of_anothers(shipped, question, status):
    assert shipped.ask(question).status is status


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("2026年新买的一台700万的机床，一次性税前扣除的政策执行到哪年为止？", N),
        ("孵化器免房产税政策2026年还有效吗，执行到哪年？", A),
        ("2026年技术转让增值税免征优惠执行到哪年？", A),
    ],
)
def test_until_when_a_policy_holds_is_not_told_by_one_that_has_ended(shipped, question, status):
    assert shipped.ask(question).status is status


def test_the_year_of_the_clause_that_asks_is_the_one_asked_about(shipped):
    told = "2019年度创新十条兑现的数字我有了，"
    assert shipped.ask(told + "2020年度全市一共兑现了多少钱？").status is N
    assert "1.1亿元" in shipped.ask("2019年度聚力创新十条全市兑现了多少钱？").text
