"""What any request must keep to before anything is done with it (its host name, its length; of
Gradio the routes that the pages use, with bodies that name no file), and what any reply carries."""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import metrics
from assistant.allowances import TOO_MANY, Allowances, Kind, Verdict
from assistant.api.chat_completions import openai_refusal
from assistant.api.door import AFTER, adding, plain_refusal
from assistant.client_address import client_of

MAX_BODY = 64 * 1024
LARGE = {
    "/staff/library": 60 * 1024 * 1024,
    "/staff/drafts": 20 * 1024 * 1024,
    "/staff/batch": 20 * 1024 * 1024,
    "/conversation.docx": 1024 * 1024,
}
"""Bytes that may be sent to paths which take files; not kept here but passed on as they come."""

_COUNTED = {
    "/answer": Kind.LINK,
    "/conversation.docx": Kind.EXPORT,
    **dict.fromkeys((path for path in LARGE if path.startswith("/staff/")), Kind.UPLOAD),
}
_TOO_LARGE = "一次提交的文件超过 {} MB，请分几次上传"
_EVENTS = ("/queue/join", "/run/predict")
_USED = re.compile(
    r"/(?:config|theme\.css|favicon\.ico|(?:assets|static)/.+|"
    r"gradio_api/(?:heartbeat/\w+|queue/(?:join|data)|run/predict|cancel|reset))"
)
# What makes a file or a component of Gradio of an object; no message of the pages has any of them.
_OF_A_FILE = frozenset({"path", "file", "files", "_type", "component", "is_stream"})
_TOO_LONG = f"提交的内容超过 {MAX_BODY // 1024} KB，请缩短问题，或点“新对话”后再发送"
_FOREIGN_HOST = "不接受用这个域名访问；如需放行，请把它加进 POLICY_ALLOWED_HOSTS"
_NOT_HERE = "没有这个地址"
_NO_FILES = "提交的内容有误：这里不接收文件，请刷新页面后重试"
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
            return await _refuse(scope, 400, "host", _FOREIGN_HOST)(scope, receive, send)
        if scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            if kind := _COUNTED.get(scope["path"]):
                verdict = self._allowed.take(kind, client_of(scope))
                if verdict.told:
                    return await _too_fast(scope, verdict)(scope, receive, send)
            most = LARGE.get(scope["path"], MAX_BODY)
            # what is not counted here must say how long it is
            told = headers.get("content-length", "0" if most == MAX_BODY else "")
            short = told.isdecimal() and len(told) <= 9 and int(told) <= most
            if short and most > MAX_BODY:
                return await self._app(scope, receive, send)
            body = await _body(receive) if short else None
            if body is None:
                told_why = _TOO_LARGE.format(most // 2**20) if most > MAX_BODY else _TOO_LONG
                return await _refuse(scope, 413, "length", told_why)(scope, receive, send)
            receive = _Replayed(body, receive)
        return await self._app(scope, receive, send)

    def _answers_to(self, host: str) -> bool:
        name = host.lower().rpartition("]")[0].lstrip("[") or host.lower().partition(":")[0]
        return not self._hosts or any(
            name == held or (held.startswith("*.") and name.endswith(held[1:]))
            for held in self._hosts
        )


class GradioDoor:
    """ASGI middleware around Gradio's own application, inside RequestLimits."""

    def __init__(
        self,
        app: ASGIApp,
        pages: Collection[str],
        kinds: Mapping[int, Kind],
        allowed: Allowances,
    ) -> None:
        """pages are the paths of the pages themselves; kinds tells which events are counted as
        what."""
        self._app = app
        self._pages = frozenset(pages)
        self._kinds, self._allowed = kinds, allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what the pages need; a body goes on exactly as it was checked."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        path = scope["path"]
        if scope["type"] != "http" or not (path in self._pages or _USED.fullmatch(path)):
            return await _refuse(scope, 404, "path", _NOT_HERE)(scope, receive, send)
        if scope["method"] == "POST":
            sent = _checked(await _body(receive) or b"")
            if sent is None:
                return await _refuse(scope, 400, "body", _NO_FILES)(scope, receive, send)
            if path.endswith(_EVENTS):
                event = json.loads(sent).get("fn_index")
                verdict = self._allowed.take(self._kinds.get(event, Kind.EVENT), client_of(scope))
                if verdict.told:
                    return await _too_fast(scope, verdict)(scope, receive, send)
                send = _Told(send)
            receive = _Replayed(sent, receive)
        return await self._app(scope, receive, send)


class _Told:
    """Gradio's own refusal when its queue is full, in words and with a time to come back."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._full = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._full = message["status"] == 503
        if not self._full:
            return await self._send(message)
        if not message.get("more_body") and message["type"] == "http.response.body":
            metrics.refused.labels("full").inc()
            response = plain_refusal(429, "full", TOO_MANY)
            response.headers["Retry-After"] = AFTER
            sent = {"status": 429, "headers": response.raw_headers}
            await self._send({"type": "http.response.start"} | sent)
            await self._send({"type": "http.response.body", "body": bytes(response.body)})


class SecurityHeaders:
    """Plain ASGI middleware, so that streamed answers pass through unbuffered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to every HTTP response; one that has its own keeps it."""
        await self._app(scope, receive, adding(send, HEADERS) if scope["type"] == "http" else send)


class _Replayed:
    """A body already read, received once more; then what the client does next."""

    def __init__(self, body: bytes, then: Receive) -> None:
        self._then = then
        self._first: Message | None = {"type": "http.request", "body": body, "more_body": False}

    async def __call__(self) -> Message:
        first, self._first = self._first, None
        return first if first is not None else await self._then()


async def _body(receive: Receive) -> bytes | None:
    """All that is sent, or None as soon as it is too much."""
    body = bytearray()
    while len(body) <= MAX_BODY:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return bytes(body) if len(body) <= MAX_BODY else None
    return None


def _checked(body: bytes) -> bytes | None:
    """The JSON anew, without lone surrogates; None where it is none or names a file."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(sent, dict) or type(sent.get("fn_index", 0)) is not int:
        return None  # what an event is counted as is told by its number
    if _names_a_file(sent):
        return None
    return json.dumps(sent, ensure_ascii=False).encode("utf-8", "ignore")


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


def _refuse(scope: Scope, status: int, code: str, told: str) -> Response:
    """In the shape of the interface that is asked."""
    refusal = openai_refusal if scope["path"].startswith("/v1/") else plain_refusal
    return refusal(status, code, told)


def _too_fast(scope: Scope, verdict: Verdict) -> Response:
    metrics.refused.labels("rate").inc()
    response = _refuse(scope, 429, "rate", verdict.told)
    response.headers.update(verdict.headers)
    return response
