"""What any request must keep to before anything is done with it: its host name, its length."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.gradio_door import Replayed

MAX_BODY = 64 * 1024
LARGE = {"/staff/library": 60 * 1024 * 1024}
"""Bytes that may be sent to paths which take files; not kept here but passed on as they come."""

_TOO_LARGE = f"一次提交的文件超过 {LARGE['/staff/library'] // 2**20} MB，请分几次上传"
_TOO_LONG = f"提交的内容超过 {MAX_BODY // 1024} KB，请缩短问题，或点“新对话”后再发送"
_FOREIGN_HOST = "不接受用这个域名访问；如需放行，请把它加进 POLICY_ALLOWED_HOSTS"


class RequestLimits:
    """Plain ASGI middleware; a body is counted while it comes and never kept beyond the limit."""

    def __init__(self, app: ASGIApp, hosts: Collection[str] = ()) -> None:
        """hosts are the names that the service answers to, "*.name" for all below; none for any."""
        self._app = app
        self._hosts = tuple(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what keeps to the limits, answer the rest."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        if not self._answers_to(headers.get("host", "")):
            return await _told(400, _FOREIGN_HOST)(scope, receive, send)
        if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            if (most := LARGE.get(scope["path"])) is not None:
                told = headers.get("content-length", "")
                if not told.isdecimal() or len(told) > 9 or int(told) > most:
                    return await _told(413, _TOO_LARGE)(scope, receive, send)
                return await self._app(scope, receive, send)
            body = await _body(headers, receive)
            if body is None:
                return await _told(413, _TOO_LONG)(scope, receive, send)
            receive = Replayed(body, receive)
        return await self._app(scope, receive, send)

    def _answers_to(self, host: str) -> bool:
        name = host.lower().rpartition("]")[0].lstrip("[") or host.lower().partition(":")[0]
        return not self._hosts or any(
            name == held or (held.startswith("*.") and name.endswith(held[1:]))
            for held in self._hosts
        )


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """What is sent, or None as soon as it is too much."""
    told = headers.get("content-length", "0")
    if not told.isdecimal() or len(told) > 9 or int(told) > MAX_BODY:
        return None
    body = bytearray()
    while len(body) <= MAX_BODY:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body) if len(body) <= MAX_BODY else None
    return None


def _told(status: int, told: str) -> JSONResponse:
    return JSONResponse({"detail": told}, status_code=status)
