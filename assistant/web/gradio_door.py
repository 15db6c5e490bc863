"""What of Gradio a visitor reaches: the routes the pages use, with bodies that name no file."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_USED = re.compile(
    r"/(?:config|theme\.css|favicon\.ico|(?:assets|static)/.+|"
    r"gradio_api/(?:heartbeat/\w+|queue/(?:join|data)|run/predict|cancel|reset))"
)
# What makes a file or a component of Gradio of an object; no message of the pages has any of them.
_OF_A_FILE = frozenset({"path", "file", "files", "_type", "component", "is_stream"})
_SESSIONS = 1000  # remembered at once
_NOT_HERE = "没有这个地址"
_NO_FILES = "提交的内容有误：这里不接收文件，请刷新页面后重试"


class GradioDoor:
    """ASGI middleware around Gradio's own application."""

    def __init__(self, app: ASGIApp, pages: Collection[str]) -> None:
        """pages are the paths of the pages themselves."""
        self._app = app
        self._pages = frozenset(pages)
        self.sessions: dict[str, None] = {}
        """The browser sessions that last asked something here."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what the pages need; a body goes on exactly as it was checked."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        path = scope["path"]
        if scope["type"] != "http" or not (path in self._pages or _USED.fullmatch(path)):
            return await _refuse(404, _NOT_HERE)(scope, receive, send)
        if scope["method"] == "POST":
            sent = _checked(await whole_body(receive))
            if sent is None:
                return await _refuse(400, _NO_FILES)(scope, receive, send)
            self._remember(sent)
            receive = Replayed(
                json.dumps(sent, ensure_ascii=False).encode("utf-8", "ignore"), receive
            )
        return await self._app(scope, receive, send)

    def _remember(self, sent: Any) -> None:
        session = sent.get("session_hash") if isinstance(sent, dict) else None
        if isinstance(session, str):
            self.sessions[session] = None
            while len(self.sessions) > _SESSIONS:
                del self.sessions[next(iter(self.sessions))]


class Replayed:
    """A body already read, received once more."""

    def __init__(self, body: bytes, then: Receive) -> None:
        self._then = then
        self._first: Message | None = {"type": "http.request", "body": body, "more_body": False}

    async def __call__(self) -> Message:
        """The body, then what the client does next."""
        first, self._first = self._first, None
        return first if first is not None else await self._then()


async def whole_body(receive: Receive) -> bytes:
    """All that is sent; RequestLimits sees to its length."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body)


def _checked(body: bytes) -> Any:
    """What the JSON says; None where it is none or names a file."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return None if _names_a_file(sent) else sent


def _names_a_file(sent: Any) -> bool:
    rest = [sent]
    while rest:
        item = rest.pop()
        if isinstance(item, dict):
            if not _OF_A_FILE.isdisjoint(item):
                return True
            rest.extend(item.values())
        elif isinstance(item, list):
            rest.extend(item)
    return False


def _refuse(status: int, told: str) -> JSONResponse:
    return JSONResponse({"detail": told}, status_code=status)
