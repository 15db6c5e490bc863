"""Files to keep: the table of targets and the calendar of deadlines, narrowed as on their pages."""

from collections.abc import Callable
from datetime import date
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.responses import PlainTextResponse, Response

from assistant.csv_file import CSV_TYPE
from assistant.web.page_filter import MAX_KEYWORD_CHARS
from assistant.web.policy_list import PolicyList
from assistant.web.target_export import to_csv, to_xlsx
from assistant.web.target_list import TargetList
from assistant.web.targets_page import TargetsPage
from assistant.web.xlsx_file import XLSX_TYPE
from corpus.document import Status

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ICS_TYPE = "text/calendar; charset=utf-8"


def attachment(content: bytes, plain: str, media_type: str, name: str = "") -> Response:
    """A file to save under its name, or the plain one where that cannot be written."""
    named = f"; filename*=UTF-8''{quote(name)}" if name else ""
    disposition = f'attachment; filename="{plain}"{named}'
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def add_downloads(app: FastAPI, targets: TargetList, today: Callable[[], date]) -> None:
    """Routes /targets.xlsx and /targets.csv, with the filter as part and keyword."""

    @app.get("/targets.xlsx")
    def xlsx(part: str = "", keyword: str = "") -> Response:
        if fault := _fault_of_targets(targets, part, keyword):
            return fault
        content = to_xlsx(targets.select(part, keyword), len(targets.rows), today())
        return attachment(content, "targets.xlsx", XLSX_TYPE, f"{TargetsPage.name}.xlsx")

    @app.get("/targets.csv")
    def csv(part: str = "", keyword: str = "") -> Response:
        if fault := _fault_of_targets(targets, part, keyword):
            return fault
        content = to_csv(targets.select(part, keyword))
        return attachment(content, "targets.csv", CSV_TYPE, f"{TargetsPage.name}.csv")


def add_calendar(app: FastAPI, policies: PolicyList) -> None:
    """Route /deadlines.ics, with the filter as status and keyword."""

    @app.get("/deadlines.ics")
    def calendar(status: str = "", keyword: str = "") -> Response:
        if status and status not in list(Status):
            return _fault("没有这种时效，请在页面上选择")
        if too_long := _too_long(keyword):
            return too_long
        narrowed = policies.select(status, keyword) if status or keyword else None
        from assistant.web.calendar_export import NAME, to_ics  # icalendar: not at the start

        coming = policies.agenda(narrowed).coming
        if not coming:
            return _fault("没有将到的期限，没有可导出的内容")
        content = to_ics(coming, policies.today())
        return attachment(content, "deadlines.ics", _ICS_TYPE, f"{NAME}.ics")


def _fault_of_targets(targets: TargetList, part: str, keyword: str) -> Response | None:
    """What is wrong with a request, in one line."""
    if not targets.rows:
        return _fault("收录的文件中没有年度目标，没有可导出的内容")
    if part and part not in targets.parts:
        return _fault("计划中没有这个部分，请在页面上选择")
    return _too_long(keyword)


def _too_long(keyword: str) -> Response | None:
    too_long = len(keyword) > MAX_KEYWORD_CHARS
    return _fault(f"关键词最多 {MAX_KEYWORD_CHARS} 字", 400) if too_long else None


def _fault(told: str, status: int = 404) -> Response:
    return PlainTextResponse(told, status_code=status)
