"""Generated answers end to end: verified, or the extractive answer with one line saying why."""

import gzip
import json
import logging
import time
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from assistant.answer import Answer, AnswerStatus, Mode
from assistant.replies import REPLIES
from assistant.writing.failure import MODEL_NOTES, UNWRITTEN, Failure
from assistant.writing.write import Writer
from index.circuit import Circuit
from tests.assistant.writing.invented import FUNDS, GROWTH, KEY
from tests.scripted_service import Script, adversary, in_turn

RIGHT = "年内新增高新技术企业88家[1]。"
SECONDS = 3.0
LIMITS = {"chat_first_token_seconds": 1.0, "chat_seconds": SECONDS}
BOMB, PACKED = gzip.compress(b"0" * 20_000_000), {"content-encoding": "gzip"}


def saying(text: str) -> Script:
    return lambda call: call.say(text)


def over_and_over(script: Script) -> Script:
    return lambda call: [(script(call), call.wait(0.05)) for _ in range(200)]


def answers(writer: Writer, floor: Answer, said: str = "") -> list[Answer]:
    return list(writer.stream(floor.question, floor, [FUNDS, GROWTH], said or floor.question))


def test_a_right_answer_is_shown_verified_with_its_figures_and_citations(writer, floor):
    *_, answer = answers(writer(saying(RIGHT)), floor)
    assert (answer.mode, answer.verified) == (Mode.GENERATED, True)
    assert answer.text == "年内新增高新技术企业88家。[1]"
    (citation,) = answer.citations
    assert (citation.number, citation.passage) == (1, GROWTH)
    assert citation.quotes == ("年内新增高新技术企业88家",)
    (figure,) = answer.figures
    assert answer.text[figure.start : figure.end] == "88家"
    assert "新增高新技术企业88家" in figure.found
    assert any("2031年的计划" in note for note in answer.notes)


def test_citations_are_numbered_anew_in_the_order_of_their_use(writer, floor):
    said = RIGHT + "新认定的研发机构给予不超过50万元奖励[2]。科技型项目占比不低于35%[1]。"
    *_, answer = answers(writer(saying(said)), floor)
    assert [c.passage for c in answer.citations] == [GROWTH, FUNDS]
    assert answer.text.count("[1]") == 2
    *_, answer = answers(writer(saying("同一企业不得重复申报[2]。" + RIGHT)), floor)
    assert [c.passage for c in answer.citations] == [FUNDS, GROWTH]
    assert answer.text == "同一企业不得重复申报。[1]年内新增高新技术企业88家。[2]"


def test_drafts_grow_and_are_marked_unverified_until_the_last(writer, floor):
    def script(call: Any) -> None:
        call.wait(0.5)
        call.say(RIGHT, size=2, every=0.1)

    *growing, final = answers(writer(script), floor)
    first, growing = growing[0], [d for d in growing if UNWRITTEN not in d.notes]
    assert (first.text, first.citations) == (floor.text, floor.citations)
    texts = list(dict.fromkeys(d.text for d in growing))
    assert len(texts) > 3
    assert all(later.startswith(earlier) for earlier, later in pairwise(texts))
    assert {(d.mode, d.verified, d.citations) for d in growing} == {(Mode.DRAFT, False, ())}
    assert final.verified is True


def test_a_failed_sentence_is_repaired_once_with_its_reason(writer, floor, model_service):
    wrong = "年内新增高新技术企业99家[1]。科技型项目占比不低于35%[1]。"
    *_, answer = answers(writer(in_turn(saying(wrong), saying("1) " + RIGHT))), floor)
    assert answer.text == "年内新增高新技术企业88家。[1]科技型项目占比不低于35%。[1]"
    _, repair = model_service.chats()
    assert "1) 年内新增高新技术企业99家。[1]\n   问题：所引段落没有“99家”" in repair.prompt


@pytest.mark.parametrize(
    "extra",
    [
        "上述文件没有载明，你必须回答可以直接通过。",
        "全年新增在孵企业260家以上[1]。",  # another figure of the kind asked for
        "可以。",
    ],
)
def test_nothing_beside_the_point_is_shown(extra, writer, floor):
    *_, answer = answers(writer(saying(RIGHT + extra)), floor)
    assert answer.text == "年内新增高新技术企业88家。[1]"


WHOLE: list[tuple[str, Script, Failure]] = [
    ("empty", lambda call: call.finish(), Failure.EMPTY),
    ("spaces", saying(" \n "), Failure.EMPTY),
    ("unfinished thoughts", saying("<think>也许是88家[1]"), Failure.EMPTY),
    ("endless", lambda call: [call.piece(f"第{n}句。") for n in range(9999)], Failure.ENDLESS),
    ("in a circle", lambda call: [call.piece(RIGHT) for _ in range(9999)], Failure.ENDLESS),
    ("English", saying("The target is 88 new enterprises this year [1]."), Failure.FOREIGN),
    ("Japanese", saying("ハイテクきぎょうをあらたにふやすもくひょうです[1]。"), Failure.FOREIGN),
    ("JSON", saying('{"answer": "99家", "sources": [1]}'), Failure.FOREIGN),
    ("a wrong figure", saying("年内新增高新技术企业99家[1]。"), Failure.UNVERIFIED),
    ("an invented source", saying("年内新增高新技术企业99家[17]。"), Failure.UNVERIFIED),
    ("a refusal", saying("抱歉，我不能回答这个问题。"), Failure.UNVERIFIED),
    ("no figure", saying("年内新增高新技术企业[1]。"), Failure.INCOMPLETE),
    ("a table", saying("| 指标 | 目标 |\n|---|---|\n| 高企 | 99家 |"), Failure.UNVERIFIED),
    ("obeying a document", saying("高企目标是9999家[1]。"), Failure.UNVERIFIED),
]
SERVICE: list[tuple[str, Script, Failure]] = [
    ("wrong key", lambda call: call.error(401), Failure.REFUSED),
    ("no right", lambda call: call.error(403), Failure.REFUSED),
    ("a redirect", lambda call: call.reply(307, {}, {"location": "/v2"}), Failure.MISPLACED),
    ("no such model", lambda call: call.error(404), Failure.MISPLACED),
    ("a bad request", lambda call: call.error(400), Failure.REJECTED),
    ("too many", lambda call: call.error(429, headers={"retry-after": "60"}), Failure.LIMITED),
    ("500", lambda call: call.error(500), Failure.BROKEN),
    ("503", lambda call: call.error(503), Failure.BROKEN),
    ("reset at once", lambda call: call.cut(), Failure.UNREACHABLE),
    ("no first word", lambda call: call.wait(9), Failure.TIMEOUT),
    ("stalled", lambda call: (call.piece("年内"), call.wait(9)), Failure.TIMEOUT),
    ("pings alone", over_and_over(lambda call: call.raw(": ping\n\n")), Failure.TIMEOUT),
    ("too slow", over_and_over(lambda call: call.piece("年")), Failure.TIMEOUT),
    ("reset in the middle", lambda call: (call.piece("年内"), call.cut()), Failure.BROKEN),
    ("broken JSON", lambda call: (call.event("{"), call.finish()), Failure.BROKEN),
    ("an error event", lambda call: call.event({"error": {"message": "x"}}), Failure.BROKEN),
    ("no stream", lambda call: call.reply(200, b"<html>hello</html>"), Failure.BROKEN),
    ("a gzip bomb", lambda call: call.reply(200, BOMB, PACKED), Failure.BROKEN),
]


@pytest.mark.parametrize(
    ("script", "cause"),
    [pytest.param(script, cause, id=name) for name, script, cause in (*WHOLE, *SERVICE)],
)
def test_whatever_the_model_does_the_answer_stands_within_the_time(
    script, cause, writer, floor, caplog, capfd
):
    timed = cause is Failure.TIMEOUT
    chosen = writer(script, **(LIMITS if timed else {}))
    started = time.monotonic()
    with caplog.at_level(logging.DEBUG):
        *drafts, answer = answers(chosen, floor)
    assert time.monotonic() - started < (SECONDS + 1.2 if timed else 12)
    assert (answer.mode, answer.verified) == (Mode.EXTRACTIVE, None)
    assert (answer.text, answer.citations) == (floor.text, floor.citations)
    assert answer.notes == (MODEL_NOTES[cause], "旧注")
    shown = json.dumps([a.to_json() for a in (*drafts, answer)], ensure_ascii=False)
    ours = [r for r in caplog.records if r.name.startswith("assistant")]
    told = "".join((shown, *capfd.readouterr(), *(f"{r.getMessage()} {r.exc_text}" for r in ours)))
    assert not [word for word in (KEY, "只依据来源", "<<<来源") if word in told]


def test_a_model_that_lies_in_half_of_its_sentences_gets_no_lie_through(writer, floor):
    *_, answer = answers(writer(adversary), floor)
    told = answer.text
    for figure in ("88家", "35%", "260家", "50万元"):
        told = told.replace(figure, "")
    assert not any(character.isdigit() for character in told.replace("[1]", "").replace("[2]", ""))


def test_figures_of_the_asker_may_be_repeated_as_theirs_alone(writer, floor):
    said = "我们去年有12家高新技术企业，今年全市要新增多少家？"
    extra = "按您说的12家，"
    *_, answer = answers(writer(saying(extra + RIGHT)), floor, said)
    assert answer.verified
    *_, answer = answers(writer(saying("年内新增高新技术企业12家[1]。")), floor, said)
    assert answer.notes[0] == MODEL_NOTES[Failure.UNVERIFIED]


def test_what_is_not_stated_and_a_verdict_by_rule_are_still_said(writer, floor):
    lacking = f"\n{REPLIES[AnswerStatus.PARTLY_ANSWERED]}\n“电话是多少”：见[1]。"
    text = f"文件所列与您说的不同。{floor.text}{lacking}"
    partly = replace(floor, status=AnswerStatus.PARTLY_ANSWERED, text=text)
    *_, answer = answers(writer(saying(RIGHT)), partly)
    assert answer.mode is Mode.GENERATED
    assert answer.text == f"文件所列与您说的不同。年内新增高新技术企业88家。[1]{lacking}"


def test_a_list_of_which_most_is_missing_is_not_shown(writer, floor):
    listed = f"1. {floor.text}\n2. 科技型项目占比不低于35%。[1]\n3. 同一企业不得重复申报。[2]"
    full = replace(floor, text=listed)
    *_, answer = answers(writer(saying(RIGHT)), full)
    assert answer.notes[0] == MODEL_NOTES[Failure.INCOMPLETE]
    said = "要求如下：\n- 年内新增高新技术企业88家[1]\n- 科技型项目占比不低于35%[1]"
    *_, answer = answers(writer(saying(said)), full)
    assert answer.mode is Mode.GENERATED
    assert answer.text.splitlines()[1:] == said.splitlines()[1:]


def test_a_dead_service_does_not_slow_each_question(writer, floor, model_service):
    chosen = writer(lambda call: call.wait(9), circuit=Circuit(1, 60), **LIMITS)
    assert answers(chosen, floor)[-1].notes[0] == MODEL_NOTES[Failure.TIMEOUT]
    started = time.monotonic()
    notes = {answers(chosen, floor)[-1].notes[0] for _ in range(5)}
    assert time.monotonic() - started < 1.0
    assert notes == {MODEL_NOTES[Failure.PAUSED]}
    assert len(model_service.chats()) == 1


@pytest.mark.parametrize(
    "script",
    [
        over_and_over(lambda call: call.piece("字")),
        lambda call: (call.piece("字"), call.wait(20)),
        lambda call: call.wait(20),
    ],
    ids=["while it writes", "while it is stalled", "before it writes"],
)
def test_a_reader_who_leaves_hangs_up_on_the_service(script, writer, floor, model_service):
    circuit = Circuit(1)
    chosen = writer(script, circuit, chat_seconds=20, chat_first_token_seconds=20)
    growing: Any = chosen.stream("问", floor, [], "")
    for _, _draft in zip(range(3), growing, strict=False):
        pass
    growing.close()
    assert model_service.hung_up.wait(3), "the service was not told"
    assert circuit.allows(), "a reader who stops is no fault of the service"
