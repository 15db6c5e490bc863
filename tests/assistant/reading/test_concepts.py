"""Concepts: abbreviations, pinyin and typos lead to the wording that the documents use."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.concepts import Concept, Vocabulary, concepts, official_wording
from assistant.reading.normalising import normalise


@pytest.fixture(scope="module")
def vocabulary(assistant) -> Vocabulary:
    return Vocabulary(assistant.library.texts)


@pytest.fixture(scope="module")
def forms(vocabulary):
    """All wordings that the concepts of a question carry."""
    return lambda text: {
        form for concept in concepts(normalise(text), vocabulary) for form in concept.forms
    }


@pytest.mark.parametrize("question", ["高企新增多少家", "今年高企目标", "高企"])
def test_an_abbreviation_carries_the_official_term(forms, question):
    assert "高新技术企业" in forms(question)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gaoxin jishu qiye", "高新技术企业"),
        ("Gaoxin Jishu Qiye 新增几家", "高新技术企业"),
        ("zhongshi jidi 奖补", "中试基地"),
        ("tantu shengtai 实验室", "滩涂生态"),
    ],
)
def test_pinyin_typed_as_letters_finds_the_words(forms, typed, meant):
    assert meant in forms(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("高心技术企业新增多少家", "高新技术企业"),
        ("产学妍活动几场", "产学研活动"),
        ("滩图生态实验室选址", "滩涂生态"),
        ("孵化气有几个", "孵化器"),
        ("科技特派圆", "科技特派员"),
        ("个体工商护能申领吗", "个体工商户"),
    ],
)
def test_a_homophone_typo_finds_the_word_meant(forms, typed, meant):
    assert any(meant in form for form in forms(typed))


@pytest.mark.parametrize(
    "question",
    [
        "今年要新增多少家高新技术企业",
        "已是企业的十家单位",  # 是十 sounds like 实施, across a border
        "申领科技创新券的企业",
        "市科技局会同市财政局",
        "滩涂生态实验室由谁牵头",
        "没那么多工位，场地够大行吗",  # 大行 is read as 大型 is
        "我们是一家企业",
    ],
)
def test_words_side_by_side_are_not_heard_as_another_word(vocabulary, question):
    found = concepts(normalise(question), vocabulary)
    assert all(concept.said in normalise(question) for concept in found)
    heard = [c for c in found if len(c.forms) > 1 and _same_length_other_word(c)]
    assert heard == []


def _same_length_other_word(concept: Concept) -> bool:
    return any(len(f) == len(concept.said) and f != concept.said for f in concept.forms[1:])


def test_a_word_of_the_library_is_never_taken_for_a_typo(vocabulary):
    for word in ("孵化器", "实验室", "科技特派员", "中试基地", "创新券"):
        found = [c for c in concepts(word, vocabulary) if c.said == word]
        assert all(form == word or len(form) != len(word) for c in found for form in c.forms)


@pytest.mark.parametrize(
    "idle",
    [
        "请问",
        "多少",
        "今年",
        "什么时候",
        "怎么",
        "请问一下",
        "一亿",
        "七十分",
        "两百个",
    ],
)
def test_words_that_only_ask_are_no_concepts(vocabulary, idle):
    assert concepts(idle, vocabulary) == ()


def test_a_year_is_no_concept(vocabulary):
    assert not any("2031" in c.said for c in concepts("2031年高新技术企业", vocabulary))


def test_what_happens_within_a_year_is_about_no_year(vocabulary):
    assert not any("一年" in c.said for c in concepts("一年里头要干满多少天", vocabulary))


def test_what_the_library_has_is_known_and_what_it_has_not_is_unknown(vocabulary):
    known = {c.said: c.known for c in concepts("滩涂 榴莲", vocabulary)}
    assert known == {"滩涂": True, "榴莲": False}


def test_a_rare_word_weighs_more_than_a_common_one_and_an_unknown_one_least(vocabulary):
    weight = {c.said: c.weight for c in concepts("滩涂 科技 榴莲", vocabulary)}
    assert weight["滩涂"] > weight["科技"]
    assert weight["滩涂"] > weight["榴莲"]
    assert all(value > 0 for value in weight.values())


def test_the_spoken_form_gives_way_to_the_official_one(vocabulary):
    text = "高企新增几家"
    assert "高新技术企业" in official_wording(text, concepts(text, vocabulary))


def test_an_official_wording_is_left_as_it_is(vocabulary):
    text = "高新技术企业新增几家"
    assert official_wording(text, concepts(text, vocabulary)) == text


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("高新技术企业", 1.0, 1.0), ("技术企业", 0.3, 0.99), ("榴莲", 0.0, 0.0), ("", 0.0, 0.0)],
)
def test_a_concept_is_met_wholly_partly_or_not_at_all(text, least, most):
    concept = Concept("高新技术企业", ("高新技术企业",), 1.0, True)
    assert least <= concept.match(text) <= most


@pytest.mark.parametrize(
    ("text", "met"), [("职工500人，资产2亿元", True), ("职工参加培训500人次", False)]
)
def test_a_number_of_things_is_told_by_the_number_before_them(text, met):
    assert (Concept("职工人数", ("职工人数",), 1.0, True).match(text) > 0.5) is met


def test_an_empty_library_has_no_known_concepts():
    assert not any(c.known for c in concepts("高新技术企业新增多少家", Vocabulary(())))


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=40))
def test_any_text_gives_concepts_once_each_with_positive_weight(vocabulary, text):
    found = concepts(normalise(text), vocabulary)
    assert len({c.said for c in found}) == len(found)
    assert all(c.weight > 0 and c.forms[0] == c.said for c in found)
