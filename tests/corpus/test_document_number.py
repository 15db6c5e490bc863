"""Document numbers, however they are written."""

from __future__ import annotations

import pytest

from corpus.document_number import is_number, numbers_in, same


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("（滨府规〔2029〕5号）", ["滨府规〔2029〕5号"]),
        ("滨府规[2029]5号", ["滨府规〔2029〕5号"]),
        ("滨府规［2029］ 第 05 号", ["滨府规〔2029〕5号"]),
        ("滨府规（2029）5号", ["滨府规〔2029〕5号"]),
        ("滨 府 规 〔 2029 〕 5 号", ["滨府规〔2029〕5号"]),
        ("财政部 税务总局公告2029年第7号", ["财政部税务总局公告2029年第7号"]),
        ("滨海市人民政府令 第193号", ["滨海市人民政府令第193号"]),
        ("滨财〔2028〕1号；滨科〔2029〕2号", ["滨财〔2028〕1号", "滨科〔2029〕2号"]),
        ("2029年5月1日在5号楼办理", []),
    ],
)
def test_a_number_is_one_whatever_its_brackets_and_spaces(text, numbers):
    assert list(numbers_in(text)) == numbers


def test_only_a_line_that_is_nothing_else_is_a_number():
    assert is_number("（滨府规〔2029〕5号）") == "滨府规〔2029〕5号"
    assert is_number("根据滨府规〔2029〕5号文件") == ""


@pytest.mark.parametrize(
    ("mentioned", "is_same"),
    [
        ("滨府规〔2029〕5号", True),
        ("按照滨府规〔2029〕5号", True),
        ("东滨府规〔2029〕5号", False),
        ("滨府规〔2029〕15号", False),
    ],
)
def test_a_number_is_known_again_in_running_text(mentioned, is_same):
    assert same(mentioned, "滨府规〔2029〕5号") is is_same
