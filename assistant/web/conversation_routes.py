"""Routes for talks that a browser keeps: an answer opened from its link, a talk as a Word file.
Nothing that is sent here is kept."""

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from assistant.pipeline import Assistant
from assistant.web import answer_view
from assistant.web.answer_link import AnswerLinks
from assistant.web.citation_link import Kept
from assistant.web.downloads import DOCX_TYPE, attachment
from assistant.web.request_limits import object_of

_NOT_OURS = "这个链接不完整或被改动过，无法核实，请直接提问"
_UNREADABLE = "提交的内容有误，请刷新页面后重试"
_NOT_KEPT = {"Cache-Control": "no-store"}
_MOST_TURNS = 2000


def add_conversations(app: FastAPI, assistant: Assistant, links: AnswerLinks, kept: Kept) -> None:
    """Routes /answer and /conversation.docx; kept finds passages that were held once."""

    @app.post("/answer")
    async def answer(request: Request) -> JSONResponse:
        link = (await request.body()).decode("ascii", "replace")
        opened = await run_in_threadpool(links.opened, link, assistant.by_id, kept)
        if opened is None:
            return JSONResponse({"told": _NOT_OURS}, status_code=404, headers=_NOT_KEPT)
        shown = {"question": opened.question, "answer": answer_view.message(opened, link=link)}
        return JSONResponse(shown, headers=_NOT_KEPT)

    @app.post("/conversation.docx")
    async def docx(request: Request) -> Response:
        turns = _turns(await request.body())
        if not turns:
            return JSONResponse({"told": _UNREADABLE}, status_code=400, headers=_NOT_KEPT)
        from assistant.web.word_export import talk_docx  # python-docx: not at the start

        content = await run_in_threadpool(talk_docx, turns)
        return attachment(content, "conversation.docx", DOCX_TYPE, "政策问答.docx")


def _turns(body: bytes) -> list[tuple[str, str]]:
    """{"turns": [{"role": …, "text": …}]} as (role, text); [] for anything else."""
    listed = (object_of(body) or {}).get("turns")
    if not isinstance(listed, list) or len(listed) > _MOST_TURNS:
        return []
    return [
        (str(one["role"]), one["text"])
        for one in listed
        if isinstance(one, dict)
        and one.get("role") in ("user", "assistant")
        and isinstance(one.get("text"), str)
    ]
