"""One answer of an OpenAI-compatible service, as a stream that can be left at any moment.

The service is read in a thread of its own: whoever waits then keeps the time limits whatever
the service does, and hangs up on it even while it says nothing.
"""

from __future__ import annotations

import importlib
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from socket import SHUT_RDWR
from typing import TYPE_CHECKING, Any

from assistant.model_failure import Failure, ModelFailed

if TYPE_CHECKING:
    from openai import OpenAI

TICK = 0.1  # seconds at most between two looks at the clock
MOST_CHARS = 20_000  # of one answer; whoever asks has a limit of its own, far below
FIRST_DELAY = 0.5  # seconds before the first repetition; doubled each time
_CONNECT_SECONDS = 5.0
_STATUSES = {
    401: Failure.REFUSED,
    403: Failure.REFUSED,
    404: Failure.MISPLACED,
    408: Failure.TIMEOUT,
    429: Failure.LIMITED,
}
_PASSING = (408, 409, 429, 500, 502, 503, 504, 529)

Message = dict[str, str]
Report = Callable[[Failure | None], None]
"""How the service did: None where it did well."""


@dataclass(frozen=True, slots=True)
class ChatService:
    """Where the model is and how patient we are with it (seconds)."""

    base_url: str
    api_key: str = field(repr=False)
    model: str
    first_token_seconds: float
    seconds: float
    retries: int
    max_tokens: int


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
            with _client(self._service, self._note) as client:
                self._hand_on(self._opened(client))
            self._came.put(_End())
        except Exception as error:  # the client's own errors, and streams of another shape
            self._came.put(_End(_failure(error)))

    def _hand_on(self, stream: Any) -> None:
        length = 0
        with stream:
            for text in _texts(stream):
                length += len(text)
                self._came.put(text)
                if self._left.is_set() or length > MOST_CHARS:
                    return

    def _opened(self, client: OpenAI) -> Any:
        """The stream, after repetitions where the reason may pass in the time that is left."""
        from tenacity import Retrying, retry_if_exception, stop_after_attempt, wait_exponential

        backing_off = wait_exponential(multiplier=FIRST_DELAY, max=8)

        def wait(state: Any) -> float:
            return max(backing_off(state), _asked_to_wait(state.outcome.exception()))

        def too_late(state: Any) -> bool:
            return time.monotonic() + float(state.upcoming_sleep) >= self._deadline

        repeat = Retrying(
            retry=retry_if_exception(_passes),
            stop=stop_after_attempt(self._service.retries + 1) | too_late,  # type: ignore[operator]
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

    def _open(self, client: OpenAI) -> Any:
        if self._left.is_set():
            raise ModelFailed(Failure.TIMEOUT)
        self._came.put("")  # from here on the service is waited for
        return client.chat.completions.create(
            model=self._service.model,
            messages=self._messages,  # type: ignore[arg-type]  # plain mappings
            max_tokens=self._service.max_tokens,
            temperature=0,
            stream=True,
        )

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


def _texts(stream: Any) -> Iterator[str]:
    """The text of each chunk; "" is a sign of life, such as reasoning_content."""
    from openai import APIConnectionError, APITimeoutError

    try:
        for chunk in stream:
            for choice in (chunk.choices or ())[:1]:
                yield (choice.delta.content if choice.delta else None) or ""
    except APITimeoutError:
        raise
    except APIConnectionError as error:  # it was there: the connection broke
        raise ModelFailed(Failure.BROKEN) from error


def load() -> None:
    """Import the client now; it takes longer than a local service needs to answer."""
    for name in ("tenacity", "openai.resources.chat", "openai.types.chat"):
        importlib.import_module(name)
    _certificates()


def _client(service: ChatService, note: Callable[[str, dict[str, Any]], None]) -> OpenAI:
    """A client for one answer; note is told what happens on the network."""
    from openai import DefaultHttpxClient, OpenAI

    def trace(request: Any) -> None:
        request.extensions["trace"] = note

    return OpenAI(
        base_url=service.base_url,
        api_key=service.api_key or "none",  # local services want no key, the client insists
        timeout=_timeout(service),
        max_retries=0,
        http_client=DefaultHttpxClient(
            event_hooks={"request": [trace]},
            timeout=_timeout(service),
            verify=_certificates(),
            follow_redirects=False,  # what was asked goes to the address that was set, or nowhere
        ),
    )


def _timeout(service: ChatService) -> Any:
    from openai import Timeout

    return Timeout(
        service.first_token_seconds, connect=min(_CONNECT_SECONDS, service.first_token_seconds)
    )


@cache
def _certificates() -> Any:
    """Loaded once for all clients."""
    import ssl

    import certifi

    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()  # those of the machine, or of SSL_CERT_FILE
    return context


def _passes(error: BaseException) -> bool:
    """Whether the same call may do better in a moment; a time-out has used up its time."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    if isinstance(error, APIStatusError):
        return error.status_code in _PASSING
    return isinstance(error, APIConnectionError) and not isinstance(error, APITimeoutError)


def _asked_to_wait(error: BaseException | None) -> float:
    """Seconds of a Retry-After, whether told as seconds, milliseconds or a date."""
    from email.utils import parsedate_to_datetime

    headers = getattr(getattr(error, "response", None), "headers", {})
    told = headers.get("retry-after-ms", "")
    with suppress(TypeError, ValueError):
        return float(told) / 1000
    told = headers.get("retry-after", "")
    with suppress(TypeError, ValueError):
        return float(told)
    with suppress(TypeError, ValueError):
        return parsedate_to_datetime(told).timestamp() - time.time()
    return 0.0


def _failure(error: Exception) -> Failure:
    """The cause; the error's own words may hold the key or the prompt and go no further."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    if isinstance(error, ModelFailed):
        return error.failure
    if isinstance(error, APIStatusError):
        known = _STATUSES.get(error.status_code)
        if 300 <= error.status_code < 400:
            known = Failure.MISPLACED
        return known or (Failure.BROKEN if error.status_code >= 500 else Failure.REJECTED)
    if isinstance(error, APITimeoutError):
        return Failure.TIMEOUT
    return Failure.UNREACHABLE if isinstance(error, APIConnectionError) else Failure.BROKEN
