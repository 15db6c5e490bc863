"""Who may come in to the API, how often, and how many at once."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import metrics
from assistant.allowances import TOO_MANY, Allowances, Crowded, Kind
from assistant.client_address import client_of

WAITING = 64
AFTER = "5"  # seconds, after which one of the waiting has had its turn
_NO_KEY = "需要密钥：Authorization: Bearer 密钥"

Refusal = Callable[[int, str, str], Response]
"""A response of a status, with a code and the words for people."""


class Full(Exception):
    """Too many wait already."""


class Places:
    """Requests that are worked on, and those that wait for their turn."""

    def __init__(self, at_once: int, waiting: int = WAITING) -> None:
        self.waiting = 0
        self._most = waiting
        self._turn = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """A place, once there is one. Raises Full."""
        if self._turn.locked() and self.waiting >= self._most:
            raise Full
        self.waiting += 1
        try:
            await self._turn.acquire()
        finally:
            self.waiting -= 1
        try:
            yield
        finally:
            self._turn.release()


@dataclass(frozen=True)
class Door:
    """ASGI middleware; what a client is slow to take is cut off in the end. Without keys anyone
    may come in, and is counted by address."""

    app: ASGIApp
    places: Places
    keys: Sequence[str]
    seconds: float
    allowed: Allowances
    refusal: Refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 401, 429 or 503."""
        refuse = partial(self._refuse, scope, receive, send)
        client = self._client(scope)
        if client is None:
            if "authorization" in Headers(scope=scope):  # a right one is let in all the same
                verdict = self.allowed.take(Kind.WRONG_KEY, client_of(scope))
                if verdict.told:
                    return await refuse(429, "rate", verdict.told, verdict.headers)
            return await refuse(401, "key", _NO_KEY, {"WWW-Authenticate": "Bearer"})
        try:
            with self.allowed.one(client):
                if scope["method"] == "POST":
                    verdict = self.allowed.take(Kind.QUESTION, client)
                    if verdict.told:
                        return await refuse(429, "rate", verdict.told, verdict.headers)
                    send = adding(send, verdict.headers)
                async with self.places.one(), asyncio.timeout(self.seconds):
                    await self.app(scope, receive, send)
        except Crowded as fault:
            await refuse(429, "crowded", str(fault), {"Retry-After": AFTER})
        except Full:
            await refuse(503, "full", TOO_MANY, {"Retry-After": AFTER})

    def _client(self, scope: Scope) -> str | None:
        """The key that it has, or the address where none is needed; None for one without."""
        scheme, _, key = Headers(scope=scope).get("authorization", "").partition(" ")
        sent = key.strip().encode("latin-1", "replace")
        fits = [hmac.compare_digest(sent, key.encode()) for key in self.keys]  # each, always
        if not self.keys:
            return client_of(scope)
        known = scheme.casefold() == "bearer" and any(fits)
        return f"key {fits.index(True)}" if known else None

    async def _refuse(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        status: int,
        code: str,
        told: str,
        headers: Mapping[str, str],
    ) -> None:
        metrics.refused.labels(code).inc()
        response = self.refusal(status, code, told)
        response.headers.update(headers)
        await response(scope, receive, send)


def adding(send: Send, headers: Mapping[str, str]) -> Send:
    """Sends every response with these headers, where it has none of its own."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            held = MutableHeaders(scope=message)
            for name, value in headers.items():
                held.setdefault(name, value)
        await send(message)

    return sent


def plain_refusal(status: int, code: str, told: str, field: str = "") -> Response:
    """As the HTTP API words it; see schema.Refused."""
    return JSONResponse({"detail": told, "field": field}, status_code=status)
