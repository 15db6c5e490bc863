"""Typed checks beside the reader, and which documents may answer for a place and a year."""

from datetime import date

import pytest

from assistant.reader.checks import BESIDE, LACKS_KIND, Check
from assistant.reader.evidence import Evidence
from assistant.reader.reader import Reading
from assistant.reader.statements import Statement
from assistant.understanding.question import Question
from assistant.understanding.scope import is_held
from corpus.divisions import places_in
from corpus.document import Source
from corpus.passage import Passage

DAY = date(2031, 6, 1)


def evidence(text: str, **source: object) -> Evidence:
    passage = Passage(Source(id="x", title="滨海市奖补办法", **source), ("第一章",), "", text)
    return Evidence(Reading(Statement(passage, text, 0), 2.0, ()), 0.5)


@pytest.mark.parametrize(
    ("question", "text", "adjusted"),
    [
        ("2029年补多少钱？", "2029年补助10万元。", 0.0),
        ("2029年补多少钱？", "2028年补助10万元。", BESIDE),
        ("2029年补多少钱？", "2027年至2030年每年补助10万元。", 0.0),
        ("2029年补多少钱？", "从2027年1月1日起每年补助10万元。", 0.0),
        ("2026年补多少钱？", "从2027年1月1日起每年补助10万元。", BESIDE),
        ("2029年补多少钱？", "每年补助10万元。", 0.0),
        ("补多少钱？", "2028年补助10万元。", 0.0),
        ("补多少钱？", "给予适当补助。", LACKS_KIND),
        ("什么时候申报？", "由市科技局受理。", LACKS_KIND),
        ("什么时候申报？", "每年9月底前申报。", 0.0),
        ("谁受理？", "由市科技局受理。", 0.0),
        ("为什么要补助？", "补助10万元。", BESIDE),
        ("为什么要补助？", "为降低成本，补助10万元。", 0.0),
    ],
)
def test_another_year_or_another_kind_of_thing_falls_behind(question, text, adjusted):
    (found,) = Check(Question(question, DAY)).of([evidence(text)])
    assert found.adjusted == adjusted


def test_a_document_of_the_year_asked_for_may_tell_other_years():
    (found,) = Check(Question("2029年目标多少？", DAY)).of(
        [evidence("比2028年增长5%。", year=2029)]
    )
    assert found.adjusted == 0.0


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("济南市补多少？", True),
        ("济南市历下区补多少？", True),
        ("青岛市补多少？", False),
        ("2030年济南市补多少？", True),
        ("2029年济南市补多少？", False),
    ],
)
def test_a_library_holds_what_its_documents_speak_for(question, held):
    sources = [
        Source(id="a", title="济南市奖补办法", year=2030),
        Source(id="b", title="国家奖补办法", region="国家"),
    ]
    assert is_held(sources, Question(question, DAY), places_in(question)) is held
