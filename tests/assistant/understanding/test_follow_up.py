"""How a question may go on from what was asked before it."""

from __future__ import annotations

import pytest

from assistant.understanding.follow_up import meanings


@pytest.mark.parametrize(
    ("text", "bonus"),
    [
        ("那第二种呢？", 1.0),
        ("它归谁管？", 1.0),
        ("小微企业要什么条件？", 0.0),  # brief, but it names its own matter
        ("我们公司成立三年了想申请研发补助要准备哪些材料", -1.0),
    ],
)
def test_a_question_that_points_back_is_read_with_what_was_asked_before(text, bonus):
    alone, joined = meanings(text, ["高新技术企业要什么条件？"])
    assert (alone.before, alone.bonus) == ("", 0.0)
    assert (joined.before, joined.bonus) == ("高新技术企业要什么条件？", bonus)
    assert meanings(text, []) == (alone,)


@pytest.mark.parametrize(
    "text", ["什么时候截止？", "奖励多少钱", "进了有什么好处？", "人数有上限吗？"]
)
def test_what_may_be_asked_of_any_policy_goes_on_from_the_last_matter_named(text):
    (joined,) = meanings(text, ["青苗企业怎么评？", "要交什么材料？"])
    assert joined.before == "青苗企业怎么评？"
    assert [m.before for m in meanings(text, ["要交什么材料？"])] == ["", "要交什么材料？"]
