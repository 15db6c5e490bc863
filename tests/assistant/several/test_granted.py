"""What a message takes for granted is looked up as a question."""

from __future__ import annotations

import pytest

from assistant.several.granted import granted


@pytest.mark.parametrize(
    ("message", "looked_up"),
    [
        ("小巨人国家直接奖50万，审计报告找谁赋码？", ["小巨人有没有财政直接奖补？"]),
        (
            "既然外国专家工作室今年要建20家，科技副总要引500名，那怎么分？",
            ["外国专家工作室今年要建多少家，20家对吧？", "科技副总要引多少名，500名对吧？"],
        ),
        ("听说专精特新由工信部认定，材料寄到哪？", ["专精特新由谁认定？"]),
        ("高企证书管五年，到期前要做什么？", ["高企证书管多少年，五年对吧？"]),
        ("朋友说科小总分70分，要等几天公告？", ["科小总分多少分，70分对吧？"]),
        ("文件里写了技术需求摸排800条，分给谁？", ["技术需求摸排多少条，800条对吧？"]),
    ],
)
def test_awards_goals_terms_and_bodies_asserted_before_a_question_are_looked_up(message, looked_up):
    assert [claim.text for claim in granted(message)] == looked_up


@pytest.mark.parametrize(
    "message",
    [
        "给大学老师发转化奖金20万，个税按多少算？",
        "我们公司要新增20家客户，能报高企吗？",  # the asker's own case
        "高企今年要新增多少家？由谁牵头？",  # asked, not asserted
        "研发费用300万，能加计多少？",
        "每人补15万，钱找谁要？",  # of nothing that is named
    ],
)
def test_an_own_case_and_what_is_asked_assert_nothing(message):
    assert granted(message) == []
