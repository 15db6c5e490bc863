"""What a question names, and what of an earlier one it takes the place of."""

from __future__ import annotations

import pytest

from assistant.answer import Turn
from assistant.reading.concepts import Concept
from assistant.reading.oneself import without_oneself
from assistant.talk.carrying import is_subject, names_within

HEADINGS = ("高新技术企业认定管理办法", "二、认定条件", "六、有效期与后续管理", "三、苏科贷")


def _named(*forms):
    return Concept(forms[0], forms, 1.0, known=True, term=True)


@pytest.mark.parametrize("forms", [("高企", "高新技术企业"), ("苏科贷",)])
def test_what_a_heading_is_about_is_a_subject(forms):
    assert is_subject(_named(*forms), HEADINGS)


@pytest.mark.parametrize("forms", [("认定",), ("门槛", "认定条件"), ("有效期",)])
def test_what_is_done_with_a_thing_or_a_side_of_it_is_no_subject(forms):
    assert not is_subject(_named(*forms), HEADINGS)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("我们本身是高企,超出来的交多少", ",超出来的交多少"),
        ("我们只做新能源,标准能松点不", ",标准能松点不"),
        ("高企的税率是多少", "高企的税率是多少"),
    ],
)
def test_what_is_said_of_oneself_is_set_apart(said, left):
    assert without_oneself(said) == left


def test_a_longer_word_names_what_it_is_made_of():
    held = names_within(Concept("加计扣除比例", ("加计扣除比例",), 1.0, known=True))
    assert [part.said for part in held] == ["加计扣除"]


def test_a_question_with_a_subject_of_its_own_does_not_lean_on_the_talk(shipped):
    before = Turn("请科技副总来，市里补贴多少钱", "没有载明。")
    answer = shipped.ask("加计扣除比例现在是多少？", (before,))
    assert "再加计扣除100%" in answer.text
