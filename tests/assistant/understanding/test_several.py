"""Where a message is cut into questions, and what each may go on from."""

from __future__ import annotations

import time

import pytest

from assistant.understanding.follow_up import meanings
from assistant.understanding.several import (
    Part,
    clauses_asking,
    sentences_asking,
    things_named,
)
from assistant.understanding.small_talk import small_talk

LETTER = (
    "尊敬的领导：您好！我公司是一家做海洋药物的企业，去年收入三千万元，想在贵市设立研发中心。"
    "为此想请教几个问题：1.设立研发中心要满足哪些条件？2.设备投入最高补助多少？"
    "另外，申报时间是什么时候？盼复，谢谢！"
)


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("今年要建几个实验室？", ["今年要建几个实验室？"]),
        ("创新券怎么申请？给多少钱？几月份报？", ["创新券怎么申请？", "给多少钱？", "几月份报？"]),
        ("我们是新成立的公司。能申请吗？", ["我们是新成立的公司。能申请吗？"]),
        ("1、条件是什么\n2、材料有哪些", ["条件是什么", "材料有哪些"]),
        ("科技特派员", ["科技特派员"]),
    ],
)
def test_each_sentence_that_asks_is_a_question_of_its_own(message, parts):
    assert [part.text for part in sentences_asking(message)] == parts


def test_a_letter_keeps_its_questions_in_order_and_its_story_as_background():
    parts = sentences_asking(LETTER)
    assert [part.text for part in parts] == [
        "设立研发中心要满足哪些条件？",
        "设备投入最高补助多少？",
        "申报时间是什么时候？",
    ]
    assert "海洋药物" in parts[0].background
    assert not any("盼复" in part.text + part.background for part in parts)


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("条件是什么，给多少钱", ["条件是什么", "给多少钱"]),
        ("我们刚成立，能不能申请", []),
        ("最高补助多少", []),
    ],
)
def test_a_sentence_is_cut_at_commas_only_where_several_clauses_ask(sentence, clauses):
    assert [part.text for part in clauses_asking(Part(sentence))] == clauses


def test_a_question_has_a_second_meaning_where_something_was_asked_before():
    assert [m.standalone for m in meanings("最高多少", [])] == ["最高多少"]
    alone, going_on = meanings("那研究生工作站呢", ["院士工作站建几家"])
    assert (alone.before, going_on.before) == ("", "院士工作站建几家")
    assert going_on.bonus > 0 > meanings("全市今年登记的技术合同要多少亿元", ["你好"])[1].bonus


@pytest.mark.parametrize("text", ["你好", "谢谢！", "你能干什么", "转人工", "帮助"])
def test_small_talk_is_replied_to(text):
    assert small_talk(text)


@pytest.mark.parametrize("text", ["你好，创新券怎么申请", "谢谢，那条件呢", "人工智能有什么政策"])
def test_a_question_with_a_greeting_is_no_small_talk(text):
    assert small_talk(text) == ""


@pytest.mark.parametrize(
    ("sentence", "things"),
    [
        ("院士工作站、研究生工作站今年各新建几家", ["院士工作站新建几家", "研究生工作站新建几家"]),
        ("需求摸排与成果征集各要多少？", ["需求摸排要多少？", "成果征集要多少？"]),
        ("今年要新建几家实验室", []),
    ],
)
def test_the_same_is_asked_of_each_thing_named_side_by_side(sentence, things):
    found = [part.text.replace("今年", "") for part in things_named(Part(sentence))]
    assert found == things


@pytest.mark.parametrize("unit", ["和", "甲、", "甲和", "多少", "不是", "1", "（(", "，"])
def test_the_longest_message_is_divided_in_time_linear_to_it(unit):
    def took(length):
        text = (unit * length)[:length]
        start = time.perf_counter()
        for part in sentences_asking(text):
            things_named(part)
            clauses_asking(part)
        return time.perf_counter() - start

    assert took(5000) < max(0.3, 8 * took(2500))
