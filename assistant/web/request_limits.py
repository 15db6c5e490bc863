"""What any request must keep to before anything is done with it (its host name, its length, how
many come a minute), and what any reply carries."""

import json
from collections.abc import Collection, Mapping
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import metrics
from assistant.allowances import Allowances, Kind, Verdict
from assistant.api.door import adding
from assistant.client_address import client_of
from assistant.settings import is_among
from assistant.web.refusal import refuse

MAX_BODY = 64 * 1024
LARGE = {
    "/staff/library": 60 * 1024 * 1024,
    "/staff/drafts": 20 * 1024 * 1024,
    "/staff/batch": 20 * 1024 * 1024,
    "/staff/words": 20 * 1024 * 1024,
    "/conversation.docx": 1024 * 1024,
}
"""Bytes that may be sent to paths which take files; not kept here but passed on as they come."""

_COUNTED = {
    "/answer": Kind.LINK,
    "/conversation.docx": Kind.EXPORT,
    **dict.fromkeys((path for path in LARGE if path.startswith("/staff/")), Kind.UPLOAD),
}
_TOO_LARGE = "一次提交的文件超过 {} MB，请分几次上传"
_TOO_LONG = f"提交的内容超过 {MAX_BODY // 1024} KB，请缩短问题，或点“新对话”后再发送"
_FOREIGN_HOST = "不接受用这个域名访问；如需放行，请把它加进 POLICY_ALLOWED_HOSTS"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",  # Gradio: its start-up; gr.HTML
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}

STAFF_HEADERS = {**HEADERS, "Cache-Control": "no-store"}


class RequestLimits:
    """Plain ASGI middleware; a body is counted while it comes and never kept beyond the limit."""

    def __init__(
        self, app: ASGIApp, hosts: Collection[str] = (), allowed: Allowances | None = None
    ) -> None:
        """hosts are the names that the service answers to, "*.name" for all below; none for any."""
        self._app = app
        self._allowed = allowed or Allowances()
        self._hosts = tuple(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what keeps to the limits, answer the rest."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        if not self._answers_to(headers.get("host", "")):
            return await refuse(scope, 400, "host", _FOREIGN_HOST)(scope, receive, send)
        if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            if kind := _COUNTED.get(scope["path"]):
                verdict = self._allowed.take(kind, client_of(scope))
                if verdict.told:
                    return await too_fast(scope, verdict)(scope, receive, send)
            most = LARGE.get(scope["path"], MAX_BODY)
            # what is not counted here must say how long it is
            told = headers.get("content-length", "0" if most == MAX_BODY else "")
            short = told.isdecimal() and len(told) <= 9 and int(told) <= most
            if short and most > MAX_BODY:
                return await self._app(scope, receive, send)
            body = await body_of(receive) if short else None
            if body is None:
                told_why = _TOO_LARGE.format(most // 2**20) if most > MAX_BODY else _TOO_LONG
                return await refuse(scope, 413, "length", told_why)(scope, receive, send)
            receive = Replayed(body, receive)
        return await self._app(scope, receive, send)

    def _answers_to(self, host: str) -> bool:
        name = host.lower().rpartition("]")[0].lstrip("[") or host.lower().partition(":")[0]
        return not self._hosts or is_among(name, self._hosts)


class SecurityHeaders:
    """Plain ASGI middleware, so that streamed answers pass through unbuffered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to every HTTP response; one that has its own keeps it."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        staff = scope["path"].startswith("/staff")
        await self._app(scope, receive, adding(send, STAFF_HEADERS if staff else HEADERS))


class Replayed:
    """A body already read, received once more; then what the client does next."""

    def __init__(self, body: bytes, then: Receive) -> None:
        self._then = then
        self._first: Message | None = {"type": "http.request", "body": body, "more_body": False}

    async def __call__(self) -> Message:
        """The body, then what comes."""
        first, self._first = self._first, None
        return first if first is not None else await self._then()


def object_of(body: bytes) -> dict[str, Any] | None:
    """The JSON object that was sent; None for anything else."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return sent if isinstance(sent, dict) else None


async def body_of(receive: Receive) -> bytes | None:
    """All that is sent, or None as soon as it is too much."""
    body = bytearray()
    while len(body) <= MAX_BODY:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body) if len(body) <= MAX_BODY else None
    return None


def too_fast(scope: Scope, verdict: Verdict) -> Response:
    """429 with when to come again."""
    metrics.refused.labels("rate").inc()
    response = refuse(scope, 429, "rate", verdict.told)
    response.headers.update(verdict.headers)
    return response
