"""OpenAI's chat interface under /v1, for front ends and bots that speak it.

An answer is sent once it is whole and checked: what was streamed could not be taken back. Until
then a stream holds comments, which clients pass over.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import AsyncIterator, Generator
from typing import Annotated, Any, Literal

import anyio
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, Field, StrictBool
from starlette.exceptions import HTTPException

from assistant.answer import Answer, Turn, turns_from_messages
from assistant.api.asking import Ask
from assistant.api.schema import Text, fault_of
from assistant.writing.failure import stands_above

MODEL = "policy-assistant"
_THROUGH = "OpenAI 接口"
_SOURCES = "\n\n依据：\n"
_ALIVE = 2.0  # seconds between two comments
_TYPES = {
    401: "authentication_error",
    404: "not_found_error",
    429: "rate_limit_error",
    503: "server_error",
}


class Part(BaseModel):
    """A part of a message; pictures and sounds are refused."""

    type: Literal["text"]
    text: Text


class Message(BaseModel):
    """Those of the roles not named in _turns are left out: nobody gives orders here."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Text | list[Part] | None = None

    @property
    def text(self) -> str:
        """What it says, of our own answers without the sources under them."""
        parts = self.content if isinstance(self.content, list) else ()
        said = self.content if isinstance(self.content, str) else "".join(p.text for p in parts)
        return said.partition(_SOURCES)[0] if self.role == "assistant" else said


class Completion(BaseModel):
    """What is not named here has no effect and is passed over."""

    model: Literal["policy-assistant"]
    messages: Annotated[list[Message], Field(min_length=1)]
    stream: StrictBool | None = False
    n: Literal[1] | None = 1


class Unasked(Exception):
    """The last message is no question."""


def openai_of(ask: Ask) -> FastAPI:
    """The application to mount at /v1."""
    api = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        exception_handlers={
            RequestValidationError: _wrong,
            Unasked: _unasked,
            HTTPException: _not_so,
        },
    )
    model = {"id": MODEL, "object": "model", "created": int(time.time()), "owned_by": MODEL}

    @api.get("/models")
    def models() -> dict[str, Any]:
        return {"object": "list", "data": [model]}

    @api.get("/models/{name}")
    def one_model(name: str) -> dict[str, Any]:
        if name != MODEL:
            raise HTTPException(404, f"没有这个模型，只有 {MODEL}")
        return model

    @api.post("/chat/completions")
    async def completions(asked: Completion) -> Response:
        question, turns = _turns(asked.messages)
        answers = ask(question, turns, _THROUGH)
        if asked.stream:
            return StreamingResponse(_events(answers), media_type="text/event-stream")
        answer = await anyio.to_thread.run_sync(_last, answers)
        message = {"role": "assistant", "content": content_of(answer), "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        return JSONResponse(
            _envelope("chat.completion") | {"choices": [choice], "policy": answer.to_json()}
        )

    return api


def openai_refusal(status: int, code: str, told: str) -> Response:
    """As OpenAI words it."""
    kind = _TYPES.get(status, "invalid_request_error")
    error = {"message": told, "type": kind, "param": None, "code": code}
    return JSONResponse({"error": error}, status_code=status)


def content_of(answer: Answer) -> str:
    """The answer as text, its sources and notes with it: many front ends show nothing else."""
    above = [note for note in answer.notes if stands_above(note)]
    below = [f"注：{note}" for note in answer.notes if not stands_above(note)]
    cited = []
    for citation in answer.citations:
        source = citation.passage.source
        place = " › ".join(citation.passage.heading_path)
        named = f"[{citation.number}] 《{source.title}》{source.document_number} {place}"
        cited.append(named.rstrip())
    text = "\n".join((*above, answer.text))
    return "".join((text, *([_SOURCES] if cited or below else []), "\n".join((*cited, *below))))


def _turns(messages: list[Message]) -> tuple[str, tuple[Turn, ...]]:
    talk = [m for m in messages if m.role in ("user", "assistant")]
    if not talk or talk[-1].role != "user":
        raise Unasked
    told = [{"role": message.role, "content": message.text} for message in talk[:-1]]
    return talk[-1].text, turns_from_messages(told)


def _last(answers: Generator[Answer, None, None]) -> Answer:
    *_, answer = answers
    return answer


async def _events(answers: Generator[Answer, None, None]) -> AsyncIterator[str]:
    """Closing the answers, when the client leaves, hangs up on the model."""
    about = _envelope("chat.completion.chunk")

    def event(delta: dict[str, str], ended: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": ended, "logprobs": None}
        chunk = about | {"choices": [choice]} | more
        return f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n"

    last: Answer | None = None
    told = time.monotonic()
    try:
        yield event({"role": "assistant", "content": ""})
        while (answer := await anyio.to_thread.run_sync(next, answers, None)) is not None:
            last = answer
            if time.monotonic() - told > _ALIVE:
                told = time.monotonic()
                yield ": \n\n"
    finally:
        with anyio.CancelScope(shield=True):
            await anyio.to_thread.run_sync(answers.close)
    assert last is not None
    for line in content_of(last).splitlines(keepends=True):
        yield event({"content": line})
    yield event({}, "stop", policy=last.to_json())
    yield "data: [DONE]\n\n"


def _envelope(kind: str) -> dict[str, Any]:
    id = f"chatcmpl-{secrets.token_urlsafe(12)}"
    return {"id": id, "object": kind, "created": int(time.time()), "model": MODEL}


async def _wrong(_: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    field, told = fault_of(fault.errors()[0])
    if field == "model":
        return openai_refusal(404, "model_not_found", f"没有这个模型，只有 {MODEL}")
    return openai_refusal(400, "invalid_request", told)


async def _unasked(_: Request, __: Exception) -> Response:
    return openai_refusal(400, "invalid_request", "最后一条消息应是 user 的问题")


async def _not_so(_: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    return openai_refusal(fault.status_code, "invalid_request", str(fault.detail))
