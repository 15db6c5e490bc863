"""Understanding a question: what is asked for, of which measure, year and amount."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.amounts import amounts, spoken_money, years
from assistant.reading.asking import Asked
from assistant.reading.normalising import normalise
from assistant.reading.question import understand
from corpus.figures import Comparator, Measure


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("今年要新增多少家高企？", Asked.FIGURE),
        ("研发费用占比要达到多少？", Asked.FIGURE),
        ("证书有效期多久？", Asked.FIGURE),
        ("how many companies are planned", Asked.FIGURE),
        ("补贴金额是多少？", Asked.MONEY),
        ("能拿多少钱？", Asked.MONEY),
        ("什么时候截止申报？", Asked.WHEN),
        ("证书哪天公示？", Asked.WHEN),
        ("由哪个部门牵头？", Asked.WHO),
        ("复核归谁负责？", Asked.WHO),
        ("在江苏是哪个厅？", Asked.WHO),
        ("资金盘子里要占多少？", Asked.FIGURE),
        ("行动计划管的是哪几年？", Asked.WHEN),
        ("受理电话是多少？", Asked.CONTACT),
        ("把座机给我一个", Asked.CONTACT),
        ("电话里谈妥的能登记吗？", Asked.YES_NO),
        ("how much is the subsidy", Asked.MONEY),
        ("联系人是谁？", Asked.CONTACT),
        ("认定要满足哪些条件？", Asked.LIST),
        ("要准备什么材料？", Asked.LIST),
        ("怎么申请高企？", Asked.PROCEDURE),
        ("那三块飞地叫什么？", Asked.LIST),
        ("配套的3个文件叫什么？", Asked.LIST),
        ("第3项是什么？", Asked.OPEN),
        ("毕业企业要满足什么？", Asked.LIST),
        ("接到街道电话说要贯标，全名是什么？", Asked.OPEN),
        ("研发花得多少，跟拿政策有没有关系？", Asked.YES_NO),
        ("厂里请了几个老师傅，能算科技人员吗？", Asked.YES_NO),
        ("万一没批下来怎么办？", Asked.OPEN),
        ("不能同时享受的话咋办？", Asked.OPEN),
        ("登记怎么办？", Asked.PROCEDURE),
        ("申报流程", Asked.PROCEDURE),
        ("刚成立半年能不能申报？", Asked.YES_NO),
        ("亏损企业可以享受吗？", Asked.YES_NO),
        ("在哪里申报？", Asked.WHERE),
        ("报高企时限额多少？", Asked.FIGURE),
        ("能依哪一条主张比例？", Asked.OPEN),
        ("市级层面的招商活动场次", Asked.FIGURE),
        ("介绍一下创新券", Asked.OPEN),
        ("以前的补贴现在还发不发", Asked.YES_NO),
        ("落在哪个分数段", Asked.FIGURE),
        ("奖励20万元还是30万元？", Asked.MONEY),
        ("现金奖励按多少计税？", Asked.FIGURE),
        ("养了几个程序员，能加计扣除吗", Asked.YES_NO),
        ("要做成几加几的格局？", Asked.OPEN),
        ("要新增5家还是10家？", Asked.FIGURE),
        ("分期付款的看什么时间", Asked.OPEN),
        ("作价投资的呢,给多少", Asked.FIGURE),
        ("高企", Asked.OPEN),
        ("飞地跟谁一体化运营", Asked.OPEN),
        ("证书丢了跟谁说", Asked.WHO),
        ("专精特新的营收门槛", Asked.FIGURE),
        ("注册资本写了没有，多少？", Asked.MONEY),
        ("养了几个程序员做系统，能加计扣除吗？", Asked.YES_NO),
        ("接到街道电话，说要推一个贯标，全名是啥？", Asked.OPEN),
        ("招了几个？", Asked.FIGURE),
        ("局里来电话让我们上报，请问一年要摸排多少条？", Asked.FIGURE),
        ("打电话问过了，号码还是多少？电话给我", Asked.CONTACT),
        ("条例已经通过了是吧，我想引用它的施行日期", Asked.YES_NO),
        ("条例已经通过了是吧，什么时候施行", Asked.WHEN),
        ("重点奖补一家三年合计能拿多少？", Asked.MONEY),
        ("专精特新的认定机关是哪个？", Asked.WHO),
        ("培育要建几级库，都叫啥名", Asked.LIST),
        ("活动要送好几样东西，都送什么", Asked.LIST),
        ("是全部都要还是一部分，占多少", Asked.FIGURE),
        ("自己建的看哪个时间", Asked.OPEN),  # by what it is reckoned, no date
        ("评上了中央直接打钱不", Asked.YES_NO),
        ("说是找人代办要收好几万，真的假的", Asked.YES_NO),
    ],
)
def test_the_kind_of_thing_asked_for_is_read_from_the_question_words(question, asked):
    assert understand(question).asked is asked


@pytest.mark.parametrize(
    ("question", "measure", "counter"),
    [
        ("今年要新增多少家高企？", Measure.COUNT, "家"),
        ("要办几场活动？", Measure.COUNT, "场"),
        ("引进多少名科技副总？", Measure.COUNT, "名"),
        ("创新中心那边，人要招多少？", Measure.COUNT, "名"),
        ("研发费用占比要达到多少？", Measure.PERCENT, "%"),
        ("招了几个重大项目，市里要求做到什么比例？", Measure.PERCENT, "%"),
        ("请了几个老师傅，一年来多少天才算？", Measure.DURATION, "天"),
        ("企业所得税税率是多少？", Measure.PERCENT, "%"),
        ("评价得分最低多少分？", Measure.SCORE, "分"),
        ("孵化面积要多少平方米？", Measure.AREA, "平方米"),
        ("能补多少万？", Measure.MONEY, "元"),
        ("三年下来每家能拿几百万？", Measure.MONEY, "元"),
        ("申报要交多少服务费？", Measure.MONEY, "元"),
        ("场地要多大？", Measure.AREA, "平方米"),
        ("在孵企业家数要多少？", Measure.COUNT, "家"),
        ("有多少企业享受了？", Measure.COUNT, "家"),
        ("实验室有多少研究人员、多少专家？", Measure.COUNT, "名"),
        ("一年能捕多少吨？", Measure.COUNT, "吨"),
        ("成交额要做到几个亿？", Measure.MONEY, "元"),
        ("投入在盘子里占几成？", Measure.PERCENT, "%"),
        ("科技人员占职工总数最少多少？", Measure.PERCENT, "%"),
        ("how many projects are planned", Measure.COUNT, "个"),
    ],
)
def test_a_figure_is_wanted_in_its_measure_and_counter(question, measure, counter):
    understood = understand(question)
    assert (understood.measure, understood.counter) == (measure, counter)


@pytest.mark.parametrize(
    "question", ["有效期多久？", "亏损最长结转几年？", "公示多少天？", "公示多少个工作日？"]
)
def test_a_length_of_time_is_wanted_as_a_duration(question):
    assert understand(question).measure is Measure.DURATION


@pytest.mark.parametrize("question", ["能拿多少钱？", "今年几家？", "哪天截止？", "电话是多少？"])
def test_one_value_would_answer(question):
    assert understand(question).asks_value


@pytest.mark.parametrize("question", ["要满足哪些条件？", "能不能申报？", "由谁负责？"])
def test_no_single_value_would_answer(question):
    assert not understand(question).asks_value


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("23年目标是多少", (2023,)),
        ("2023年目标是多少", (2023,)),
        ("２０２３年目标是多少", (2023,)),
        ("2o23年目标是多少", (2023,)),
        ("2023年和2024年各多少", (2023, 2024)),
        ("2023年目标，2023年完成", (2023,)),
        ("亏损结转10年", ()),
        ("近3年研发费用", ()),
        ("20年以内", ()),
        ("去年销售八千万", ()),
        ("全年要签2000项", ()),
        ("2023项目目标", (2023,)),
        ("今年的目标", ()),
        ("成立5年的公司", ()),
        ("有效期20年", ()),
        ("最长可结转20年", ()),
        ("工作满20年", ()),
        ("要签2000项", ()),
        ("2023项目计划", (2023,)),
    ],
)
def test_years_are_calendar_years_and_never_lengths_of_time(text, named):
    assert understand(text).years == named
    assert years(normalise(text)) == named


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("去年销售八千万", 80_000_000),
        ("去年销售额一亿二", 120_000_000),
        ("营收5000万元", 50_000_000),
        ("营收5,000万元", 50_000_000),
        ("销售１亿元", 100_000_000),
        ("收入1.2亿", 120_000_000),
        ("收入一点五亿", 150_000_000),
        ("收入两千万", 20_000_000),
        ("收入三百多万", 3_000_000),
        ("投了二十万元", 200_000),
        ("收入1亿5", 150_000_000),
        ("收入十个亿", 1_000_000_000),
        ("收入3个亿", 300_000_000),
        ("收入8千万", 80_000_000),
        ("收入1亿2千万", 120_000_000),
        ("收入一亿两千万", 120_000_000),
        ("捐了两百个万", 2_000_000),
        ("省里给十五个万", 150_000),
    ],
)
def test_money_is_understood_however_it_is_said(said, yuan):
    stated = [f for f in amounts(normalise(said)) if f.measure is Measure.MONEY]
    assert [f.value for f in stated] == [yuan]
    assert stated[0].unit == "元"


@pytest.mark.parametrize(
    ("said", "comparator"),
    [
        ("超过两个亿了", Comparator.MORE),
        ("过了两个亿呢", Comparator.MORE),
        ("两个亿出头", Comparator.MORE),
        ("不到一千万", Comparator.LESS),
        ("一个亿以上", Comparator.AT_LEAST),
        ("卖了两个亿", Comparator.EQUAL),
    ],
)
def test_a_spoken_sum_keeps_what_bounds_it(said, comparator):
    (found,) = [f for f in amounts(normalise(said)) if f.measure is Measure.MONEY]
    assert found.comparator is comparator


@pytest.mark.parametrize(
    "text",
    [
        "是哪一年开始的",
        "第二个呢",
        "我另一家公司",
        "这两个",
        "一分都不收",
        "几十个亿的项目",
        "好几百万",
    ],
)
def test_what_is_pointed_to_or_denied_whole_is_no_amount(text):
    assert amounts(text) == ()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("专家给我们打了个整七十，不多不少", [(70, "分")]),
        ("自评得62，够不够", [(62, "分")]),
        ("厂里有五百二十号，能评吗", [(520, "人")]),
        ("公司一共12号人", [(12, "人")]),
        ("专利一项，能得几分", [(1, "项")]),
        ("有一件软著", [(1, "件")]),
        ("这月20号截止吗", []),
        ("国科发火〔2016〕32号文件", []),
    ],
)
def test_a_unit_that_is_left_out_is_understood(said, told):
    assert [(f.value, f.unit) for f in understand(said).amounts] == told


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("那三个创新中心，什么时候能建好？", Asked.WHEN),
        ("那三个创新中心叫什么名字？", Asked.LIST),
        ("上午科技局来电话让我们报，全市要摸排多少条？", Asked.FIGURE),
        ("由哪几家来督查？电话不用，单位名就行", Asked.LIST),
        ("签了好几份合同，是一份一份算还是合起来算？", Asked.OPEN),
        ("补助后来改成啥样了？", Asked.OPEN),
        ("小巨人 认定 条件", Asked.LIST),
    ],
)
def test_what_is_told_beside_is_not_what_is_asked(question, asked):
    assert understand(question).asked is asked


@pytest.mark.parametrize(("text", "share"), [("负债占六成左右", 0.6), ("占了35%", 0.35)])
def test_tenths_are_a_share(text, share):
    (found,) = amounts(text)
    assert found.unit == "%"
    assert found.value == pytest.approx(share)


def test_two_amounts_are_kept_in_order():
    found = understand("研发费用200万元，收入5000万元").amounts
    assert [f.value for f in found] == [2_000_000, 50_000_000]


@pytest.mark.parametrize("text", ["高新技术企业", "300家", "", "万", "亿万富翁", "千家万户"])
def test_what_is_no_spoken_amount_is_none(text):
    assert spoken_money(text) is None


def test_a_date_is_no_amount():
    assert understand("2023年10月16日发布的是什么").amounts == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("今年要新增多少家高新技術企業？", "今年要新增多少家高新技术企业？"),
        ("２０２３年新增多少家？", "2023年新增多少家？"),
    ],
)
def test_two_spellings_of_a_question_are_understood_alike(one, other):
    assert understand(one) == understand(other)


@pytest.mark.parametrize(
    "question",
    [
        "最后实际完成了多少家？",
        "目标完成情况怎么样？",
        "完成目标了吗？",
        "完成300家的任务了没？",
        "5000家的目标达成了吗？",
        "成交额的年终统计数是多少？",
        "去年一共引进了多少名？",
        "盐城认定了几家省级孵化器？",
        "三家飞地已入驻多少企业？",
        "研发人才到位多少？",
    ],
)
def test_asking_for_a_result_is_told_from_asking_for_a_target(question):
    assert understand(question).about_result
    assert not understand("今年的目标是多少家？").about_result


@settings(deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_understood_without_failing_and_always_alike(text):
    assert understand(text) == understand(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("去年新增高企目标多少家", (2025,)),
        ("明年全市的目标是多少", (2027,)),
        ("明年要招引多少家科技型企业", (2027,)),
        ("明年申报要几个专利", ()),
        ("今年新增高企目标多少家", ()),
        ("比去年的目标多多少", ()),
        ("我们公司去年目标完成多少", ()),
        ("去年销售八千万，目标一个亿", ()),
        ("去年科技进步贡献率是多少", (2025,)),
        ("上一年科技进步贡献率是多少", (2025,)),
        ("去年营收要多少才够小巨人", ()),
    ],
)
def test_last_and_next_year_are_counted_from_the_day_where_a_target_is_asked_for(text, named):
    assert understand(text, date(2026, 11, 24)).years == named


@pytest.mark.parametrize("question", ["谁定期通报任务完成情况？", "多久考核一次完成情况？"])
def test_a_duty_to_report_results_asks_for_no_result(question):
    assert not understand(question).about_result


def test_who_watches_over_the_results_is_no_result_asked_for():
    assert not understand("各项目标完成得怎么样由谁来督查？").about_result


def test_the_number_of_another_thing_is_ruled_out_as_the_thing_is():
    assert understand("人才站点要新建几家？不是研究中心那个数").excluded == ("研究中心",)
    assert understand("项目要几项？不是技术攻关的项目数").excluded == ("技术攻关",)
    assert understand("最少几场？不是全年那20场专场").excluded == ("20场专场",)


def test_what_is_to_be_given_is_no_score():
    assert understand("那至少得分给人家净收入的几成？").measure is Measure.PERCENT


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("我们今年刚认定成省级的，从哪个月起算", 2031),
        ("前年拿的牌子，新办法一出来是不是就作废了", 2029),
        ("刚评上高企，能享受几年", 2031),
        ("今年刚备案的众创空间从哪个月开始免", 2031),
        ("前年认定了多少家", None),
        ("去年获批的机构有哪些", None),
    ],
)
def test_the_year_in_which_the_asker_was_given_a_title_is_no_year_asked_about(text, year):
    understood = understand(text, date(2031, 5, 1))
    assert understood.befell == ((year,) if year else ())
    assert not (year and understood.years)


@pytest.mark.parametrize(
    ("text", "length"), [("18年那个办法", False), ("22年底买的设备", False), ("满18年的企业", True)]
)
def test_a_year_told_short_is_no_length_of_time(text, length):
    assert bool(amounts(text)) == length


@pytest.mark.parametrize(
    "question",
    ["专精特新是省里批还是部里批？", "这个归市里认定还是省里认定", "小巨人由省厅还是部里来认定"],
)
def test_levels_that_are_offered_ask_who_does_it(question):
    read = understand(question)
    assert read.asked is Asked.WHO
    assert "还是" not in read.text


def test_a_share_of_a_sum_is_asked_for_and_no_sum():
    asked = understand("每年至少要拿营业利润的多少奖励?")
    assert (asked.asked, asked.measure) == (Asked.FIGURE, Measure.PERCENT)


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("本级立项的数量,区别于择优支持的那批攻关项目,是多少?", ("择优支持的那批攻关项目",)),
        ("跟2022年老标准比，现在营收门槛是多少", ("2022年老标准",)),
        ("我们和一家上海公司合作，现在能报吗", ()),
    ],
)
def test_what_a_thing_is_held_against_is_not_asked(text, excluded):
    assert understand(text).excluded == excluded


def test_which_one_recognises_asks_who():
    assert understand("小巨人哪个给认").asked is Asked.WHO


@pytest.mark.parametrize(
    "text", ["高企的认定条件是什么", "专精特新申报条件是啥", "科小评价的要求都是什么"]
)
def test_conditions_are_listed_however_they_are_asked_for(text):
    assert understand(text).asked is Asked.LIST
