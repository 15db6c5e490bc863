"""Whether one who lacks a thing may have a title is told by what is required."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("没有软著能评高企吗", "没有知识产权的企业不能认定", "Ⅱ类知识产权包括"),
        ("没有发明专利能评创新型吗", "没有0分", "Ⅰ类知识产权包括"),
        ("没有研发机构可以申报专精特新吗", "拥有省部级以上研发机构的", "Ⅰ类知识产权包括"),
    ],
)
def test_what_is_required_is_told_and_not_what_the_lacking_thing_is(
    shipped, question, told, not_told
):
    text = shipped.ask(question).text
    assert told in text
    assert not_told not in text


def test_what_a_thing_is_is_told_where_nothing_lacks(shipped):
    assert "软件著作权" in shipped.ask("Ⅱ类知识产权包括哪些？").text
