"""Rules for a size each are all told where no size is told by the asker."""

from __future__ import annotations

import pytest

ALL = ("不低于5%", "不低于4%", "不低于3%")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("高企研发费用占比要达到多少", ALL),
        ("申请高企研发投入占比要多少", ALL),
        ("营收3亿高企研发占比要多少", ("不低于3%",)),
    ],
)
def test_every_size_is_told_or_the_askers_own(shipped, question, told):
    text = shipped.ask(question).text
    assert all(figure in text for figure in told)
    assert not any(figure in text for figure in ALL if figure not in told)


def test_what_holds_for_every_size_is_told_once(shipped):
    assert shipped.ask("苏科贷期限几年").text.count("期限1年") == 1
