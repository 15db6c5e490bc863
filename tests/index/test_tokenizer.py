"""Tokens: what is kept whole, what is dropped, and that loading is quiet."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.divisions import places_in
from index.tokenizer import char_tokens, normalize, policy_terms, query_tokens, words

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("高企", ["高", "企", "高企"]),
        ("2.4%左右", ["2.4%", "2.4", "左", "右", "左右"]),
        ("２．４％", ["2.4%", "2.4"]),
        ("1,000万", ["1000", "万"]),
        ("１，２３４，５６７", ["1234567"]),
        ("第1,2条", ["第", "1", "2", "条"]),
        ("GDP与R&D", ["gdp", "与", "r&d"]),
        ("ＡＩ", ["ai"]),
        ("COVID-19", ["covid-19"]),
        ("5G", ["5g"]),
        ("30家", ["30", "家"]),
        ("〇", ["〇"]),
        ("𠮷野", ["𠮷", "野", "𠮷野"]),
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


@pytest.mark.parametrize("question", ["为什么", "多少？", "吗"])
def test_a_question_of_question_words_alone_keeps_them(question):
    assert query_tokens(question) == char_tokens(question) != []


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_cut(text):
    assert normalize(normalize(text)) is not None
    assert all(char_tokens(text))
    assert all(words(text))


def test_dictionary_terms_stay_whole():
    assert [term for term in policy_terms() if words(term) != [normalize(term)]] == []
    assert "高新技术企业" in words("今年新增高新技术企业300家")


def test_the_dictionary_names_no_place():
    assert [term for term in policy_terms() if places_in(term)] == []


def test_loading_is_quiet():
    done = subprocess.run(
        [sys.executable, "-W", "default", "-c", "from index.tokenizer import words; words('高企')"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")
