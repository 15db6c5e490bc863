"""Of Gradio's own application the routes that the pages use, with bodies that name no file."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import metrics
from assistant.allowances import TOO_MANY, Allowances, Kind
from assistant.api.door import AFTER, plain_refusal
from assistant.client_address import client_of
from assistant.web.refusal import NOT_HERE, refuse
from assistant.web.request_limits import Replayed, body_of, object_of, too_fast

_EVENTS = ("/queue/join", "/run/predict")
_USED = re.compile(
    r"/(?:config|theme\.css|favicon\.ico|(?:assets|static)/[!-~]{1,200}|"
    r"gradio_api/(?:heartbeat/\w+|queue/(?:join|data)|run/predict|cancel|reset))"
)
# What makes a file or a component of Gradio of an object; no message of the pages has any of them.
_OF_A_FILE = frozenset({"path", "file", "files", "_type", "component", "is_stream"})
_NO_FILES = "提交的内容有误：这里不接收文件，请刷新页面后重试"


@dataclass(frozen=True)
class GradioDoor:
    """ASGI middleware around Gradio's own application, inside RequestLimits; pages are the paths
    of the pages themselves, kinds tells which events are counted as what."""

    app: ASGIApp
    pages: Collection[str]
    kinds: Mapping[int, Kind]
    allowed: Allowances

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through what the pages need; a body goes on as it was checked,
        without lone surrogates."""
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        path = scope["path"]
        if path in self.pages:
            scope = {**scope, "query_string": b""}  # the pages' scripts read it; Gradio fails of it
        if scope["type"] != "http" or not (path in self.pages or _USED.fullmatch(path)):
            return await refuse(scope, 404, "path", NOT_HERE)(scope, receive, send)
        if scope["method"] == "POST":
            sent = _checked(await body_of(receive) or b"")
            if sent is None:
                return await refuse(scope, 400, "body", _NO_FILES)(scope, receive, send)
            if path.endswith(_EVENTS):
                event = sent.get("fn_index", -1)
                verdict = self.allowed.take(self.kinds.get(event, Kind.EVENT), client_of(scope))
                if verdict.told:
                    return await too_fast(scope, verdict)(scope, receive, send)
                send = _Told(send)
            told = json.dumps(sent, ensure_ascii=False).encode("utf-8", "ignore")
            receive = Replayed(told, receive)
        return await self.app(scope, receive, send)


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


def _checked(body: bytes) -> dict[str, Any] | None:
    """The object that was sent; None where it is none or names a file."""
    sent = object_of(body)
    if sent is None or type(sent.get("fn_index", 0)) is not int:
        return None  # what an event is counted as is told by its number
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
