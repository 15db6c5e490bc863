"""One question at a time over the shipped documents: its own statement, and no neighbour's."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus
from assistant.asking import Asked, asked_kind
from assistant.question import understand


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("企业研发联合推进机制里要几个部门协同？把部门都报一下", ("科技、财政、统计、税务",)),
        ("科小不打分、直接过的路子有几条？", ("高新技术企业证书", "国家级科技奖励", "研发机构")),
    ],
)
def test_how_many_there_are_is_told_by_their_names_where_nothing_counts_them(
    shipped, question, told
):
    text = shipped.ask(question).text
    assert all(words in text for words in told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("yjsgzz 2023年新建多少", "研究生工作站25家以上"),
        ("gcjszx今年新增多少", "省工程技术研究中心35家以上"),
        ("xjr 营业收入要多少", "5000万元以上"),
    ],
)
def test_a_name_is_known_by_the_first_letters_of_its_syllables(shipped, question, told):
    assert told in shipped.ask(question).text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("小巨人认定对主导产品市场份额的要求", "10%以上", "核心基础零部件"),
        ("科技型中小企业评价里头，研发投入这一块满分多少", "满分50分", "满分100分"),
        ("专精特新“小巨人”（2026年新办法）上年度营业收入门槛是多少？", "5000万元以上", "1200万元"),
        ("跟学校合作合同没写归谁，搞出了新发明，东西算哪家的", "合作各方共有", "没有载明"),
        ("小巨人对营收有什么要求", "5000万元以上", "1500万元"),
        ("孵化器里的企业满足什么条件算毕业企业", "挂牌、上市", "专业孵化器"),
        ("研发费用占比，销售收入1亿元的企业要多少", "不低于4%", "不低于3%"),
        ("培育库入库后有什么服务", "服务券", "2008年"),
        ("科小要几个条件", "五项条件", "500人"),
        (
            "2022年11月买的设备，当时没高企证，只有科小编号，能一次性扣再加计吗？",
            "不适用设备",
            "当年一次性全额",
        ),
    ],
)
def test_what_is_named_is_answered_not_what_stands_beside_it(shipped, question, told, not_told):
    text = shipped.ask(question).text
    assert told in text
    assert not_told not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("专精特新中小企业的主营收入占比要多少？我问的不是小巨人", "80%以上"),
        ("孵化器里头小公司今年全市得再添多少户？我管园区的，等着分任务呢", "500家以上"),
        ("是外国专家工作室13家，还是院士工作站13家？我表上两个数混了", "外国专家工作室13家"),
    ],
)
def test_what_is_said_aside_draws_no_other_answer(shipped, question, told):
    assert told in shipped.ask(question).text


def test_why_one_asks_is_no_part_of_the_question_but_ones_own_case_is():
    assert understand("研发投入强度目标多少？我写讲话稿要用").text == "研发投入强度目标多少?"
    assert "3000万" in understand("苏科贷能贷多少？我们厂去年卖了3000万").text
    assert "小巨人" in understand("专精特新要多少分？我还想问小巨人要多少分").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("我在大学里管转化，发给老师的二十万奖金，交个税的时候按多少万算？", "按10万元计入"),
        ("孵化器在艰苦边远地区，面积和家数够不上，有没有放宽？", "降低20%"),
        ("2022年度市高企培育库的推荐材料，各地分别要赶在哪几天前交到市局？", "8月1日前"),
        ("我们厂要从盐城整个搬到安徽去，高企帽子还在不在？", "资格保留"),
        ("登记机构说我这不是技术合同，退回来了，我不服能找谁？", "行政复议"),
        ("那个不发证只给编号的小企业评价，盐城今年想让多少家过关？", "5000家"),
    ],
)
def test_what_a_paragraph_states_in_other_words_is_not_refused(shipped, question, told):
    assert told in shipped.ask(question).text


@pytest.mark.parametrize(
    ("question", "leads_to"),
    [
        (
            "我们近三年融了600万股权（机构实缴），创新型中小企业是不是可以不打分直接通过？",
            "不用评分",
        ),
        ("手里有有效期内的高企证，基本条件也符合，评科小还要逐项打分吗", "可直接确认"),
    ],
)
def test_an_item_of_which_any_will_do_is_told_with_what_it_leads_to(shipped, question, leads_to):
    assert leads_to in shipped.ask(question).text


def test_how_a_decision_is_contested_is_not_whose_office_it_is():
    assert asked_kind("对认定结果不服能找谁") is not Asked.WHO
    assert asked_kind("认定结果由谁公布") is Asked.WHO


def test_a_fund_is_not_the_investment_that_a_firm_has_had(shipped):
    assert shipped.ask("天使基金投多少").status is not AnswerStatus.ANSWERED


@pytest.mark.parametrize(
    "question",
    ["技术咨询合同能免增值税吗", "基础研究捐款给公司行不行", "没登记的技术合同能加计扣除吗"],
)
def test_what_holds_for_some_or_of_another_thing_says_neither_yes_nor_no(shipped, question):
    assert not shipped.ask(question).text.startswith(("可以。", "不可以。"))


def test_what_withholds_a_value_is_no_rival_to_what_gives_it(shipped):
    assert "2027年12月31日" in shipped.ask("孵化载体免税那套现在执行到哪天为止").text


def test_the_level_that_is_meant_goes_first_however_it_is_said(shipped):
    asked = "我们镇上那个孵化楼只有市里发的牌子,人家说房子地皮的税能免,是不是哄人?"
    assert "没有列入享受范围" in shipped.ask(asked).text


def test_half_a_year_is_so_many_whole_days(shipped):
    assert "少于 365 天" in shipped.ask("公司刚注册半年能报高企不").text
