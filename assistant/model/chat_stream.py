"""One answer of an OpenAI-compatible service, as a stream that can be left at any moment.

The service is read in a thread of its own: whoever waits then keeps the time limits whatever
the service does, and hangs up on it even while it says nothing.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from socket import SHUT_RDWR
from typing import Any

from assistant.model.chat_client import (
    ChatService,
    Message,
    asked_to_wait,
    client_of,
    failure_of,
    load,
    passes,
    streamed,
    texts,
)
from assistant.model.model_failure import Failure, ModelFailed

TICK = 0.1  # seconds at most between two looks at the clock
MOST_CHARS = 20_000  # of one answer; whoever asks has a limit of its own, far below
FIRST_DELAY = 0.5  # seconds before the first repetition; doubled each time
Report = Callable[[Failure | None], None]
"""How the service did: None where it did well."""


@dataclass(slots=True)
class _End:
    """How the reading ended."""

    failure: Failure | None = None


class ChatStream:
    """Asks once (and again for a passing reason, until the first word has come)."""

    def __init__(self, service: ChatService, messages: Sequence[Message], seconds: float) -> None:
        """seconds is what is left for this answer, at most the service's own."""
        load()  # takes time that the service is not to be charged with
        self._service = service
        self._messages = list(messages)
        self._deadline = time.monotonic() + min(seconds, service.seconds)
        self._came: queue.SimpleQueue[str | _End] = queue.SimpleQueue()
        self._left = threading.Event()
        self._line: list[Any] = []  # the network stream in use, once there is one

    def pieces(self, report: Report) -> Iterator[str]:
        """Text as it comes, and "" while none does; raises ModelFailed.

        report is told how the service did, unless the caller leaves before that is known.
        """
        threading.Thread(target=self._read, name="chat-stream", daemon=True).start()
        alive = time.monotonic()
        try:
            while True:
                item = self._next(alive)
                if isinstance(item, _End):
                    report(item.failure)
                    if item.failure:
                        raise ModelFailed(item.failure)
                    return
                if item is not None:
                    alive = time.monotonic()
                yield item or ""
        finally:
            self._hang_up()

    def _next(self, alive: float) -> str | _End | None:
        """What came, None where nothing did; a silence beyond the limits is an end."""
        now = time.monotonic()
        silent = alive + self._service.first_token_seconds
        until = min(silent, self._deadline)
        with suppress(queue.Empty):
            return self._came.get(timeout=max(0.0, min(TICK, until - now)))
        return _End(Failure.TIMEOUT) if time.monotonic() >= until else None

    # ---- in the reading thread ---------------------------------------------------------------

    def _read(self) -> None:
        try:
            with client_of(self._service, self._note) as client:
                self._hand_on(self._opened(client))
            self._came.put(_End())
        except Exception as error:  # the client's own errors, and streams of another shape
            self._came.put(_End(failure_of(error)))

    def _hand_on(self, stream: Any) -> None:
        length = 0
        with stream:
            for text in texts(stream):
                length += len(text)
                self._came.put(text)
                if self._left.is_set() or length > MOST_CHARS:
                    return

    def _opened(self, client: Any) -> Any:
        """The stream, after repetitions where the reason may pass in the time that is left."""
        from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential

        backing_off = wait_exponential(multiplier=FIRST_DELAY, max=8)

        def wait(state: Any) -> float:
            return max(backing_off(state), asked_to_wait(state.outcome.exception()))

        def too_late(state: Any) -> bool:
            return time.monotonic() + float(state.upcoming_sleep) >= self._deadline

        repeat = Retrying(
            retry=retry_if_exception(passes),
            stop=stop_after_attempt(self._service.retries + 1) | too_late,  # type: ignore[operator]  # a plain function will do
            wait=wait,
            sleep=self._pause,
            reraise=True,
        )
        return repeat(self._open, client)

    def _pause(self, seconds: float) -> None:
        """Wait, unless nobody waits for us any more."""
        deadline = time.monotonic() + seconds
        while not self._left.is_set() and time.monotonic() < deadline:
            # a sign of life: waiting as the service asked is no silence
            self._came.put("")
            self._left.wait(min(TICK, deadline - time.monotonic()))

    def _open(self, client: Any) -> Any:
        if self._left.is_set():
            raise ModelFailed(Failure.TIMEOUT)
        self._came.put("")  # from here on the service is waited for
        return streamed(client, self._service, self._messages)

    def _note(self, event: str, info: dict[str, Any]) -> None:
        """Keep the network stream that the client opens, so that it can be shut."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._line.append(info["return_value"])
            if self._left.is_set():
                self._hang_up()

    def _hang_up(self) -> None:
        """Shutting the socket down ends a read that another thread is waiting in."""
        self._left.set()
        for line in self._line[-1:]:
            with suppress(Exception):
                line.get_extra_info("socket").shutdown(SHUT_RDWR)
