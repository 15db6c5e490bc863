"""One score with a meaning: it grows with every signal, and the least sure part decides."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import AnswerStatus
from assistant.finding.evidence import Evidence
from assistant.finding.statement import statements
from assistant.judging.confidence import LOW, WEIGHTS, Confidence, least, withheld
from assistant.judging.verdict import Verdict
from assistant.replies import UNSURE
from corpus.passage import Passage
from index.retriever import Hit

SHARE = st.floats(0, 1)
SIGNALS = st.builds(Confidence, SHARE, SHARE, st.sampled_from([0.0, 1.0]))


@given(SIGNALS, st.sampled_from(sorted(WEIGHTS)))
def test_it_is_a_probability_that_grows_with_each_signal(told: Confidence, name: str) -> None:
    more = replace(told, **{name: asdict(told)[name] + 0.1})
    assert 0 < told.value < more.value < 1
    assert set(told.to_json()) == {"value", *WEIGHTS}


def test_the_least_sure_part_decides() -> None:
    weak, strong = Confidence(0.3, 0.0, 0.0), Confidence(1.2, 0.5, 1.0)
    assert least([strong, weak]) is weak
    assert least([]) is None


@pytest.mark.parametrize(
    ("question", "stated"),
    [("今年新增高新技术企业多少家？", True), ("科技创新券的咨询电话是多少？", False)],
)
def test_an_answer_is_surer_than_a_refusal(assistant: Any, question: str, stated: bool) -> None:
    answer = assistant.ask(question)
    assert answer.confidence is not None
    assert (answer.confidence.stated == 1.0) is stated
    assert (answer.status is AnswerStatus.ANSWERED) is stated
    assert answer.to_json()["confidence"]["value"] == round(answer.confidence.value, 4)


def test_the_reader_is_told_of_an_answer_that_is_not_sure(assistant: Any) -> None:
    answers = [assistant.ask(q) for q in ("今年新增高新技术企业多少家？", "平台要做些什么呢")]
    for answer in answers:
        told = answer.status is AnswerStatus.ANSWERED and answer.confidence.value < LOW
        assert (UNSURE in answer.notes) is told


@pytest.mark.parametrize(
    ("lead", "cosines", "status"),
    [
        pytest.param(0.5, (0.9,), AnswerStatus.ANSWERED, id="ahead"),
        pytest.param(-0.4, (0.9,), AnswerStatus.NOT_STATED, id="behind"),
        pytest.param(-0.4, (), AnswerStatus.ANSWERED, id="behind, words alone"),
    ],
)
def test_an_answer_likelier_wrong_than_right_is_not_given(
    passages: tuple[Passage, ...], lead: float, cosines: tuple[float, ...], status: AnswerStatus
) -> None:
    (statement, *_) = statements(passages[0])
    hit = Hit(passages[0], 1.0, 1.0, None, passages[0].text, (passages[0].text,), cosines)
    evidence = Evidence(statement, 0.9, 1.0, 1.0, (), hit)
    stated = Verdict(AnswerStatus.ANSWERED, (evidence,))
    assert withheld(stated, Confidence(0.9, lead, 1.0)).status is status
    assert withheld(stated, None) is stated


def test_what_is_not_searched_has_no_confidence(assistant: Any) -> None:
    assert assistant.ask("").confidence is None
    assert assistant.ask("").to_json()["confidence"] is None
