"""What the operators' programs ask: does the process live, can it answer, what has it done."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

import anyio
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from assistant import metrics
from assistant.pipeline import Assistant
from assistant.records.database import Database, RecordsUnavailable
from assistant.settings import Networks
from index.vector_server import VectorServer

_NOT_HERE = "没有这个地址"


def add_health(
    app: FastAPI,
    assistant: Assistant,
    database: Database,
    seen_by: Networks,
    vectors: VectorServer | None = None,
) -> None:
    """Routes /healthz, /readyz and /metrics, the last for clients in these networks alone.

    Without the Chroma server words answer alone: that is told, but it is ready.
    """
    one_at_a_time = anyio.CapacityLimiter(1)  # a database that hangs must not take all threads

    @app.get("/healthz")
    async def alive() -> PlainTextResponse:
        return PlainTextResponse("ok")

    @app.get("/readyz")
    async def ready() -> JSONResponse:
        kept = await anyio.to_thread.run_sync(_reached, database, limiter=one_at_a_time)
        told = {"library": bool(assistant.passages), "database": kept}
        status = 200 if all(told.values()) else 503
        if vectors:
            told["vectors"] = vectors.fault is None
        return JSONResponse(told, status_code=status)

    @app.get("/metrics")
    async def counted(request: Request) -> Response:
        if not _is_in(request.client.host if request.client else "", seen_by):
            return JSONResponse({"detail": _NOT_HERE}, status_code=404)
        return Response(metrics.exposition(), media_type=metrics.CONTENT_TYPE)


def count_library(assistant: Assistant) -> None:
    """Of each library that is shown."""
    metrics.documents.set(len(assistant.sources))
    metrics.passages.set(len(assistant.passages))
    metrics.read_at.set(assistant.library.read_at.timestamp())


def _reached(database: Database) -> bool:
    try:
        database.check()
    except RecordsUnavailable:
        return False
    return True


def _is_in(host: str, networks: Networks) -> bool:
    try:
        address = ip_address(host)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in networks)
