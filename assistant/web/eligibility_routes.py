"""Routes behind the page 资格自测: the form, the result, the exports. Nothing is kept."""

from collections.abc import Callable
from urllib.parse import parse_qs

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse, Response

from assistant.web.downloads import DOCX_TYPE, attachment
from assistant.web.eligibility_page import MAX_VALUE_CHARS, EligibilityPage, Filled, Report
from assistant.web.eligibility_result import DISCLAIMER, score_lines
from assistant.web.html_templates import render
from assistant.web.request_limits import object_of

_MAX_FIELDS = 300
_UNKNOWN = "没有这个项目，请在页面上选择"
_UNREADABLE = "提交的内容有误，请刷新页面后重试"
_NOT_KEPT = {"Cache-Control": "no-store"}


def add_eligibility(app: FastAPI, page: EligibilityPage) -> None:
    """Routes under /eligibility/; the page itself is Gradio's."""

    @app.get("/eligibility/form/{chosen}")
    def form(chosen: str) -> HTMLResponse:
        return _fragment(page.form(chosen), _UNKNOWN)

    @app.post("/eligibility/result")
    async def result(request: Request) -> HTMLResponse:
        filled = _read(await request.body())
        if filled is None:
            return _fragment(None, _UNREADABLE, 400)
        return _fragment(page.result(filled), _UNKNOWN)

    @app.post("/eligibility/report.docx")
    async def docx(request: Request) -> Response:
        return await _export(request, page, _as_docx)

    @app.post("/eligibility/report.html")
    async def printable(request: Request) -> Response:
        return await _export(request, page, _as_html)


def _as_docx(report: Report) -> Response:
    from assistant.web.word_export import result_docx  # python-docx: not at the start

    name = f"{EligibilityPage.name}结果_{report.day.isoformat()}.docx"
    return attachment(result_docx(report), "report.docx", DOCX_TYPE, name)


def _as_html(report: Report) -> Response:
    shown = render(
        "eligibility_report.html", report=report, score_lines=score_lines, disclaimer=DISCLAIMER
    )
    return HTMLResponse(shown, headers=_NOT_KEPT)


async def _export(
    request: Request, page: EligibilityPage, shape: Callable[[Report], Response]
) -> Response:
    """A plain form posts one field, so that the browser itself downloads or opens the file."""
    body = await request.body()
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=4)
    except ValueError:  # more fields
        fields = {}
    filled = _read(fields.get("filled", [""])[0].encode("utf-8", "replace"))
    if filled is None:
        return PlainTextResponse(_UNREADABLE, status_code=400)
    report = page.report(filled)
    return shape(report) if report else PlainTextResponse(_UNKNOWN, status_code=404)


def _read(body: bytes) -> Filled | None:
    """{"programme": …, "values": {name: text}}; None for anything else."""
    sent = object_of(body) or {}
    programme, values = sent.get("programme"), sent.get("values")
    if not isinstance(programme, str) or not isinstance(values, dict) or len(values) > _MAX_FIELDS:
        return None
    texts = {str(name): v.strip() for name, v in values.items() if isinstance(v, str)}
    if len(texts) < len(values) or any(len(v) > MAX_VALUE_CHARS for v in texts.values()):
        return None
    return Filled(programme, {name: text for name, text in texts.items() if text})


def _fragment(html: str | None, fault: str, status: int = 404) -> HTMLResponse:
    if html is None:
        told = f'<p class="warning" role="alert">{fault}</p>'
        return HTMLResponse(told, status_code=status, headers=_NOT_KEPT)
    return HTMLResponse(html, headers=_NOT_KEPT)
