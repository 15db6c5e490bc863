"""A name for every request: in its line of the log, in its reply, on the page of a fault."""

from __future__ import annotations

import logging
import re
import secrets
import time
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant import logs
from assistant.web.refusal import refuse

HEADER = "X-Request-ID"
_SAFE = re.compile(r"[A-Za-z0-9._-]{1,64}")
_ENDLESS = "/gradio_api/heartbeat/"  # held as long as a page is open
_BROKEN = "服务出了点问题，请稍后再试。如要查原因，请告知编号 {}。"
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Traffic:
    """Requests whose reply is not through; not those that wait for nothing."""

    open: int = 0


class RequestLog:
    """Plain ASGI middleware; a request is told once its reply is through."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self._app, self._traffic = app, traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The name that a proxy gave is kept, if it is one; others get one here."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        named = Headers(scope=scope).get(HEADER, "")
        name = named if _SAFE.fullmatch(named) else secrets.token_hex(8)
        others = [(key, value) for key, value in scope["headers"] if key != HEADER.lower().encode()]
        scope = {**scope, "headers": [*others, (HEADER.lower().encode(), name.encode())]}
        logs.request_id.set(name)
        status, start = 0, time.perf_counter()

        async def send_named(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = name
            await send(message)

        counts = not scope["path"].startswith(_ENDLESS)
        self._traffic.open += counts
        try:
            await self._app(scope, receive, send_named)
        except Exception:
            _log.exception("a request could not be answered")
            if not status:
                await refuse(scope, 500, "broken", _BROKEN.format(name))(scope, receive, send_named)
        finally:
            self._traffic.open -= counts
            told = {"method": scope["method"], "path": scope["path"], "status": status}
            logs.event(_log, "request", **told, ms=round((time.perf_counter() - start) * 1000))


def name_the_request(request: Any) -> None:
    """For what Gradio does in threads of its own, each step in another context."""
    logs.request_id.set(request.headers.get(HEADER, "") if request else "")
