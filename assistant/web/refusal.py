"""A refusal in the shape of what is asked: a page for a browser, else as the interfaces word it."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Scope

from assistant.api.chat_completions import openai_refusal
from assistant.api.door import plain_refusal
from assistant.web.html_templates import render
from assistant.web.staff.door import page

NOT_HERE = "没有这个地址"
_UNREADABLE = "提交的内容有误，请刷新页面后重试"
_WORDS = {
    403: "不能这样操作",
    404: NOT_HERE,
    405: "这个地址不能这样打开",
    413: "提交的内容过大",
}


def refuse(scope: Scope, status: int, code: str, told: str) -> Response:
    """Scripts of the pages ask for any type, and get JSON."""
    path = scope["path"]
    if path.startswith("/v1/"):
        return openai_refusal(status, code, told)
    shown = "text/html" in Headers(scope=scope).get("accept", "")
    if not shown or path.startswith(("/api/", "/mcp")):
        return plain_refusal(status, code, told)
    if path.startswith("/staff"):
        return page("told.html", None, status, told=told)
    return HTMLResponse(render("refused.html", told=told), status_code=status)


def add_refusals(app: FastAPI) -> None:
    """What the framework itself refuses, in Chinese."""
    app.add_exception_handler(HTTPException, _not_so)
    app.add_exception_handler(RequestValidationError, _wrong)


async def _not_so(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    told = _WORDS.get(fault.status_code, _UNREADABLE)
    response = refuse(request.scope, fault.status_code, "request", told)
    response.headers.update(fault.headers or {})
    return response


async def _wrong(request: Request, _: Exception) -> Response:
    return refuse(request.scope, 422, "request", _UNREADABLE)
