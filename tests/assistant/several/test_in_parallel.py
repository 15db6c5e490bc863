"""Questions asked one after the other in the same way: each is asked whole."""

from __future__ import annotations

import pytest

from assistant.several.parts import Stands, divide


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (  # the topic that the first opens with is that of all
            "其他费用上限，高企口径多少、加计扣除口径多少",
            ["其他费用上限，高企口径多少", "其他费用上限，加计扣除口径多少"],
        ),
        (
            "科技人员占比。高企最低几成？科小要几成才能拿满分？",
            ["科技人员占比，高企最低几成？", "科技人员占比，科小要几成才能拿满分？"],
        ),
        (  # one that names a kind alone is asked what the one before is
            "高企证书几年有效、专精特新称号几年",
            ["高企证书几年有效", "专精特新称号证书几年有效"],
        ),
        (
            "发展评价得分，省级专精特新要几分，国家小巨人要几分？",
            ["发展评价得分，省级专精特新要几分", "发展评价得分，国家小巨人要几分"],
        ),
        ("高企税率多少，小巨人呢", ["高企税率多少", "小巨人税率多少"]),
        ("房产税和土地使用税都免吗，增值税呢", ["房产税和土地使用税都免吗", "增值税都免吗"]),
        (  # an edition by its name alone is of the kind spoken of
            "从业年限，老的专精特新标准几年，2026新办法几年？",
            ["从业年限，老的专精特新标准几年", "从业年限，专精特新2026新办法几年？"],
        ),
        (
            "旧标准专精特新营收要多少？新标准呢？",
            ["旧标准专精特新营收要多少？", "新标准专精特新营收要多少？"],
        ),
        (
            "普通企业亏损结转几年、高企几年",
            ["普通企业亏损结转几年", "高企亏损结转几年"],
        ),
        (  # what a colon opens is what all of the sentence are of
            "2022年专精特新老标准：从业几年、营收多少、打几分",
            [
                "2022年专精特新老标准：从业几年",
                "2022年专精特新老标准，营收多少",
                "2022年专精特新老标准，打几分",
            ],
        ),
        (  # another reckoning of the topic is asked for like the first
            "其他费用的限额，高企口径是多少？加计扣除口径呢？",
            ["其他费用的限额，高企口径是多少？", "其他费用的限额，加计扣除口径是多少"],
        ),
        (  # what holds for all, then of kinds by their names alone
            "亏损结转一般几年，高企和科小几年？",
            ["一般企业亏损结转几年", "高企和科小亏损结转几年"],
        ),
        (  # "……呢" that names nothing opens no other question
            "技术转让所得500万以内咋收税，超了呢，高企能按15%再减半吗",
            ["技术转让所得500万以内咋收税", "超了呢", "高企能按15%再减半吗"],
        ),
        (  # a title that is aimed at later is asked what the first is
            "报专精特新要几个一类专利？将来升小巨人又要几个？",
            ["报专精特新要几个一类专利？", "将来升小巨人要几个一类专利"],
        ),
        (  # so is one behind a question that is of the kind named before it
            "小巨人什么时候网上填，评价得分要够多少分，普通专精特新又是多少分",
            [
                "小巨人什么时候网上填",
                "小巨人评价得分要够多少分",
                "普通专精特新评价得分要够多少分",
            ],
        ),
        (  # but not a number of other things
            "高企今年新增多少家，产学研签约多少项，众创空间又是多少家",
            ["高企今年新增多少家", "产学研签约多少项", "众创空间又是多少家"],
        ),
        (
            "同一笔“其他费用”，高企口径最多占多少？加计扣除时又是多少？",
            ["同一笔“其他费用”，高企口径最多占多少？", "其他费用，加计扣除时又是多少？"],
        ),
        (  # a question with a value or a subject of its own leaves nothing to the one before
            "研发占比，高企要多少？知识产权数量要多少？",
            ["研发占比，高企要多少？", "知识产权数量要多少？"],
        ),
        (
            "高企：税率多少？另外苏科贷利率多少？",
            ["高企：税率多少？", "苏科贷利率多少？"],
        ),
    ],
)
def test_what_a_question_leaves_to_those_before_it_is_filled_in(message, asked):
    assert [part.text for part in divide(message)] == asked


@pytest.mark.parametrize(
    ("message", "of"),
    [
        ("高企报表几月底前交，科小几月底前更新", ["高企", "科小"]),
        ("省级专精特新谁认定，小巨人谁认定", ["省级专精特新", "小巨人"]),
        ("其他费用上限，高企口径多少、加计扣除口径多少", ["高企", "加计扣除"]),
    ],
)
def test_the_same_asked_of_different_kinds_is_asked_of_each_for_itself(message, of):
    parts = divide(message)
    assert [part.of for part in parts] == of
    assert all(part.stands is Stands.APART and not part.context for part in parts)


def test_sides_of_what_a_colon_opens_are_no_things_of_their_own():
    parts = divide("培育库入库条件：营收多少，研发占比多少，知识产权几件")
    assert [part.stands for part in parts] == [Stands.SIDE] * 3


@pytest.mark.parametrize(
    ("message", "told", "untold"),
    [
        (
            "其他费用上限，高企口径多少、加计扣除口径多少",
            ["研究开发总费用的20%", "研发费用总额的10%"],
            [],
        ),
        (
            "发展评价得分，省级专精特新要几分，国家小巨人要几分？",
            ["达到50分以上", "达到60分以上"],
            [],
        ),
        (
            "细分市场从业年限，老的专精特新标准几年，2026新办法几年？",
            ["专注特定细分市场2年以上", "特定细分市场时间达到3年以上"],
            [],
        ),
        (
            "2022年专精特新老标准：从业几年、研发多少钱、营收多少、打几分",
            ["细分市场2年以上", "研发费用100万元以上", "营业收入1000万元以上", "得分达到60分以上"],
            ["1200万元"],
        ),
        (  # what the documents do not say is said to be so
            "高企税率多少，小巨人呢",
            ["按15%的税率", "“小巨人税率多少”：文件没有载明。"],
            ["5000万元"],
        ),
        (
            "孵化器的房产税和土地使用税都免吗，增值税呢",
            ["免征房产税和城镇土地使用税", "孵化服务收入，免征增值税"],
            ["技术转让"],
        ),
        (
            "委托境外研发能加计多少，有没有上限；委托境内的按几成算",
            ["三分之二", "以实际支出的80%为基数"],
            ["其他相关费用"],
        ),
        (  # what answers another of the things is none of this one
            "高企2亿以上的研发占比、科技人员占比各是多少",
            ["研发费用占比不低于3%", "占当年职工总数的比例不低于10%"],
            [],
        ),
        (
            "科小的人、钱、成果各几分",
            ["科技人员指标满分20分", "研发投入指标满分50分", "科技成果指标满分30分"],
            [],
        ),
        (  # of one side of a thing its rule, and not all the rules
            "小巨人：营收、研发、市占率各什么要求",
            ["营业收入5000万元以上", "1200万元以上", "10%以上"],
            ["60分"],
        ),
        (
            "科技人员183天怎么算，兼职的算吗，占比最低几成",
            ["183天以上", "占当年职工总数的比例不低于10%"],
            ["40%"],
        ),
    ],
)
def test_each_is_answered_by_what_tells_of_it(shipped, message, told, untold):
    text = shipped.ask(message).text
    assert [t for t in told if t not in text] == []
    assert [t for t in untold if t in text] == []


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (  # the same asked of the two that are named behind it
            "亏损能补几年，高企和普通公司比一比",
            ["高企亏损能补几年", "普通公司亏损能补几年"],
        ),
        (  # the same asked of each, of another sum
            "研发费300万加计，25%税率和15%税率各省多少？捐200万给高校搞基础研究呢？",
            [
                "研发费300万加计，25%税率省多少？",
                "研发费300万加计，15%税率省多少？",
                "捐200万给高校搞基础研究，25%税率省多少？",
                "捐200万给高校搞基础研究，15%税率省多少？",
            ],
        ),
        (  # the same asked of each that is only described
            "我们有一家做机械配件的，刚并进来一家做芯片封装的，我先摸个底：两家的研发费分别能加计百分之几？",
            ["做机械配件的，研发费能加计百分之几？", "做芯片封装的，研发费能加计百分之几？"],
        ),
        (  # each has a question of its own: not the same asked of both
            "甲基地和乙基地，一个做到什么程度，一个改哪个文件",
            ["甲基地做到什么程度", "乙基地改哪个文件"],
        ),
        (  # so many of something, and another amount, are asked for beside a sum
            "小巨人营收多少、打几分",
            ["小巨人营收多少", "打几分"],
        ),
        (
            "营收5000万以下首贷多少、4亿以下最多多少，期限几年",
            ["营收5000万以下首贷多少", "4亿以下最多多少", "期限几年"],
        ),
        ("离岸孵化器是干嘛的，今年建几个", ["离岸孵化器是干嘛的", "今年建几个"]),
        ("研究生工作站谁认定，今年建多少", ["研究生工作站谁认定", "今年建多少"]),
        (
            "Ⅰ类知识产权包不包括集成电路布图？商标算不算Ⅱ类？",
            ["Ⅰ类知识产权包不包括集成电路布图？", "商标算不算Ⅱ类？"],
        ),
        ("产学研要签多少单子，专场又办几回？", ["产学研要签多少单子", "专场又办几回？"]),
        ("一类知识产权包括哪些？软著不算吧", ["一类知识产权包括哪些？", "软著不算吧"]),
        (  # what shall not be told, and how it shall be
            "离岸孵化器新增几个？别给我报国家级孵化器那个数",
            ["离岸孵化器新增几个？"],
        ),
        (
            "小巨人研发要多少钱？我看到有100万的说法，那是哪个不管",
            ["小巨人研发要多少钱？"],
        ),
        (
            "给局长备稿：全社会研发投入占GDP的目标、年内新增高企数，两个数一起给",
            ["全社会研发投入占GDP的目标是多少", "年内新增高企数是多少"],
        ),
    ],
)
def test_each_question_of_a_message_is_found_and_no_more(message, asked):
    assert [part.text for part in divide(message)] == asked


def test_a_wish_is_no_claim_to_be_set_right(shipped):
    text = shipped.ask("想在预缴时就享受上半年研发加计，几月申报期办？").text
    assert "7月份预缴申报" in text


def test_a_number_asked_for_by_its_name_is_told_alone(shipped):
    text = shipped.ask("校企联盟省级备案当年新增任务数").text
    assert "120个" in text
    assert "1000项" not in text
