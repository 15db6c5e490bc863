"""The table of targets as a download, narrowed as on the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, Response

from assistant.csv_file import CSV_TYPE
from assistant.web.target_export import to_csv, to_xlsx
from assistant.web.target_list import MAX_KEYWORD_CHARS, TargetList, Wanted
from assistant.web.targets_page import NAME

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add_downloads(app: FastAPI, targets: TargetList, today: Callable[[], date]) -> None:
    """Routes /targets.xlsx and /targets.csv, with the filter as part and keyword."""

    @app.get("/targets.xlsx")
    def xlsx(part: str = "", keyword: str = "") -> Response:
        if fault := _fault(targets, part, keyword):
            return fault
        rows = targets.select(Wanted(part, keyword))
        return _download(to_xlsx(rows, len(targets.rows), today()), "xlsx", _XLSX)

    @app.get("/targets.csv")
    def csv(part: str = "", keyword: str = "") -> Response:
        if fault := _fault(targets, part, keyword):
            return fault
        return _download(to_csv(targets.select(Wanted(part, keyword))), "csv", CSV_TYPE)


def _fault(targets: TargetList, part: str, keyword: str) -> Response | None:
    """What is wrong with a request, in one line."""
    if not targets.rows:
        return PlainTextResponse("收录的文件中没有年度目标，没有可导出的内容", status_code=404)
    if part and part not in targets.parts:
        return PlainTextResponse("计划中没有这个部分，请在页面上选择", status_code=404)
    if len(keyword) > MAX_KEYWORD_CHARS:
        return PlainTextResponse(f"关键词最多 {MAX_KEYWORD_CHARS} 字", status_code=400)
    return None


def _download(content: bytes, kind: str, media_type: str) -> Response:
    name = f"attachment; filename=\"targets.{kind}\"; filename*=UTF-8''{quote(NAME)}.{kind}"
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)
