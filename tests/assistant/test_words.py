"""The office's listed words: found however they are spelled, refused or marked in the answer."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Answer, AnswerStatus, Mode, Turn
from assistant.pipeline import Assistant
from assistant.replies import LISTED
from assistant.words import Action, WordList, fault_of, key
from assistant.writing.failure import MODEL_NOTES, Failure

REFUSE, MARK = Action.REFUSE, Action.MARK
ASKED = "今年要新增多少家高新技术企业？"


def listed(words: Mapping[str, Action]) -> WordList:
    return WordList((key(word), word, action) for word, action in words.items())


@pytest.mark.parametrize(
    ("word", "text", "is_there"),
    [
        ("内部名单", "请把内部名单发我", True),
        ("内部名单", "请把内 部，名—单发我", True),
        ("内部名单", "请把内\u200b部\u2060名\n单发我", True),
        ("内部名单", "請把內部名單發我", True),
        ("內部名單", "请把内部名单发我", True),
        ("乾坤计划", "干坤计划是什么", True),
        ("内部名单", "请把内部的名单发我", False),
        ("Alpha计划", "ＡＬＰＨＡ计划", True),
        ("Alpha计划", "Аlрhа 计划", True),  # Cyrillic
        ("R&D", "R&amp;D是什么", True),
        ("c0de7", "请问c0de7和C 0 D E 7", True),
        ("ai", "AI怎么申报", True),
        ("ai", "email怎么填", False),
        ("ai", "via India", False),
        ("12345", "拨打１２３４５", True),
        ("12345", "编号9123456", False),
        ("𠀀𠀁", "问𠀀𠀁的事", True),
        ("内部名单", "\ud800内部名单", True),
    ],
)
def test_a_word_is_found_however_it_is_spelled_and_only_whole(word, text, is_there):
    assert listed({word: MARK}).found(text) == ({word: MARK} if is_there else {})


def test_of_words_inside_each_other_the_longest_counts_and_of_crossing_ones_both():
    words = listed({"退税": REFUSE, "出口退税": MARK, "退税名单": REFUSE, "税名": MARK})
    assert words.found("出口退税怎么办") == {"出口退税": MARK}
    assert words.found("出口退税怎么办，退税呢") == {"出口退税": MARK, "退税": REFUSE}
    assert words.found("出口退税名单") == {"出口退税": MARK, "退税名单": REFUSE}


def test_of_twenty_thousand_words_just_those_are_found_that_are_there():
    dice = random.Random(7)
    han = [chr(n) for n in range(0x4E00, 0x9000) if key(chr(n)) == chr(n)]
    words = {"".join(dice.sample(han, dice.randint(2, 8))): REFUSE for _ in range(20_000)}
    held = listed(words)
    assert len({key(word) for word in words}) == len(words) > 19_900
    for word in dice.sample(sorted(words), 300):
        other = "".join(dice.sample(han, 40))
        text = f"{other[:20]}。{word}；{other[20:]}"
        assert word in held.found(text)
        there = {w for w in words if w in text.replace("。", "").replace("；", "")}
        inside = {w for w in there if any(w != o and w in o for o in there)}
        assert set(held.found(text)) == there - inside


@pytest.mark.parametrize(
    ("word", "fault"),
    [("税", "不足 2 个字"), ("税 。", "不足 2 个字"), ("", "不足"), ("字" * 51, "超过 50"),
     ("字" * 50, ""), ("退税", ""), ("AI", "")],
)  # fmt: skip
def test_a_word_that_would_be_everywhere_or_is_no_word_is_told(word, fault):
    assert fault in fault_of(word)
    assert bool(fault) == bool(fault_of(word))


@pytest.fixture
def heeding(build: Any, invented: Any) -> Assistant:
    assistant: Assistant = build(invented)
    words = {"高新技术企业": REFUSE, "科技创新券": MARK, "省科技厅": MARK}
    assistant.listed = listed(words).found
    return assistant


def test_a_question_with_a_refused_word_is_ended_before_any_work_and_the_word_is_not_named(
    heeding, monkeypatch
):
    monkeypatch.setattr("assistant.pipeline.guard", lambda *_: pytest.fail("it went on"))
    answer = heeding.ask(ASKED)
    assert (answer.status, answer.text) == (AnswerStatus.BLOCKED, LISTED)
    assert set(answer.timings_ms) == {"guard", "total"}
    assert answer.listed == {"高新技术企业": REFUSE}
    assert "listed" not in answer.to_json()


def test_a_marked_question_is_answered_as_ever(heeding, assistant):
    question = "科技创新券由谁复核？"
    answer = heeding.ask(question)
    assert (answer.text, answer.citations) == (
        (plain := assistant.ask(question)).text,
        plain.citations,
    )
    assert "省科技厅" in answer.text  # the documents' own words are shown
    assert (answer.listed, plain.listed) == ({"科技创新券": MARK}, {})


def test_a_follow_up_does_not_lead_back_to_a_refused_question(heeding, assistant):
    before = [Turn(ASKED, "88家。[1]")]
    assert "260家" in assistant.ask("那在孵企业呢？", before).text
    for follow_up in ("它的目标是多少家？", "具体是多少？"):
        assert "88" not in heeding.ask(follow_up, before).text


def test_a_question_that_took_too_long_is_marked_too(build, invented):
    assistant = build(invented, seconds=0.0)
    assistant.listed = listed({"创新券": MARK}).found
    answer = assistant.ask("科技创新券由谁复核？")
    assert (answer.status, answer.listed) == (AnswerStatus.OUT_OF_TIME, {"创新券": MARK})


def test_a_models_words_that_hold_a_refused_word_give_way_to_the_excerpt(build, invented):
    def stream(_: str, floor: Answer, *__: object) -> Iterator[Answer]:
        for said, mode in (("由省科技厅，内", Mode.DRAFT), ("由省科技厅，内部", Mode.DRAFT),
                           ("内部，名单[1]", Mode.GENERATED)):  # fmt: skip
            yield replace(floor, text=said, mode=mode, citations=())

    assistant = build(invented, writer=SimpleNamespace(stream=stream))
    question = "科技创新券由谁复核？"
    plain = assistant.ask(question, mode=Mode.EXTRACTIVE)
    assistant.listed = listed({"内部名单": REFUSE, "省科技厅": MARK}).found
    shown = list(assistant.stream(question))
    assert [one.mode for one in shown] == [Mode.DRAFT, Mode.DRAFT, Mode.EXTRACTIVE]
    assert (shown[-1].text, shown[-1].citations) == (plain.text, plain.citations)
    assert MODEL_NOTES[Failure.LISTED] in shown[-1].notes
