"""Spelling: what is mended by the library's own text, and what is left as it was typed."""

from collections import Counter

import pytest

from index.spelling import Spelling
from index.tokenizer import char_tokens

TEXTS = (
    "对首次认定的高新技术企业给予一次性补贴三十万元。",
    "申请高新技术企业补贴的，应当在九月底前提交材料。",
    "孵化器申请补贴，由科技部门审核、管理；租用厂房的，给予租金补助。",
    "科技部门管理孵化器，对高新技术企业的厂房租金给予补助。",
)


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(Counter(t for text in TEXTS for t in set(char_tokens(text)) if len(t) < 3))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("高薪技术企业有什么补贴", "高新技术企业有什么补贴"),
        ("补帖多少钱", "补贴多少钱"),
        ("怎么申清补贴", "怎么申请补贴"),
        ("孵化器归谁管里", "孵化器归谁管理"),
        ("厂防租金补帖", "厂房租金补贴"),
    ],
)
def test_a_character_of_the_same_sound_is_mended(spelling, typed, meant):
    text, mended = spelling.mended(typed)
    assert text == meant
    assert all(before != after for before, after in mended)


@pytest.mark.parametrize(
    "text",
    [
        "高新技术企业补贴多少",
        "我家开宾馆的能不能领",
        "老王在南京炒股",
        "R&D 5%",
        "",
        "甲乙丙丁戊己庚辛",
    ],
)
def test_words_that_the_library_has_no_likeness_of_stay_as_they_are(spelling, text):
    assert spelling.mended(text) == (text, ())


def test_a_letter_is_taken_as_it_is(spelling):
    assert spelling.mended("补帖" * 300)[1] == ()
