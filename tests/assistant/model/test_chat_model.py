"""The model behind LangChain's interface, over a real HTTP server that misbehaves."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import HumanMessage, SystemMessage

from assistant.model.chat_client import ChatService
from assistant.model.chat_model import ServiceChatModel
from assistant.model.model_failure import Failure, ModelFailed
from index.circuit import Circuit
from tests.scripted_service import ScriptedService, in_turn

KEY = "sk-marked-key"
SECRET = "问题里的暗号"


@pytest.fixture
def model(model_service) -> Any:
    def build(circuit: Circuit | None = None, **limits: Any) -> ServiceChatModel:
        known = {"first_token_seconds": 0.8, "seconds": 2.5, "retries": 1, "max_tokens": 300}
        place = {"base_url": model_service.url, "api_key": KEY, "model": "m"}
        service = ChatService(**{**place, **known, **limits})
        return ServiceChatModel(service=service, circuit=circuit or Circuit())

    return build


def said(model: ServiceChatModel, **options: Any) -> str:
    return "".join(chunk.text for chunk in model.stream([("user", SECRET)], **options))


def failure(model: ServiceChatModel) -> Failure:
    with pytest.raises(ModelFailed) as caught:
        said(model)
    assert KEY not in repr(caught.value)
    assert SECRET not in repr(caught.value)
    return caught.value.failure


def test_it_is_a_chat_model_of_langchain(model_service, model):
    model_service.script = lambda call: call.say("年内新增88家。")
    asked = [SystemMessage("规则"), HumanMessage("多少家？")]
    subject = model()
    assert isinstance(subject, BaseChatModel)
    assert subject.invoke(asked).text == "年内新增88家。"
    (call,) = model_service.calls
    assert call.asked["messages"] == [
        {"role": "system", "content": "规则"},
        {"role": "user", "content": "多少家？"},
    ]
    assert (call.asked["max_tokens"], call.asked["temperature"]) == (300, 0)
    assert call.key == f"Bearer {KEY}"


def test_the_first_words_come_before_the_last_are_written(model_service, model):
    model_service.script = lambda call: call.say("一二三四五六", size=1, every=0.1)
    started, times = time.monotonic(), []
    for chunk in model().stream("问"):
        if chunk.text:
            times.append(time.monotonic() - started)
    assert times[-1] - times[0] > 0.3, "they came together"
    assert times[0] < times[-1] - 0.3


def test_what_a_model_thinks_is_left_out(model_service, model):
    def think(call):
        for _ in range(12):
            call.piece(reasoning_content="想一想")
            call.wait(0.1)  # longer together than the time for a first word
        call.say("答案")

    model_service.script = think
    assert said(model()) == "答案"


@pytest.mark.parametrize(
    ("script", "cause", "calls", "most"),
    [
        (lambda call: call.error(401), Failure.REFUSED, 1, 0.3),
        (lambda call: call.error(403), Failure.REFUSED, 1, 0.3),
        (lambda call: call.error(404), Failure.MISPLACED, 1, 0.3),
        (lambda call: call.error(400), Failure.REJECTED, 1, 0.3),
        (lambda call: call.error(429), Failure.LIMITED, 2, 1.0),
        (lambda call: call.error(500), Failure.BROKEN, 2, 1.0),
        (lambda call: call.error(502), Failure.BROKEN, 2, 1.0),
        (lambda call: call.error(503), Failure.BROKEN, 2, 1.0),
        (lambda call: call.cut(), Failure.UNREACHABLE, 2, 1.0),
        (lambda call: call.wait(9), Failure.TIMEOUT, 1, 1.1),
        (lambda call: (call.piece("半"), call.wait(9)), Failure.TIMEOUT, 1, 1.3),
        (lambda call: (call.piece("半"), call.cut()), Failure.BROKEN, 1, 0.3),
        (lambda call: (call.event("{broken"), call.finish()), Failure.BROKEN, 1, 0.3),
        (lambda call: call.event({"error": {"message": SECRET}}), Failure.BROKEN, 1, 0.3),
        (
            lambda call: [(call.raw(": ping\n\n"), call.wait(0.05)) for _ in range(200)],
            Failure.TIMEOUT,
            1,
            1.1,
        ),
        (
            lambda call: [(call.piece("慢"), call.wait(0.2)) for _ in range(99)],
            Failure.TIMEOUT,
            1,
            2.9,
        ),
    ],
    ids=[
        "401", "403", "404", "400", "429", "500", "502", "503", "reset at once", "no first word",
        "stalled", "reset in the middle", "broken JSON", "error event", "pings alone", "too slow",
    ],
)  # fmt: skip
def test_each_fault_has_its_cause_within_the_time(script, cause, calls, most, model_service, model):
    model_service.script = script
    started = time.monotonic()
    assert failure(model()) is cause
    assert time.monotonic() - started < most + 0.5
    assert len(model_service.calls) == calls


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_with_the_key_and_the_question(status, model_service, model):
    with ScriptedService() as elsewhere:
        place = {"location": f"{elsewhere.url}/chat/completions"}
        model_service.script = lambda call: call.reply(status, {}, place)
        assert failure(model()) is Failure.MISPLACED
        assert elsewhere.calls == []
    assert len(model_service.calls) == 1


def test_without_a_key_the_service_decides(model_service, model):
    model_service.script = lambda call: call.error(401) if KEY not in call.key else call.say("好")
    assert failure(model(api_key="")) is Failure.REFUSED
    model_service.script = lambda call: call.say("好")
    assert said(model(api_key="")) == "好"


def test_a_dead_address_is_unreachable(model):
    assert failure(model(base_url="http://127.0.0.1:9/v1")) is Failure.UNREACHABLE


def test_a_passing_fault_is_asked_again_after_the_time_that_the_service_names(model_service, model):
    wait = {"retry-after": "1"}
    model_service.script = in_turn(
        lambda call: call.error(429, headers=wait), lambda call: call.say("好")
    )
    started = time.monotonic()
    assert said(model(seconds=4)) == "好"
    assert 1.0 <= time.monotonic() - started < 1.6


def test_a_longer_wait_than_there_is_time_for_is_not_waited(model_service, model):
    model_service.script = lambda call: call.error(429, headers={"retry-after": "60"})
    started = time.monotonic()
    assert failure(model(retries=5)) is Failure.LIMITED
    assert time.monotonic() - started < 0.4


def test_less_time_than_the_service_has_may_be_given(model_service, model):
    model_service.script = lambda call: call.wait(9)
    started = time.monotonic()
    with pytest.raises(ModelFailed):
        said(model(first_token_seconds=5.0, seconds=9.0), seconds=0.3)
    assert time.monotonic() - started < 0.8


@pytest.mark.parametrize(
    "script",
    [
        lambda call: [(call.piece("字"), call.wait(0.05)) for _ in range(400)],
        lambda call: (call.piece("字"), call.wait(20)),
        lambda call: call.wait(20),
    ],
    ids=["while it writes", "while it is stalled", "before it writes"],
)
def test_whoever_stops_hangs_up_on_the_service(script, model_service, model):
    model_service.script = script
    circuit = Circuit(1)
    chunks = model(circuit, first_token_seconds=20.0, seconds=20.0).stream("问")
    for _, _chunk in zip(range(4), chunks, strict=False):
        pass
    chunks.close()
    assert model_service.hung_up.wait(2), "the service was not told"
    assert circuit.allows(), "a reader who stops is no fault of the service"
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline and _readers():
        time.sleep(0.02)
    assert not _readers()


def _readers() -> list[threading.Thread]:
    return [t for t in threading.enumerate() if t.name == "chat-stream"]


def test_a_dead_service_does_not_slow_each_question(model_service, model):
    model_service.script = lambda call: call.wait(9)
    subject = model(Circuit(2, 60))
    assert [failure(subject), failure(subject)] == [Failure.TIMEOUT] * 2
    started = time.monotonic()
    assert [failure(subject) for _ in range(20)] == [Failure.PAUSED] * 20
    assert time.monotonic() - started < 0.3
    assert len(model_service.calls) == 2


def test_after_the_pause_it_is_used_again(model_service, model):
    model_service.script = in_turn(lambda call: call.error(401), lambda call: call.say("好"))
    subject = model(Circuit(1, 0.2))
    assert [failure(subject), failure(subject)] == [Failure.REFUSED, Failure.PAUSED]
    time.sleep(0.25)
    assert said(subject) == "好"


def test_neither_the_key_nor_the_address_is_in_what_is_printed_of_it(model):
    subject = model()
    for shown in (repr(subject), str(subject), subject.model_dump_json(), str(subject.service)):
        assert KEY not in shown
