"""A follow-up that only names another year asks the question before of that year."""

from __future__ import annotations

import pytest

from assistant.talk.other_year import of_other_year


@pytest.mark.parametrize(
    ("own", "before", "whole"),
    [
        ("明年", "今年要新增多少家高企", "明年要新增多少家高企"),
        ("27年的", "2026年科小什么时候填", "2027年科小什么时候填"),
        ("22年那版", "专精特新2026新标准要干几年", "专精特新2022版标准要干几年"),
        ("2024年", "新型研发机构建几家", "2024年新型研发机构建几家"),
        ("2024年的众创空间", "新型研发机构建几家", ""),
        ("两年", "新型研发机构建几家", ""),
    ],
)
def test_the_year_named_takes_the_place_of_the_one_before(own, before, whole):
    assert of_other_year(own, before) == whole
