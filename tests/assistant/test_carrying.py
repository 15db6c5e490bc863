"""What a question names, and what of an earlier one it takes the place of."""

from __future__ import annotations

import pytest

from assistant.carrying import is_subject
from assistant.concepts import Concept
from assistant.oneself import without_oneself

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
