"""Who may come in to the API, and how many at once."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant import metrics

_AT_ONCE, _WAITING = 16, 64  # as on the page
_AFTER = "5"  # seconds, after which one of the waiting has had its turn
_FULL = "现在提问的太多，请稍后再试"
_NO_KEY = "需要密钥：Authorization: Bearer 密钥"

Refusal = Callable[[int, str, str], Response]
"""A response of a status, with a code and the words for people."""


class Full(Exception):
    """Too many wait already."""


class Places:
    """Requests that are worked on, and those that wait for their turn."""

    def __init__(self, at_once: int = _AT_ONCE, waiting: int = _WAITING) -> None:
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


class Door:
    """ASGI middleware; what a client is slow to take is cut off in the end."""

    def __init__(
        self,
        app: ASGIApp,
        places: Places,
        keys: Sequence[str],
        seconds: float,
        refusal: Refusal,
    ) -> None:
        """Without keys anyone may come in."""
        self._app = app
        self._places = places
        self._keys = tuple(key.encode() for key in keys)
        self._seconds = seconds
        self._refusal = refusal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or answer 401 or 503."""
        if not self._knows(Headers(scope=scope).get("authorization", "")):
            return await self._refuse(401, "key", _NO_KEY)(scope, receive, send)
        try:
            async with self._places.one(), asyncio.timeout(self._seconds):
                await self._app(scope, receive, send)
        except Full:
            await self._refuse(503, "full", _FULL)(scope, receive, send)

    def _knows(self, told: str) -> bool:
        scheme, _, key = told.partition(" ")
        sent = key.strip().encode("latin-1", "replace")
        fits = [hmac.compare_digest(sent, held) for held in self._keys]  # each, always
        return not self._keys or (scheme.casefold() == "bearer" and any(fits))

    def _refuse(self, status: int, code: str, told: str) -> Response:
        metrics.refused.labels(code).inc()
        response = self._refusal(status, code, told)
        about = {401: ("WWW-Authenticate", "Bearer"), 503: ("Retry-After", _AFTER)}
        name, value = about[status]
        response.headers[name] = value
        return response


def plain_refusal(status: int, code: str, told: str) -> Response:
    """As the HTTP API words it."""
    return JSONResponse({"detail": told, "field": ""}, status_code=status)
