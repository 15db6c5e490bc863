"""Tokens: what is kept whole, what is dropped, and that loading is quiet."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.tokenizer import char_tokens, normalize, query_tokens

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("高企", ["高", "企", "高企"]),
        ("2.4%左右", ["2.4%", "2.4", "左", "右", "左右"]),
        ("２．４％", ["2.4%", "2.4"]),
        ("１，２３４，５６７", ["1234567"]),
        ("第1,2条", ["第", "1", "2", "条"]),
        ("GDP与R&D", ["gdp", "与", "r&d"]),
        ("5G", ["5g"]),
        ("〇", ["〇"]),
        ("，。！ \n", []),
        ("", []),
    ],
)
def test_runs_are_whole_and_characters_come_in_pairs_too(text, tokens):
    assert char_tokens(text) == tokens


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("请问今年新增高企多少家？", "今年新增高企 家"),
        ("什么是创新券", "是创新券"),
        ("研发投入占比怎么样呢", "研发投入占比"),
        ("谁负责", "负责"),
    ],
)
def test_question_words_are_dropped(question, text):
    assert query_tokens(question) == char_tokens(text)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_cut(text):
    assert normalize(normalize(text)) is not None
    assert all(char_tokens(text))
