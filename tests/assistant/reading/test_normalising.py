"""What is typed, as it would be written."""

from __future__ import annotations

import pytest

from assistant.reading.normalising import normalise


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("高新技術企業", "高新技术企业"),
        ("２０２３年目標？", "2023年目标?"),
        ("2o23年", "2023年"),
        ("2O23年", "2023年"),
        ("占比１００％", "占比100%"),
        ("Ａ類", "A类"),
        ("哪些行当", "哪些行业"),
        ("够不够得着", "够不够"),
        ("  两侧空格  ", "两侧空格"),
    ],
)
def test_traditional_full_width_and_letter_o_are_normalised(typed, read):
    assert normalise(typed) == read
