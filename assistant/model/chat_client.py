"""The client of an OpenAI-compatible chat service, and what its errors mean."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from assistant.model.model_failure import Failure, ModelFailed

if TYPE_CHECKING:
    from openai import OpenAI

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


def streamed(client: OpenAI, service: ChatService, messages: Sequence[Message]) -> Any:
    """The chunks of one answer as they come; raises the client's own errors."""
    return client.chat.completions.create(
        model=service.model,
        messages=messages,  # type: ignore[arg-type]  # plain mappings
        max_tokens=service.max_tokens,
        temperature=0,
        stream=True,
    )


def texts(stream: Any) -> Iterator[str]:
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


def client_of(service: ChatService, note: Callable[[str, dict[str, Any]], None]) -> OpenAI:
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


def passes(error: BaseException) -> bool:
    """Whether the same call may do better in a moment; a time-out has used up its time."""
    from openai import APIConnectionError, APIStatusError, APITimeoutError

    if isinstance(error, APIStatusError):
        return error.status_code in _PASSING
    return isinstance(error, APIConnectionError) and not isinstance(error, APITimeoutError)


def asked_to_wait(error: BaseException | None) -> float:
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


def failure_of(error: Exception) -> Failure:
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
