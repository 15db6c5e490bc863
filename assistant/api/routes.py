"""The HTTP API under /api, described by /api/openapi.json."""

from __future__ import annotations

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException

from assistant.api.door import plain_refusal
from assistant.api.schema import (
    Assessed,
    Enterprise,
    Found,
    Query,
    Question,
    Refused,
    Told,
    fault_of,
)
from assistant.api.tools import ABOUT, NotHeld, PolicyTools

_REFUSED = {
    401: "没有密钥，或不对",
    404: "没有这份文件或这个项目",
    413: "请求太长",
    422: "请求有误",
    429: "太快，过 Retry-After 秒再试",
    503: "太忙，过 Retry-After 秒再试",
}


def api_of(tools: PolicyTools, version: str) -> FastAPI:
    """The application to mount at /api."""
    api = FastAPI(
        title="政策问答助手",
        version=version,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(HTTPBearer(auto_error=False, description="只在设置了密钥时需要"))],
        responses={
            status: {"model": Refused, "description": why} for status, why in _REFUSED.items()
        },
        exception_handlers={
            RequestValidationError: _wrong,
            NotHeld: _not_held,
            HTTPException: _not_so,
        },
    )

    @api.post("/ask", summary=ABOUT["ask"])
    def ask(asked: Question) -> Told:
        return tools.ask(asked.question, asked.history)

    @api.post("/search", summary=ABOUT["search"])
    def search(asked: Query) -> list[Found]:
        return tools.search(asked.query, asked.count)

    @api.post("/eligibility", summary=ABOUT["eligibility"])
    def eligibility(enterprise: Enterprise) -> Assessed:
        return tools.eligibility(enterprise.programme, enterprise.values)

    api.get("/eligibility", summary=ABOUT["programmes"])(tools.programmes)
    api.get("/documents", summary=ABOUT["documents"])(tools.documents)
    api.get("/documents/{id:path}", summary=ABOUT["document"])(tools.document)
    api.get("/targets", summary=ABOUT["targets"])(tools.targets)
    return api


async def _wrong(_: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    field, told = fault_of(fault.errors()[0])
    return plain_refusal(422, "request", told, field)


async def _not_held(_: Request, fault: Exception) -> Response:
    return plain_refusal(404, "held", str(fault))


async def _not_so(_: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    return plain_refusal(fault.status_code, "request", f"请求有误（{fault.detail}）")
