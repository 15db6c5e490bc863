"""Values that a message lists to be told, without a question word."""

from __future__ import annotations

import pytest

from assistant.several.asked_for import asked_for
from assistant.several.parts import divide


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "写一段材料，需要：新增高企数，技术合同成交额，还有科技副总引进数",
            ["新增高企数是多少", "技术合同成交额是多少", "科技副总引进数是多少"],
        ),
        (
            "研发平台方面工程技术中心、院士工作站、创新中心三项年度任务数",
            [
                "研发平台方面工程技术中心的目标数是多少",
                "院士工作站的目标数是多少",
                "创新中心的目标数是多少",
            ],
        ),
        (  # values by their names, which the end tells to give
            "今年新增在孵企业目标数，以及争创孵化载体个数，两个一起给我",
            ["今年新增在孵企业目标数是多少", "争创孵化载体个数是多少"],
        ),
        (
            "研究生工作站和科技副总，两个引才指标一并报给我",
            ["研究生工作站的目标数是多少", "科技副总的目标数是多少"],
        ),
        (
            "写一段孵化的材料，需要：全年新增在孵企业数，在孵企业通过科小评价的占比，还有科小评价的全市总数。",
            [
                "全年新增在孵企业数是多少",
                "在孵企业通过科小评价的占比是百分之多少",
                "科小评价的全市数量是多少",
            ],
        ),
        (
            "把几个百分比捋一遍——研发投入占GDP、科技进步贡献率，还有高新区产值的增速",
            [
                "研发投入占GDP是百分之多少",
                "科技进步贡献率是百分之多少",
                "高新区产值的增速是百分之多少",
            ],
        ),
        (
            "我们负债率78%，先说专精特新的负债率上限和年研发底线，再说小巨人的负债率上限",
            [
                "专精特新的负债率上限是多少",
                "专精特新的年研发底线是多少",
                "小巨人的负债率上限是多少",
            ],
        ),
        (
            "帮我列一下众创空间备案的场地面积、签约入驻数和活动场次",
            [
                "众创空间备案的场地面积是多少",
                "众创空间备案的签约入驻数是多少",
                "众创空间备案的活动场次是多少",
            ],
        ),
        (  # what the first names is said of those that name nothing
            "要几个数：苏科贷最高额度、利率上限、有效期",
            ["苏科贷最高额度是多少", "苏科贷的利率上限是多少", "苏科贷的有效期是多少"],
        ),
        (
            "请列出：高企的认定条件、有效期和税率",
            ["高企的认定条件是什么", "高企的有效期是多少", "高企的税率是百分之多少"],
        ),
        (
            "我们想申报众创空间备案，请告诉我运营时间、场地、导师人数的要求",
            ["运营时间的要求是什么", "场地的要求是什么", "导师人数的要求是什么"],
        ),
        (  # two things compared: each value of each
            "对比一下高企和科小：有效期、更新时间",
            [
                "高企的有效期是多少",
                "高企的更新时间是什么时候",
                "科小的有效期是多少",
                "科小的更新时间是什么时候",
            ],
        ),
        (
            "比比看：专精特新和小巨人的研发费用、专利数",
            [
                "专精特新的研发费用是多少",
                "专精特新的专利数是多少",
                "小巨人的研发费用是多少",
                "小巨人的专利数是多少",
            ],
        ),
        (  # in brackets, of the thing before them
            "高企（税率、亏损结转年限、证书有效期）都是多少",
            ["高企税率是百分之多少", "亏损结转年限是多少", "证书有效期是多少"],
        ),
        (  # in brackets, each of the year that is named before them
            "写汇报用，今年那几个硬指标（贡献率、高企、合同额）一口气列给我",
            ["今年贡献率是多少", "今年高企是多少", "今年合同额是多少"],
        ),
        (
            "汇总几项目标：外国专家工作室、院士工作站",
            ["外国专家工作室是多少", "院士工作站是多少"],
        ),
    ],
)
def test_each_value_of_a_list_is_asked_for(message, asked):
    assert [part.text for part in divide(message)] == asked


def test_what_is_told_before_a_list_stays_as_context():
    parts = divide("我们想申报众创空间备案，请告诉我运营时间、场地、导师人数的要求")
    assert all("众创空间" in part.context for part in parts)


@pytest.mark.parametrize(
    "message",
    [
        "需要准备：营业执照、审计报告",
        "客户问：高企要有几个专利、有效期几年",
        "高新技术企业认定条件",
        "高新技术企业（含培育、重新认定）能免税吗",
        "说说怎么申报高企、要哪些条件",
        "帮我看看我们能不能评上高企",
    ],
)
def test_what_lists_no_values_or_asks_by_a_question_word_is_no_such_list(message):
    assert asked_for(message) == []


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("专精特新和小巨人评价得分线", ["专精特新评价得分线是多少", "小巨人评价得分线是多少"]),
        ("高企和科小能同时评吗", []),
        ("专精特新和小巨人的区别", []),
    ],
)
def test_a_value_of_two_kinds_is_asked_of_each(sentence, values):
    assert [asked.text for asked in asked_for(sentence)] == values
