"""What a message goes on to ask of the kinds it has named is asked of each of them."""

from __future__ import annotations

import pytest

from assistant.several.parts import divide


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "小巨人和专精特新中小企业：评价分数线分别多少？谁来认定？",
            [
                "小巨人的评价分数线多少？",
                "专精特新中小企业的评价分数线多少？",
                "小巨人谁来认定？",
                "专精特新中小企业谁来认定？",
            ],
        ),
        (
            "小巨人跟普通专精特新，发明专利要几项，负债率卡在多少？",
            [
                "小巨人的发明专利要几项",
                "普通专精特新的发明专利要几项",
                "小巨人的负债率卡在多少？",
                "普通专精特新的负债率卡在多少？",
            ],
        ),
        (
            "高企和科小，科技人员各要占几成？有效期呢？",
            [
                "高企的科技人员要占几成？",
                "科小的科技人员要占几成？",
                "高企的有效期是多少",
                "科小的有效期是多少",
            ],
        ),
    ],
)
def test_a_sentence_without_a_kind_of_its_own_is_asked_of_each(message, asked):
    assert [part.text for part in divide(message)] == asked


def test_a_sentence_that_names_its_own_thing_is_asked_once():
    parts = divide("小巨人和专精特新中小企业的分数线分别多少？苏科贷能贷多少？")
    assert [p.text for p in parts][2:] == ["苏科贷能贷多少？"]


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        (
            "科技立法和科技信用两项工作，一个推到什么程度，一个改哪个文件？",
            ["科技立法工作推到什么程度", "科技信用工作改哪个文件？"],
        ),
        (
            "响水园和大丰园，前者要干什么，后者要争取什么？",
            ["响水园要干什么", "大丰园要争取什么？"],
        ),
        (
            "技术转让所得分500万以内跟超过的，各怎么收？",
            ["技术转让所得分500万以内的怎么收？", "技术转让所得超过500万的怎么收？"],
        ),
        (
            "创新能力、成长性两块满分和最低线各多少？",
            [
                "创新能力的满分多少？",
                "创新能力的最低线多少？",
                "成长性的满分多少？",
                "成长性的最低线多少？",
            ],
        ),
        (
            "研究开发活动全年办几场？签约项目数也给我一下",
            ["研究开发活动全年办几场？", "签约项目数是多少"],
        ),
    ],
)
def test_what_is_asked_in_turn_and_what_is_left_out_is_filled_in(message, asked):
    assert [part.text for part in divide(message)] == asked


def test_a_rule_for_both_kinds_answers_both(shipped):
    answer = shipped.ask("专精特新、小巨人，称号管几年，造假了几年不让报？")
    assert "称号有效期三年" in answer.text
    assert "三年内不得再申报" in answer.text
    assert "3年以上" not in answer.text
