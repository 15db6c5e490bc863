"""Questions in which the asker tells their own case and asks whether it will do."""

from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus
from assistant.pipeline import Assistant
from assistant.reading.asking import Asked
from assistant.reading.question import understand


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        # the bound alone, and not the next one of its sentence
        (
            "公司成立两年零三个月了，想搬进国家级孵化器当在孵企业，还收不收？",
            "超过24个月",
            "48个月",
        ),
        # of two bounds of a sentence the one whose words stand closest to the figure
        (
            "一家成立已经30个月的企业想搬进国家级孵化器，还能收作在孵企业吗？",
            "不符合：30个月超过24个月",
            "48个月",
        ),
        ("科小自评正好60分，卡线，算合格还是不合格？", "符合：60分不低于60分", "实地核查"),
        ("返聘的高工一年干了150天，能不能放进高企科技人员名单？", "150天低于183天", "没有载明"),
        # what was cut off a sentence, where the asker tells of it
        (
            "小巨人的Ⅰ类知识产权我们有5件，其中3件是转让来的，最少要几项？",
            "不含转入的",
            "没有载明",
        ),
        # of the asker's "单价680万" and "二手" each has its rule
        (
            "2022年11月我们高企买了台二手的设备，单价680万，四季度那个政策还算不算？",
            "购进二手设备",
            "没有载明",
        ),
        # figures of which some will do and some will not
        (
            "返聘3个退休的，每年干200天，再加2个兼职的各干100天，都能算高企科技人员吗",
            "183天以上",
            "就这一项看",
        ),
        # what passes without a share that is told may fail by it
        (
            "研发费两年合计1300万，其中一年只占2.8%，小巨人研发这条行吗",
            "2.8%低于3%",
            "就这一项看，符合",
        ),
        # a rule eased for some is none for others
        ("孵化器在孵企业48家，够吗", "在孵企业50家以上", "30家"),
        ("在艰苦边远地区，我们孵化器面积8200平够不够", "降低20%", "不符合"),
        ("我们孵化器不在艰苦边远地区，面积9600平，国家级差在哪", "10000平方米", "降低20%"),
        ("给非营利科研机构捐了50万做基础研究，加计扣除多少", "加计扣除100%", "没有载明"),
        # the points of the part that bars by itself
        ("科小总分72分，可是科技人员占比只有8%，能通过吧？", "10%以下0分", "还需要补充"),
        ("营业执照下来才10个月，现在能申请高企认定吗？", "365个日历天数", "申请材料"),
        # one of several ways that do
        (
            "我司在孵期间连着两年营收加起来1180万，没融过资，能算毕业企业吗？",
            "毕业企业至少符合一条：连续2年",
            "500万元",
        ),
        # the way that is not open leaves the others
        ("两年营收合计800万，没融过资，能算毕业企业吗", "500万元", "就这一项看，符合"),
        # whom a rule is for is no demand of it
        (
            "去年销售收入刚好5000万元，研发占比4.6%，想申请高新技术企业，研发这块够不够？",
            "不符合：4.6%低于5%",
            "5000万元不超过",
        ),
        # the bound of another thing says nothing
        (
            "我公司一半多收入（53%）是批发业务，另有自研软件，研发费用加计扣除能做吗？",
            "50%（不含）以上",
            "53%超过10%",
        ),
        # what is named before the figure is what another clause is of
        ("综合评分65但科技人员项得了0分，科小能过吗？", "不能是0分", "0分低于"),
        ("在孵企业孵化了4年半，还能留吗", "超过48个月", "24个月"),
        # whom a rule is for gives no verdict by itself
        ("我们去年研发花了200万，营收4000万，高企够不够", "5%", "就这一项看"),
        # a rule's own words are no figure of the asker's
        ("独占许可5年以下能减免吗", "5年以上", "低于5年"),
        # two figures of one condition
        ("我们厂职工210人，科技人员19人，高企这项行吗", "9.05%", "待补充"),
        # the rule for the asker's own kind, not the one for all
        ("我们是专业孵化器，在孵34家够不够", "30家以上", "50"),
    ],
)
def test_a_figure_of_ones_own_meets_its_own_bound(
    shipped: Assistant, question: str, told: str, not_told: str
) -> None:
    text = shipped.ask(question).text
    assert told in text
    assert not_told not in text


@pytest.mark.parametrize(
    "question",
    [
        "报科小，高中毕业的技术员算科技人员吗",
        "失败的研发能加计吗",
        "个体户能享受加计扣除吗",
    ],
)
def test_no_yes_opens_where_the_words_that_decide_are_not_met(
    shipped: Assistant, question: str
) -> None:
    assert not shipped.ask(question).text.startswith(("可以", "不可以"))


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("亏损企业能享受研发加计吗", "可以。"),
        ("俺厂子是核定征收的，账也不大全，搞研发花的钱能不能多抵点税啊", "不可以。"),
    ],
)
def test_yes_or_no_opens_where_they_are(shipped: Assistant, question: str, opening: str) -> None:
    assert shipped.ask(question).text.startswith(opening)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "高企证书还有一年半到期，准备把整个厂全部迁去安徽，迁完以后高企资格还在不在？",
            "资格保留",
        ),
        ("牌子过期了没续上，都12月31号了还没批，之前少交的钱咋弄", "补缴"),
        ("刚拿到高企证，12月底发下来的，今年前面11个月的税能不能也按便宜的算", "发证日期所在年度"),
        ("老板想赞助一所大学搞历史研究，说能抵税，真的假的", "人文学"),
        ("我们拿自己的钱投给自己的研发部做原理研究，能套基础研究那个税收优惠不？", "不适用本政策"),
        ("三年前认定高企时用了6件实用新型，现在要重新申请，这6件还可以再用吗", "只能使用一次"),
        ("单位自己投产用我的发明，没约定过，每年要分我利润多少", "营业利润的5%"),
        ("我是民营企业，发给研发骨干的成果转化奖金，个税可以按一半算吗？", "不在其列"),
        ("我们医院不是高校，2023年建立基础研究制度体系有没有把医院算在内？", "医疗卫生机构"),
        ("不是高企，能报科小吗", "任意一项"),
        ("我们厂一年卖八千来万，研发花的钱要占几成才够评高企？会计说5%", "不低于4%"),
        ("我们委托一家研究所搞了100万的研发，这100万抵税的时候能按多少算", "80%为基数"),
        ("产学研今年一共要签多少单子啊，专场又办几回？", "1000项"),
        ("科技付总 2013年启动 现在一共选聘了多少人", "11868名"),
        ("我厂几乎没怎么投研发，这会不会影响我申请市里的科技计划项目", "重要参考"),
    ],
)
def test_an_event_told_in_ones_own_words_finds_its_rule(
    shipped: Assistant, question: str, told: str
) -> None:
    assert told in shipped.ask(question).text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        (
            "小公司一共4个人，头一回评科小，听说会被上门查，查了就是不行了吗？",
            "不等于不合格",
            "4个",
        ),
        ("我就一普通贸易公司啥资质没有，亏的钱以后赚了能抵几年", "最长5年", "没有找到"),
        ("登记一份合同要等多久，客户催发票呢", "30日内", "没有载明"),
        ("我在高校，单位卖了成果说要奖我20万，个税按多少算收入", "10万元", "小巨人"),
        ("再过几天就截止了，科小填报到几号", "8月31日", "范围"),
        ("几月报税的时候就能先把上半年研发的钱抵了，不想等到明年汇算", "7月份", "没有载明"),
    ],
)
def test_what_is_told_beside_is_no_question_and_no_claim(
    shipped: Assistant, question: str, told: str, not_told: str
) -> None:
    text = shipped.ask(question).text
    assert told in text
    assert not_told not in text


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("手里有几件发明专利想转给全资子公司，减免还享受得到不", Asked.YES_NO),
        ("公司有几个人是兼职的，算不算职工总数", Asked.YES_NO),
        ("研发占比4.6%，够不够", Asked.YES_NO),
        ("我刚调来没几天，到底一年得摸出来多少条？", Asked.FIGURE),
        ("要有几件发明专利，才能报高企", Asked.FIGURE),
        ("手里就几张软著，这回换证还能再拿出来用不", Asked.YES_NO),
        ("去年才挣了几十万，有啥税上的优惠", Asked.LIST),
        ("研发占比是多少", Asked.FIGURE),
    ],
)
def test_a_number_that_is_told_is_not_asked_for(question: str, asked: Asked) -> None:
    assert understand(question).asked is asked


def test_days_counted_before_what_is_asked_are_no_measure_of_it() -> None:
    assert understand("我刚调来没几天，到底一年得摸出来多少条？").counter == "条"


def test_a_task_stays_out_of_scope_however_well_its_names_are_known(shipped: Assistant) -> None:
    answer = shipped.ask("帮我看看润阳光伏的股票能不能买")
    assert answer.status is AnswerStatus.OUT_OF_SCOPE


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("企业没有专利能不能评科小", ("没有的0分", "综合评价得分不低于60分")),
        ("我们一项知识产权都没有，能评科小吗", ("没有的0分", "综合评价得分不低于60分")),
    ],
)
def test_having_none_of_what_is_scored_is_told_as_nought_beside_what_the_whole_must_reach(
    shipped: Assistant, question: str, told: tuple[str, ...]
) -> None:
    text = shipped.ask(question).text
    assert all(words in text for words in told)
    assert "24分" not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("我们厂去年11月底领的营业执照，到今天刚好三百四十来天，报高企行不行？", "少于 365 天"),
        ("公司去年二月才领的执照，到申请那天刚过三百四十天，能报高企吗？", "还差 25 天"),
        ("领执照刚三百二十天，能申报高企吗", "还差 45 天"),
    ],
)
def test_an_enterprise_is_as_old_as_its_licence_and_as_the_days_told(
    shipped: Assistant, question: str, told: str
) -> None:
    assert told in shipped.ask(question).text


def test_all_the_shares_of_the_buyer_bar_the_relief(shipped: Assistant) -> None:
    text = shipped.ask("我公司持有买方100%的股份，专利卖给它能免税吗").text
    assert "不符合：与受让方直接或间接持股之和 100%" in text


def test_full_marks_are_none_of_the_points_that_a_band_gives(shipped: Assistant) -> None:
    text = shipped.ask("去年底资产负债率60%，创新型中小企业成长性里负债率这一项给多少分").text
    assert "55%至75%得5分" in text
    assert "10分" not in text


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("跨境把技术许可给越南公司，合同去哪一级哪个部门认定登记？", "商务部门", "科技部门"),
        ("境内转让技术合同由谁认定登记", "科技部门", "商务部门"),
        ("我们是工业母机清单里的企业，资本化研发支出按成本百分之几摊销？", "220%", "200%"),
    ],
)
def test_of_two_rules_alike_the_one_for_what_is_named_is_told(
    shipped: Assistant, question: str, told: str, not_told: str
) -> None:
    text = shipped.ask(question).text
    assert told in text
    assert not_told not in text


@pytest.mark.parametrize(
    "question",
    ["技术要转让给国外公司，合同得去哪个部门认定登记？", "跨竟技术转让去哪个部门登记"],
)
def test_where_neither_of_two_rules_is_named_both_are_told(
    shipped: Assistant, question: str
) -> None:
    text = shipped.ask(question).text
    assert "跨境转让须经省级以上商务部门" in text
    assert "境内转让" in text


def test_a_share_told_of_one_year_is_put_beside_the_threshold_of_the_size(shipped):
    text = shipped.ask("正好卖了2亿，研发占比3.5%够高企吗").text
    assert "您说的 3.5% 低于 4%" in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("2026年营收1200万能评专精特新吗", "1500万元"),
        ("专精特新新办法要求上年营收多少万", "1500万元"),
        ("专精特新老标准营收要多少", "1000万元"),
        ("以前专精特新研发费用要多少", "占营业收入3%以上"),
    ],
)
def test_the_rule_in_force_is_told_unless_the_older_is_asked_for(shipped, question, told):
    assert told in shipped.ask(question).text


def test_a_share_without_a_name_is_of_what_the_clause_before_tells(shipped):
    text = shipped.ask("研发费用每年120万，占营收2.8%，够专精特新吗").text
    assert "上年度研发费用占比 = 2.8%，低于 3%" in text
