"""Titles and levels stand above each other; a step up or down from one names the next."""

from __future__ import annotations

import pytest

from assistant.talk.ladders import stepped


@pytest.mark.parametrize(
    ("before", "question", "meant"),
    [
        ("专精特新中小企业资产负债率上限？", "再高一级", "小巨人企业"),
        ("创新型中小企业多少分算达标？", "再往上一级要多少分", "专精特新中小企业要多少分"),
        ("小巨人营收要多少？", "低一级的", "专精特新中小企业"),
        ("小巨人营收要多少？", "下一级专精特新的", "专精特新的"),
        ("省级孵化器能免税吗？", "更高一级的", "国家级"),
        ("国家级孵化器要多大面积？", "下一级", "省级"),
        ("小巨人营收要多少？", "再高一级", "再高一级"),
        ("苏科贷能贷多少？", "再高一级", "再高一级"),
        ("小巨人营收要多少？", "由谁认定", "由谁认定"),
    ],
)
def test_a_step_up_or_down_names_what_stands_there(before, question, meant):
    assert stepped(question, before) == meant
