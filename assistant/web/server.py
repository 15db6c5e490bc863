"""The web server: pages, sources, downloads, and the interfaces for other programs."""

import hashlib
import logging
import threading
import warnings
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from datetime import date
from functools import partial

import gradio as gr
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.routing import Mount

from assistant import metrics
from assistant.allowances import Allowances
from assistant.api.door import WAITING
from assistant.api.health import add_health, count_library
from assistant.api.interfaces import Interfaces, interfaces
from assistant.curated.lookup import CuratedLookup
from assistant.live import Live
from assistant.open_index import server_of
from assistant.pipeline import Assistant
from assistant.records.database import RecordsUnavailable
from assistant.records.open_records import Records, open_records
from assistant.settings import Settings
from assistant.web.answer_link import AnswerLinks
from assistant.web.chat_page import COUNTED, STATIC, PublicPages
from assistant.web.citation_link import Kept
from assistant.web.conversation_routes import add_conversations
from assistant.web.downloads import add_calendar, add_downloads
from assistant.web.eligibility_page import EligibilityPage
from assistant.web.eligibility_routes import add_eligibility
from assistant.web.gradio_door import GradioDoor
from assistant.web.overview_page import OverviewPage
from assistant.web.page_filter import refresh
from assistant.web.policy_list import PolicyList
from assistant.web.refusal import add_refusals
from assistant.web.request_limits import RequestLimits, SecurityHeaders
from assistant.web.request_log import RequestLog, Traffic
from assistant.web.source_panel import SourcePanel
from assistant.web.staff.area import add_staff
from assistant.web.target_list import TargetList
from assistant.web.targets_page import TargetsPage
from assistant.web.theme import portal_theme
from corpus.passage import Passage

_log = logging.getLogger(__name__)
_AGAIN = 60.0  # seconds, after which the database is tried again
_SESSIONS = 500  # kept at once; none holds a talk
_STYLES = ("portal.css", "policy-tools.css", "conversations.css", "access.css")
_SCRIPTS = ("view.js", "policy-page.js", "policy-tools.js", "conversations.js", "access.js")
_GONE = '<p class="warning" role="alert">没有找到这份原文，文件可能已经更新，请重新提问。</p>'


def create_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """Everything the browser can reach."""
    records = open_records(settings)
    live = Live(assistant)
    held = live.view(lambda now: now)
    allowed = Allowances(
        settings.rate_per_minute, settings.rate_per_minute_all, settings.at_once_per_client
    )
    api = interfaces(held, records.questions, settings, allowed) if settings.api else None
    serving = _serving(records, api)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=serving)
    app.add_middleware(CORSMiddleware)  # no other origin; without it Gradio lets in any
    app.add_middleware(RequestLimits, hosts=settings.hosts, allowed=allowed)
    app.state.records, app.state.live, app.state.traffic = records, live, Traffic()
    app.add_middleware(RequestLog, traffic=app.state.traffic)
    app.add_middleware(SecurityHeaders)
    panel = live.view(lambda now: SourcePanel(now, settings.day(), _kept(records)))
    targets = live.view(TargetList)
    policies = live.view(
        lambda now: PolicyList(now.passages, now.programmes, settings.day, now.study, now.library)
    )
    live.view(lambda now: _keep(records, now))
    live.view(count_library)
    add_health(app, held, records.database, settings.metrics_networks, server_of(settings))
    app.router.routes.extend(api.routes if api else ())
    live.view(lambda now: _curate(records, now, settings.day()))
    _add_routes(app, panel)
    add_downloads(app, targets, settings.day)
    add_calendar(app, policies)
    eligibility = EligibilityPage(held, settings.day)
    add_eligibility(app, eligibility)
    links = AnswerLinks(settings.data_dir / "answer-link.key")
    add_conversations(app, held, links, _kept(records))
    add_staff(app, settings)
    add_refusals(app)
    pages = PublicPages(
        held,
        panel,
        (eligibility, OverviewPage(policies), TargetsPage(targets, settings.day)),
        records,
        links,
        settings.day,
        settings.max_question_chars,
        allowed,
        settings.questions_at_once,
    ).build()
    live.shown = partial(refresh, pages)
    live.view(lambda now: _watch(now, live.shown))
    pages.queue(max_size=WAITING, api_open=False)
    pages.state_session_capacity = _SESSIONS
    metrics.waiting.labels("网页").set_function(lambda: len(pages._queue))
    metrics.unlogged.set_function(lambda: records.questions.dropped)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "SSR mode is not supported")  # told even when it is off
        return _mount(app, pages, allowed)


def _serving(
    records: Records, api: Interfaces | None
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Questions are kept while the pages are served, those of the last moment too."""

    @asynccontextmanager
    async def serving(_: FastAPI) -> AsyncIterator[None]:
        records.questions.start()
        async with api.running() if api else nullcontext():
            yield
        await run_in_threadpool(records.questions.close)

    return serving


def _watch(assistant: Assistant, told: Callable[[], None]) -> None:
    """The pages follow what is read of the documents in the background."""
    if assistant.study:
        assistant.study.watched.append(told)


def _kept(records: Records) -> Kept:
    """While the database cannot be read, an old citation opens as if its text were not kept."""

    def find(passage_id: str, digest: str) -> Passage | None:
        try:
            return records.passages.find(passage_id, digest)
        except RecordsUnavailable:
            return None

    return find


def _keep(records: Records, assistant: Assistant) -> None:
    """Of every library that is shown, for the citations that will be left of it."""
    try:
        records.passages.keep([*assistant.by_id.values()])
    except RecordsUnavailable as fault:
        _log.warning("原文暂时存不进数据库（%s），过一会儿再存", fault)
        later = threading.Timer(_AGAIN, _keep, [records, assistant])
        later.daemon = True
        later.start()


def _curate(records: Records, assistant: Assistant, day: date) -> None:
    """The office's own words and answers come first; answers that no longer stand are
    withdrawn."""
    assistant.listed = records.words.found
    records.words.found("")  # the list is read before the first question
    kept = CuratedLookup(records.curated, records.passages, assistant.library, assistant.reader)
    try:
        kept.review(day)
    except RecordsUnavailable as fault:
        _log.warning("口径库暂时读不了（%s），照文件作答", fault)
    assistant.curated = kept.find


def _mount(app: FastAPI, pages: gr.Blocks, allowed: Allowances) -> FastAPI:
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        pages,
        path="/",
        footer_links=[],
        run_history=False,  # static/conversations.js keeps the talks, where a reader can see them
        max_file_size="1kb",  # nothing is uploaded here
        show_error=False,
        ssr_mode=False,
        blocked_paths=["/"],  # no file of this machine is ever shown
        theme=portal_theme(),
        head=_head(),
        favicon_path=str(STATIC / "favicon.svg"),
    )
    pages.has_launched = True  # without it Gradio checks no path
    place = mounted.routes[-1]
    assert isinstance(place, Mount)
    counted = {number: COUNTED[fn.name] for number, fn in pages.fns.items() if fn.name in COUNTED}
    paths = [f"/{path}" for path, *_ in pages.pages]
    place.app = GradioDoor(place.app, paths, counted, allowed)
    return mounted


def _head() -> str:
    """Own links, because Gradio rewrites the media rules of a css= it is given."""
    styles = (f'<link rel="stylesheet" href="{_link(name)}">' for name in _STYLES)
    scripts = (f'<script src="{_link(name)}"></script>' for name in _SCRIPTS)
    return "".join((*styles, *scripts))


def _link(name: str) -> str:
    return f"portal/{name}?v={_digest(name)}"


def _digest(name: str) -> str:
    """Changes with the file, so that no browser keeps an old one."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def _add_routes(app: FastAPI, panel: SourcePanel) -> None:
    app.mount("/portal", StaticFiles(directory=STATIC))  # Gradio owns /static

    @app.get("/source/{reference}")
    def source(reference: str) -> HTMLResponse:
        return _fragment(panel.passage(reference))

    @app.get("/source/{reference}/document")
    def document_of_source(reference: str) -> HTMLResponse:
        return _fragment(panel.document_of(reference))

    @app.get("/document/{key}")
    def document(key: str) -> HTMLResponse:
        return _fragment(panel.document(key))


def _fragment(html: str | None) -> HTMLResponse:
    if html is None:
        return HTMLResponse(_GONE, status_code=404)
    return HTMLResponse(html)
