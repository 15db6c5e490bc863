"""What an answer shows: the statement that answers, and another only for what it adds."""

from __future__ import annotations

import pytest

from assistant.finding.statement import statements

WHOLE_LISTS = [
    ("高企口径下研发费用归成哪八大类", "研发费用分八类"),
    ("孵化器的孵化服务限于哪几类？", "孵化服务限于五类"),
    ("高新技术企业资格在哪些情形下会被取消？", "三种情形会被取消资格"),
    ("高企评分里研究开发组织管理水平分哪几块？", "研究开发组织管理水平不超过20分"),
    ("研发费加计扣除，哪些行业不让做？", "不适用的行业：烟草制造业"),
    ("研发加计要备哪些资料？", "留存备查资料包括项目计划书"),
    ("孵化器对入孵企业的哪些服务收入免增值税？", "孵化服务限于五类"),
    ("国家备案众创空间，场地是怎么要求的？", "服务场地500平方米以上"),
]


@pytest.mark.parametrize(("question", "opening"), WHOLE_LISTS)
def test_a_statement_that_is_the_list_answers_alone(shipped, question, opening) -> None:
    answer = shipped.ask(question)
    assert answer.text.startswith(opening)
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    ("question", "shown", "left_out"),
    [
        ("我手里一家市级孵化器，房产税能免吗？", "市级孵化器、市级众创空间没有列入", ""),
        ("我们众创空间只有省级备案，房产税能免吗？", "不在享受范围", ""),
        ("我们是市级孵化器，房产税和城镇土地使用税都能免吗？", "没有列入", "载体自用"),
        ("申报专精特新“小巨人”，上年度营业收入要达到多少？", "营业收入5000万元", "1500万元"),
        ("成果作价投资又没约定的，至少拿多少奖励科技人员？", "出资比例的50%", ""),
        ("口头订立的技术合同能拿去登记吗？", "不予受理", "申请人是技术的卖方"),
        ("企业把钱拨给自己的研发部门做基础研究，能享受吗？", "不适用本政策", "揭示和检验原理"),
    ],
)
def test_the_rule_for_the_askers_case_comes_first(shipped, question, shown, left_out) -> None:
    answer = shipped.ask(question)
    assert shown in answer.text.split("[1]")[0]
    assert not left_out or left_out not in answer.text


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("市级孵化器免不免土地使用税？", "市级孵化器、市级众创空间没有列入"),
        ("企业给员工发的转化奖金，个税能减半吗？", "现金奖励减半计税的个人所得税政策只适用于"),
        ("自己造的设备，看哪个时间点算购置？", "自行建造的，看竣工结算时间"),
        ("想做加计扣除，可我们没有高企证怎么办？", "享受本政策不要求先取得"),
        ("小巨人评上有没有钱拿", "认定称号本身没有中央财政直接奖补"),
        ("登记过的委托研发合同有什么用？", "委托、合作研发合同经登记后"),
        ("给税务局报免税，孵化器要先批一道手续吗？", "按规定自行申报享受免税"),
        ("研发支出资本化以后怎么算？", "资本化（形成无形资产）的研发费用"),
    ],
)
def test_what_settles_the_question_stands_alone(shipped, question, opening) -> None:
    answer = shipped.ask(question)
    assert answer.text.removeprefix("不可以。").startswith(opening)
    assert len(answer.citations) == 1


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("孵化服务限于五类：经纪代理、经营租赁、研发和技术、信息技术、鉴证咨询。", "孵化服务"),
        ("技术范围包括专利、计算机软件著作权、植物新品种权、生物医药新品种。", "技术范围"),
        ("毕业企业累计20家以上。", ""),
    ],
)
def test_a_list_says_what_it_lists(build, invented, text, listed) -> None:
    library = build([(invented["plan"], ("一、范围",), "1", text)])
    assert [s.listed for s in statements(library.passages[0])] == [listed]


@pytest.mark.parametrize(
    ("text", "is_list"),
    [
        ("孵化服务限于五类：经纪代理、经营租赁、研发和技术、信息技术、鉴证咨询。", True),
        ("技术范围包括专利（含国防专利）、计算机软件著作权、植物新品种权、生物医药新品种。", True),
        ("科技、财政、统计、税务等部门加强业务协同，合力指导服务企业规范财务归集。", False),
        ("核定征收企业、非居民企业，以及账务不健全、研发费用归集不清的企业，不能享受。", False),
        ("毕业企业累计20家以上。", False),
    ],
)
def test_a_list_announces_what_it_lists(build, invented, text, is_list) -> None:
    library = build([(invented["plan"], ("一、范围",), "1", text)])
    assert [s.is_list for s in statements(library.passages[0])] == [is_list]


@pytest.mark.parametrize("share", ["60%", "六成", "六成左右"])
def test_a_share_told_in_tenths_finds_its_band(shipped, share) -> None:
    answer = shipped.ask(f"创新型中小企业打分，资产负债率{share}，这项能得几分？")
    assert "55%至75%得5分" in answer.text
    assert "75%以上0分" not in answer.text


@pytest.mark.parametrize(
    ("question", "shown", "left_out"),
    [
        ("离岸科创中心今年推的是哪四个城市？", "北京、上海、深圳、南京", "西安"),
        ("提升年“1+3”里的3个文件叫什么？", "产学研工作实施方案》", "动员部署会"),
        ("动员会出的“1+3”，那个“3”是哪三份？", "产学研工作实施方案》", "动员部署会"),
        ("农业口那三块飞地叫什么？", "常盐、溧滨、武阜", "北京"),
    ],
)
def test_what_names_as_many_things_as_are_asked_for_answers_alone(
    shipped, question, shown, left_out
) -> None:
    answer = shipped.ask(question)
    assert shown in answer.text
    assert left_out not in answer.text


def test_what_only_announces_items_brings_them(shipped) -> None:
    answer = shipped.ask("科小免打分直接确认，满足哪条就行？")
    assert "高新技术企业证书在有效期内" in answer.text
    assert "国家或行业标准" in answer.text
    assert len(shipped.ask("小巨人由哪个部门认定？").citations) == 1


def test_a_list_stands_under_the_heading_of_what_is_asked_for(shipped) -> None:
    answer = shipped.ask("职务成果，法律上给了哪些转化方式？")
    assert "自行投资转化、向他人转让" in answer.text


def test_a_bound_is_quoted_from_the_rule_and_not_from_an_example(shipped) -> None:
    answer = shipped.ask("一年里靠卖技术挣的，多少以内一分企业所得税都不收？")
    assert "500万元以内的部分免征" in answer.text
    assert "800万元" not in answer.text


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("高企认定有什么要求？", "成立时间", ""),
        ("小巨人的知识产权有什么要求？", "拥有4项以上", "市场占有率"),
        (
            "按2026年新办法，专精特新中小企业的营收有什么要求？",
            "上年度营业收入1500万元",
            "评价得分",
        ),
    ],
)
def test_of_conditions_those_of_the_one_thing_named_answer(shipped, question, has, lacks) -> None:
    answer = shipped.ask(question)
    assert has in answer.text
    assert not lacks or lacks not in answer.text


def test_conditions_of_another_thing_are_not_listed_for_one_word(shipped) -> None:
    answer = shipped.ask("成果自己投产，没约定的时候给研发人员的法定比例有什么要求？")
    assert "成立时间" not in answer.text


def test_what_announces_a_list_stands_above_it_and_is_no_item(shipped) -> None:
    lines = shipped.ask("科小免打分直接确认，满足哪条就行？").text.splitlines()
    assert lines[0].endswith("可直接确认：[1]")
    assert [line[:2] for line in lines[1:]] == ["1.", "2.", "3.", "4."]


def test_a_sentence_that_announces_brings_no_items_where_none_are_asked_for(shipped) -> None:
    answer = shipped.ask("小巨人既然是省工信厅认定的，那材料到省厅就算定了？")
    assert len(answer.citations) == 1


def test_a_sentence_longer_than_a_short_answer_shows_the_clauses_that_answer(shipped) -> None:
    answer = shipped.ask("盐城在沿海地区给自己的发展定位是什么？")
    assert "沿海地区高质量发展排头兵" in answer.text
    assert len(answer.text) <= 200
    assert all(quote in c.passage.text for c in answer.citations for quote in c.quotes)


def test_an_example_of_another_rule_gives_no_figure(shipped) -> None:
    answer = shipped.ask("高企口径的其他费用，上限几成？")
    assert "20%" in answer.text
    assert "10%" not in answer.text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("让我先把研发费用台账搭起来，听说有八个类别，分别叫什么", "研发费用分八类"),
        ("投基础研究的钱给哪几类单位才能享受优惠", "接收方包括"),
        ("农业那块的科创飞地一共几家，分别叫什么", "推进常盐、溧滨、武阜三家科创飞地建设"),
    ],
)
def test_the_statement_that_names_so_many_is_the_list(shipped, question, told) -> None:
    answer = shipped.ask(question)
    assert answer.text.startswith(told)
    assert len(answer.citations) == 1


def test_the_items_of_a_section_are_told_where_they_are_as_many_as_asked_for(shipped) -> None:
    answer = shipped.ask("四季度设备政策里，三种购置方式各按什么时间认定购置时点")
    assert all(t in answer.text for t in ("发票开具时间", "设备到货时间", "竣工结算时间"))
    assert len(answer.citations) == 3


@pytest.mark.parametrize(
    ("question", "told"),
    [("科小，满分多少", "满分100分"), ("科小科技人员满分多少", "满分20分")],
)
def test_the_value_of_the_whole_is_told_by_what_sums_up_its_parts(shipped, question, told) -> None:
    assert told in shipped.ask(question).text.partition("，")[0]


def test_which_they_are_is_told_by_the_sentence_that_opens_with_their_kind(shipped):
    text = shipped.ask("孵化器房产税免税政策享受主体有哪些？").text
    assert text.startswith("享受主体是国家级、省级科技企业孵化器")
