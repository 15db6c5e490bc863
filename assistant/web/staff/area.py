"""All staff pages put together: the home page and the evaluation report are here."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response

from assistant.drafting.batches import Batches
from assistant.fetching import Fetcher
from assistant.records.database import RecordsUnavailable
from assistant.settings import Settings
from assistant.web.staff import (
    accounts,
    batch,
    curated,
    draft_editing,
    draft_moves,
    drafts,
    insight,
    library,
    lists,
    login,
    questions,
    words,
)
from assistant.web.staff.door import Entered, Refused, refused, staff_router, unavailable
from assistant.web.staff.pages import HOME, REPORT
from corpus.holdings import Holdings

_NONE_YET = "还没有评测报告。请运行 make eval，它会写出 {path}。"
_REPORT_HEADERS = {  # its scripts may sort its tables; they have no part in the staff pages
    "Content-Security-Policy": "sandbox allow-scripts; default-src 'none'; "
    "style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:",
}

router = staff_router()


def add_staff(app: FastAPI, settings: Settings) -> None:
    """Routes under /staff/, over the records and the library in the application's state."""
    app.state.report_file = settings.report_file
    app.state.holdings = Holdings(settings.documents_dir)
    app.state.fetch = Fetcher(settings.sites)
    app.state.templates_dir = settings.templates_dir
    app.state.batches = Batches(
        settings.data_dir / "batches", lambda question: app.state.live.now.ask(question)
    )
    app.state.holdings.recover()
    app.state.day = settings.day
    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(RecordsUnavailable, unavailable)
    for part in (
        router,
        login.outside,
        login.inside,
        library.router,
        drafts.router,
        draft_editing.router,
        draft_moves.router,
        batch.router,
        curated.router,
        words.router,
        lists.router,
        questions.router,
        insight.router,
        accounts.router,
    ):
        app.include_router(part)


@router.get(HOME.path)
@router.get(HOME.path.rstrip("/"))
def home(staff: Entered) -> Response:
    """What there is for this role."""
    return staff.page("home.html")


@router.get(REPORT.path)
def report(staff: Entered) -> Response:
    """The page that make eval saved."""
    file = staff.state.report_file
    try:
        return HTMLResponse(file.read_text(encoding="utf-8"), headers=_REPORT_HEADERS)
    except OSError:
        return staff.page("told.html", 404, told=_NONE_YET.format(path=file.name))
