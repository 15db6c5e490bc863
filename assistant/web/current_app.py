"""The application that serves now: replaced as a whole when the library changes.

Everything a page shows is made from one library that never changes; a new library makes a new
application beside the old one, and requests go to it from one moment on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

_ANSWERS = "/gradio_api/queue/data"
_IDLE = "/gradio_api/heartbeat/"  # held open by every page, answers nothing
_LOOKED_AFTER = 1.0  # seconds between looks whether an old application is still answering
_KEPT = 600.0  # seconds that an old application may go on answering


@dataclass
class _Serving:
    """An application, what closes it, and how many requests it is answering."""

    app: FastAPI
    closing: AsyncExitStack = field(default_factory=AsyncExitStack)
    answering: int = 0


class CurrentApp:
    """ASGI: passes each request to the newest application.

    An answer that is being written goes on in the application that it was asked of.
    """

    def __init__(self, app: FastAPI) -> None:
        self._serving = [_Serving(app)]  # the newest first
        self._loop: asyncio.AbstractEventLoop | None = None
        self._retiring: set[asyncio.Task[None]] = set()

    @property
    def newest(self) -> FastAPI:
        """The application that new requests go to."""
        return self._serving[0].app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, or the start and stop of the server."""
        if scope["type"] == "lifespan":
            return await self._lifespan(receive, send)
        serving = self._asked_of(scope)
        counted = not scope["path"].startswith(_IDLE)
        serving.answering += counted
        try:
            await serving.app(scope, receive, send)
        finally:
            serving.answering -= counted

    def replace(self, app: FastAPI) -> None:
        """From now on this application serves; called from any thread but the server's own."""
        if self._loop is None:  # not started yet: nothing to close
            self._serving = [_Serving(app)]
            return
        asyncio.run_coroutine_threadsafe(self._replace(app), self._loop).result()

    async def _replace(self, app: FastAPI) -> None:
        new = _Serving(app)
        await _open(new)
        old, self._serving = self._serving[0], [new, *self._serving]
        task = asyncio.create_task(self._retire(old))
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    async def _retire(self, old: _Serving) -> None:
        """Close an application once it has answered."""
        waited = 0.0
        while waited < _KEPT:
            await asyncio.sleep(_LOOKED_AFTER)
            waited += _LOOKED_AFTER
            if not old.answering:
                break
        self._serving.remove(old)
        await old.closing.aclose()

    def _asked_of(self, scope: Scope) -> _Serving:
        """The application in which a session's question is being answered, else the newest."""
        if len(self._serving) > 1 and scope["path"] == _ANSWERS:
            query = parse_qs(scope.get("query_string", b"").decode("ascii", "replace"))
            session = query.get("session_hash", [""])[0]
            for serving in self._serving:
                if session in serving.app.state.sessions:
                    return serving
        return self._serving[0]

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        self._loop = asyncio.get_running_loop()
        await _lifespan(receive, send, self._start, self._stop)

    async def _start(self) -> None:
        await _open(self._serving[0])

    async def _stop(self) -> None:
        for task in self._retiring:
            task.cancel()
        for serving in self._serving:
            await serving.closing.aclose()


async def _open(serving: _Serving) -> None:
    app = serving.app
    await serving.closing.enter_async_context(app.router.lifespan_context(app))


async def _lifespan(
    receive: Receive,
    send: Send,
    start: Callable[[], Awaitable[None]],
    stop: Callable[[], Awaitable[None]],
) -> None:
    """The server's two messages, answered (ASGI lifespan protocol)."""
    while True:
        message: Message = await receive()
        if message["type"] == "lifespan.startup":
            await start()
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await stop()
            return await send({"type": "lifespan.shutdown.complete"})
