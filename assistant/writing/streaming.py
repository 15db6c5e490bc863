"""One answer of a chat model as it is written, within its time, and ended when nobody reads it."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import AsyncIterator, Generator, Sequence
from contextlib import aclosing
from functools import cache
from typing import Any, Protocol

from assistant.writing.failure import Failure, ModelFailed, failure_of
from assistant.writing.tidy import check_going_on
from index.circuit import Circuit

TICK = 0.1  # seconds at most between two yields, so that a reader who leaves is noticed
_GRACE = 1.0  # seconds that a client may take to end after its time

Messages = Sequence[tuple[str, str]]
_Came = queue.SimpleQueue[str | Failure | None]


class ChatModel(Protocol):
    """What is used of LangChain's chat models."""

    def astream(self, input: Any) -> AsyncIterator[Any]:
        """Chunks with .text."""


class Stream:
    """Reads a model in an event loop of its own; failures in a row pause the calls."""

    def __init__(self, model: ChatModel, silence: float, circuit: Circuit) -> None:
        """silence is how long (seconds) nothing may come, before the first word or after it."""
        self._model, self._silence, self._circuit = model, silence, circuit

    def written(self, messages: Messages, seconds: float) -> Generator[str, None, None]:
        """The text so far, again and again; closing it hangs up. Raises ModelFailed."""
        if not self._circuit.allows():
            raise ModelFailed(Failure.PAUSED)
        verdict = self._circuit.abandoned  # a reader who leaves says nothing of the service
        came: _Came = queue.SimpleQueue()
        reading = asyncio.run_coroutine_threadsafe(
            self._read(messages, seconds, came), running_loop()
        )
        until = time.monotonic() + seconds + _GRACE
        text = ""
        try:
            while True:
                try:
                    item = came.get(timeout=TICK)
                except queue.Empty:
                    item = "" if time.monotonic() < until else Failure.TIMEOUT
                if isinstance(item, Failure):
                    verdict = self._circuit.failed
                    raise ModelFailed(item)
                if item is None:
                    verdict = self._circuit.succeeded
                    return
                text += item
                check_going_on(text)
                yield text
        finally:
            reading.cancel()
            verdict()

    async def _read(self, messages: Messages, seconds: float, came: _Came) -> None:
        begun = False
        now = asyncio.get_running_loop().time
        end = now() + seconds
        try:
            async with asyncio.timeout_at(min(end, now() + self._silence)) as limit:
                stream: Any = self._model.astream(list(messages))
                async with aclosing(stream) as chunks:
                    async for chunk in chunks:
                        begun = True
                        limit.reschedule(min(end, now() + self._silence))
                        came.put(chunk.text)
            came.put(None)
        except Exception as error:  # each provider's client has errors of its own
            came.put(failure_of(error, begun))


@cache
def running_loop() -> asyncio.AbstractEventLoop:
    """The loop in which all answers are read: clients keep their connections in one."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop
