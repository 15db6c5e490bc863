"""How a question may go on from what was asked before it."""

from __future__ import annotations

import pytest

from assistant.understanding.follow_up import meanings


@pytest.mark.parametrize(
    ("text", "bonus"),
    [
        ("那第二种呢？", 1.0),
        ("它归谁管？", 1.0),
        ("什么时候截止？", 1.0),
        ("小微企业要什么条件？", 0.0),  # brief, but it names its own matter
        ("我们公司成立三年了想申请研发补助要准备哪些材料", -1.0),
    ],
)
def test_a_question_that_points_back_is_read_with_what_was_asked_before(text, bonus):
    alone, joined = meanings(text, ["高新技术企业要什么条件？"])
    assert (alone.before, alone.bonus) == ("", 0.0)
    assert (joined.before, joined.bonus) == ("高新技术企业要什么条件？", bonus)
    assert meanings(text, []) == (alone,)
