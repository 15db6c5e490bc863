"""The calendar of deadlines as a download, narrowed as on the page."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, Response

from assistant.web.policy_list import MAX_KEYWORD_CHARS, PolicyList, WantedPolicies
from corpus.document import Status


def add_calendar(app: FastAPI, policies: PolicyList) -> None:
    """Route /deadlines.ics, with the filter as status and keyword."""

    @app.get("/deadlines.ics")
    def calendar(status: str = "", keyword: str = "") -> Response:
        if status and status not in list(Status):
            return PlainTextResponse("没有这种时效，请在页面上选择", status_code=404)
        if len(keyword) > MAX_KEYWORD_CHARS:
            return PlainTextResponse(f"关键词最多 {MAX_KEYWORD_CHARS} 字", status_code=400)
        narrowed = policies.select(WantedPolicies(status, keyword)) if status or keyword else None
        from assistant.web.calendar_export import NAME, to_ics  # icalendar: not at the start

        coming = policies.agenda(narrowed).coming
        if not coming:
            return PlainTextResponse("没有将到的期限，没有可导出的内容", status_code=404)
        name = f"attachment; filename=\"deadlines.ics\"; filename*=UTF-8''{quote(NAME)}.ics"
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        content = to_ics(coming, policies.today())
        return Response(content, media_type="text/calendar; charset=utf-8", headers=headers)
