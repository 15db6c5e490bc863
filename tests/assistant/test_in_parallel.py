"""Questions asked one after the other in the same way: each is asked whole."""

from __future__ import annotations

import pytest

from assistant.parts import Stands, divide


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
        (  # what a colon opens is what all of the sentence are of
            "2022年专精特新老标准：从业几年、营收多少、打几分",
            [
                "2022年专精特新老标准：从业几年",
                "2022年专精特新老标准，营收多少",
                "2022年专精特新老标准，打几分",
            ],
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
