"""The interfaces for other programs, joined for the server."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version

from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route

from assistant import metrics
from assistant.allowances import Allowances
from assistant.api.asking import asking
from assistant.api.chat_completions import openai_of, openai_refusal
from assistant.api.door import Door, Places, plain_refusal
from assistant.api.mcp_server import mcp_server
from assistant.api.routes import api_of
from assistant.api.tools import PolicyTools
from assistant.pipeline import Assistant
from assistant.records.question_log import QuestionLog
from assistant.settings import Settings

VERSION = version("policy-assistant")
_SLACK = 30.0  # seconds, for waiting and sending


@dataclass(frozen=True, slots=True)
class Interfaces:
    """Routes for the application, and what must run while it serves."""

    routes: Sequence[BaseRoute]
    running: Callable[[], AbstractAsyncContextManager[None]]


def interfaces(
    assistant: Assistant, log: QuestionLog, settings: Settings, allowed: Allowances
) -> Interfaces:
    """/api, /v1 and /mcp: all of them through one door, so that they share its places."""
    ask, places = asking(assistant, log), Places(settings.questions_at_once)
    metrics.waiting.labels("接口").set_function(lambda: places.waiting)
    seconds = settings.answer_seconds + settings.chat_seconds + _SLACK
    door = partial(Door, places=places, keys=settings.keys, seconds=seconds, allowed=allowed)
    server = mcp_server(PolicyTools(assistant, settings.day, ask, "MCP"), VERSION)
    streamable = server.streamable_http_app(
        json_response=True,
        stateless_http=True,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    api = api_of(PolicyTools(assistant, settings.day, ask, "接口"), VERSION)
    return Interfaces(
        (
            Mount("/api", door(api, refusal=plain_refusal)),
            Mount("/v1", door(openai_of(ask), refusal=openai_refusal)),
            Route("/mcp", door(streamable, refusal=plain_refusal), methods=["POST"]),
            Route("/mcp", _not_by, methods=["GET", "DELETE"]),
        ),
        server.session_manager.run,
    )


def _not_by(_: Request) -> Response:
    """No stream is kept open for what a server may have to say, and no session to be ended."""
    return plain_refusal(405, "method", "只接受 POST")
