"""One answer of a chat model as it is written, within its time and ended when nobody reads it."""

import asyncio
import queue
import re
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import aclosing
from functools import cache
from typing import Any

from assistant import metrics
from assistant.writing.failure import Failure, ModelFailed, failure_of
from corpus.disguise import visible
from index.circuit import Circuit

TICK = 0.1  # seconds at most between two yields, so that a reader who leaves is noticed
_GRACE = 1.0  # seconds that a client may take to end after its time
MOST = 2000  # characters; an answer is asked to have 700 at most
_MOST_THOUGHT = 40_000  # with the thoughts that some models write before it
_REPEATED = 4  # times the same sentence: the model runs in a circle
_CHINESE = 0.5  # of all letters; names and abbreviations may be Latin
_ASIDE = re.compile(r"(?im)(?s:<(think|thinking|reasoning)>.*?(?:</\1>|\Z))|^\s*```\w*\s*$")
_OPENING = re.compile(r"^\s*(?:答案?|回答|答复)\s*[：:]\s*")
_OTHER = re.compile(r"[A-Za-z\u00c0-\u052f\u3040-\u30ff\uac00-\ud7af]")

Messages = Sequence[tuple[str, str]]
_Came = queue.SimpleQueue[str | Failure | None]


class Stream:
    """Reads a model in an event loop of its own; failures in a row pause the calls."""

    def __init__(self, model: Any, silence: float, circuit: Circuit) -> None:
        """model is LangChain's; silence is how long (seconds) nothing may come from it."""
        self._model, self._silence, self._circuit = model, silence, circuit

    def written(self, messages: Messages, seconds: float) -> Generator[str, None, None]:
        """The text so far, again and again; closing it hangs up. Raises ModelFailed."""
        if not self._circuit.allows():
            raise ModelFailed(Failure.PAUSED)
        verdict = self._circuit.abandoned  # a reader who leaves says nothing of the service
        came: _Came = queue.SimpleQueue()
        reads = self._read(messages, seconds, came)
        reading = asyncio.run_coroutine_threadsafe(reads, running_loop())
        text, until, outcome = "", time.monotonic() + seconds + _GRACE, "left"
        try:
            while True:
                try:
                    item = came.get(timeout=TICK)
                except queue.Empty:
                    item = "" if time.monotonic() < until else Failure.TIMEOUT
                if isinstance(item, Failure):
                    verdict, outcome = self._circuit.failed, item.name.lower()
                    raise ModelFailed(item)
                if item is None:
                    verdict, outcome = self._circuit.succeeded, "written"
                    return
                text += item
                _check_going_on(text)
                yield text
        finally:
            reading.cancel()
            verdict()
            metrics.model_calls.labels(outcome).inc()

    async def _read(self, messages: Messages, seconds: float, came: _Came) -> None:
        now, begun = asyncio.get_running_loop().time, False
        end, until = now() + seconds, now() + min(seconds, self._silence)
        try:
            async with asyncio.timeout_at(until) as limit:
                async with aclosing(self._model.astream(list(messages))) as chunks:
                    async for chunk in chunks:
                        came.put(chunk.text)
                        limit.reschedule(min(end, now() + self._silence))
                        begun, until = True, limit.when() or end
            came.put(None)
        except Exception as error:  # each provider's client has errors of its own
            came.put(Failure.TIMEOUT if now() >= until else failure_of(error, begun))


@cache
def running_loop() -> asyncio.AbstractEventLoop:
    """The loop in which all answers are read: clients keep their connections in one."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop


def tidy(text: str) -> str:
    """The answer without thoughts, code fences and "回答："; unfinished thoughts are left out."""
    return _OPENING.sub("", _ASIDE.sub("", visible(text))).strip()


def check_whole(text: str) -> None:
    """Raises ModelFailed where a whole answer is none, or is not Chinese."""
    if not re.search(r"\w", text):
        raise ModelFailed(Failure.EMPTY)
    chinese, other = len(re.findall(r"[\u3400-\u9fff]", text)), len(_OTHER.findall(text))
    if chinese < _CHINESE * (chinese + other):
        raise ModelFailed(Failure.FOREIGN)


def _check_going_on(text: str) -> None:
    last = re.findall(r"[^。！？!?\n]{6,}", text[-MOST:])[-_REPEATED:]
    circling = len(last) == _REPEATED and len(set(last)) == 1
    long = len(text) > MOST and len(tidy(text)) > MOST
    if circling or long or len(text) > _MOST_THOUGHT:
        raise ModelFailed(Failure.ENDLESS)
