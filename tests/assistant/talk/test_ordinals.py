"""Ordinals name an item of the assistant's own list, whatever form the list has."""

from __future__ import annotations

import pytest

from assistant.talk.ordinals import counts, named

NUMBERED = "1. 在本省注册满一年。[1]\n2. 研发费用不低于60万元。[2]\n3. 未被列入失信名单。[3]"
TIERS = "分三个梯度：创新型中小企业、专精特新中小企业、“小巨人”企业，应逐级申报。"
PARKS = "提到大丰国家农业科技园区和响水国家农业科技园区。"
STATIONS = "“新建院士工作站1家,研究生工作站25家以上”。"
CENTRES = "有中德联合创新中心、中韩科技创新中心以及苏港产业创新中心。"


@pytest.mark.parametrize(
    ("question", "answer", "meant"),
    [
        ("第二个今年要过什么关？", PARKS, "响水国家农业科技园区今年要过什么关？"),
        ("前一个呢？", PARKS, "大丰国家农业科技园区呢？"),
        ("后一个怎么申请？", STATIONS, "研究生工作站怎么申请？"),
        ("最后那级谁认定？", TIERS, "小巨人”企业谁认定？"),
        ("倒数第二级谁认定？", TIERS, "专精特新中小企业谁认定？"),
        ("后者什么时候落地？", CENTRES, "苏港产业创新中心什么时候落地？"),
        ("最后一条是什么意思？", NUMBERED, "未被列入失信名单是什么意思？"),
        (
            "前两个今年要到什么程度？最后一个呢？",
            CENTRES,
            "中德联合创新中心和中韩科技创新中心今年要到什么程度？苏港产业创新中心呢？",
        ),
    ],
)
def test_an_ordinal_gives_way_to_the_item_it_points_to(question, answer, meant):
    assert named(question, answer).strip("“") == meant


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("第九个呢？", NUMBERED),
        ("第0个呢？", NUMBERED),
        ("第二个呢？", "88家。"),
        ("由谁牵头？", NUMBERED),
        ("第一个和第五个呢？", PARKS),
    ],
)
def test_an_ordinal_that_points_to_nothing_names_nothing(question, answer):
    assert named(question, answer) == ""


@pytest.mark.parametrize("question", ["第二批什么时候公示？", "第三季度怎么报？", "一共几个？"])
def test_a_batch_or_a_season_is_no_place_in_a_list(question):
    assert not counts(question)


@pytest.mark.parametrize(
    ("question", "answer", "meant"),
    [
        (
            "后一类多久复核一回",
            "认定分标准级和卓越级两类，加速器、众创空间也纳入管理。",
            "卓越级多久复核一回",
        ),
        ("第二档加多少", "分为甲档、乙档和丙档三档，先报先审。", "乙档加多少"),
    ],
)
def test_what_is_told_apart_is_the_list_whatever_else_a_sentence_names(question, answer, meant):
    assert named(question, answer) == meant


@pytest.mark.parametrize(
    ("question", "answer", "meant"),
    [
        ("后者由谁认定", "拥有4项以上与主导产品相关、已产生效益的专利。", "小巨人由谁认定"),
        ("前者由谁认定", "拥有4项以上与主导产品相关、已产生效益的专利。", "高企由谁认定"),
        ("后者由谁认定", "包括甲类企业和乙类企业。", "乙类企业由谁认定"),
    ],
)
def test_the_latter_is_of_what_was_asked_about_where_the_answer_lists_no_names(
    question, answer, meant
):
    assert named(question, answer, ("高企", "小巨人")) == meant


@pytest.mark.parametrize(
    ("question", "answer", "meant"),
    [
        (  # by what stands before its colon, without the bound set on it
            "第二项满分多少",
            "1. 知识产权不超过30分：数量8分。\n2. 科技成果转化能力不超过30分：5项得25分。",
            "科技成果转化能力满分多少",
        ),
        (  # what the first line says that the list is made of
            "第三大项呢",
            "1. 由科技人员、研发投入、科技成果三类组成。\n2. 科技人员满分20分。\n3. 研发50分。",
            "科技成果呢",
        ),
        (
            "前三个环节今年争创几个",
            "众创空间—孵化器—加速器—产业园。",
            "众创空间和孵化器和加速器环节今年争创几个",
        ),
    ],
)
def test_an_item_goes_by_its_name(question, answer, meant):
    assert named(question, answer) == meant


TOOLS = ("科技副总", "研究生工作站", "苏科贷")


@pytest.mark.parametrize(
    ("question", "answer", "listed", "meant"),
    [
        ("第三个怎么申请", "都是地方推荐，条件、名额和标准以通知为准。", TOOLS, "苏科贷怎么申请"),
        (
            "第三个怎么申请",
            "额度、利率和期限以合作银行和科技部门公布为准。",
            TOOLS,
            "苏科贷怎么申请",
        ),
        ("后面那个能续吗", "甲有效期三年；乙有效期三年。", ("高企", "小巨人"), "小巨人能续吗"),
        ("前面那个要几年", "分别三年和五年。", ("高企", "小巨人"), "高企要几年"),
        ("第二个怎么算", NUMBERED, ("高企",), "研发费用不低于60万元怎么算"),
        (
            "第二个给多少",
            "1. 科技副总：3万\n2. 苏科贷：300万",
            ("高企", "小巨人", "瞪羚"),
            "苏科贷给多少",
        ),
        ("前面那个问题再说一遍", PARKS, (), ""),
    ],
)
def test_things_that_the_asker_listed_are_counted_where_the_answer_names_none(
    question, answer, listed, meant
):
    assert named(question, answer, (), listed) == meant
