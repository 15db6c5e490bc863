"""Who is let in to a staff page, and what may be changed from there."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, State

from assistant.library import Library
from assistant.pipeline import Assistant
from assistant.records.audit import By, note
from assistant.records.open_records import Records
from assistant.records.tables import Role
from assistant.web.html_templates import render
from assistant.web.staff.pages import HOME, LOGIN, role_for, shown_to

COOKIE = "policy_staff"
_HEADERS = {  # stricter than the public pages: nothing inline, no evaluation
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",  # with no-referrer a form is sent with the origin "null"
}
_FOREIGN = "请求不是从本站页面发出的，没有执行。请回到页面重新操作。"
_STALE = "页面已过期，没有执行。请刷新页面后重试。"
_TOO_LOW = "您的角色（{}）不能打开这一页，它需要“{}”。"
_ONLY_LOOKS = "您的角色（{}）在这一页只能查看，修改需要“{}”。"


@dataclass(frozen=True, slots=True)
class Staff:
    """Who asks, and what a page works with; token is what the forms of this login carry."""

    name: str
    role: Role
    token: str
    by: By
    request: Request
    form: FormData
    """Of a change. It is read in enter(), once the login has been checked."""

    @property
    def state(self) -> State:
        """What add_staff() put there."""
        state: State = self.request.app.state
        return state

    @property
    def records(self) -> Records:
        """All that is kept."""
        return records_of(self.request)

    @property
    def now(self) -> Assistant:
        """The assistant that serves now."""
        now: Assistant = self.state.live.now
        return now

    @property
    def library(self) -> Library:
        """What it answers from."""
        return self.now.library

    def sent(self, name: str) -> str:
        """A field of the form; "" where it is not there."""
        return str(self.form.get(name, ""))

    def takes(self, kind: str) -> bool:
        """Whether a script asks, for an answer of this type."""
        return self.request.headers.get("accept") == kind

    def note(self, action: str, subject: str, detail: str = "") -> None:
        """Written in the audit log, for what is kept elsewhere."""
        with self.records.database.writing() as session:
            note(session, self.by, action, subject, detail)

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page, with what done() had to tell where the page itself tells nothing."""
        told = {"fault": "", "notice": self._told_done()}
        return page(template, self, status, **told | values)

    def done(self, path: str, told: str) -> Response:
        """After a change: to a page that tells what was done, and tells nothing that a link made
        up."""
        query = urlencode({"done": told, "seal": self._seal(told)})
        return RedirectResponse(f"{path}?{query}", status_code=303)

    def _told_done(self) -> str:
        told, seal = (self.request.query_params.get(name, "") for name in ("done", "seal"))
        return told if secrets.compare_digest(seal.encode(), self._seal(told).encode()) else ""

    def _seal(self, told: str) -> str:
        sealed = f"{self.token} {told}".encode("utf-8", "replace")
        return hashlib.sha256(sealed).hexdigest()[:16]


class Refused(Exception):
    """Answered with a page that says why, or by a redirection to the login."""

    def __init__(self, status: int, told: str = "", to: str = "") -> None:
        super().__init__(told)
        self.status, self.told, self.to = status, told, to


async def enter(request: Request) -> Staff:
    """The only way to a staff page: a login that holds, with the role of the page's table; for a
    change also this site's own form, which is read last."""
    path, secret = request.url.path, request.cookies.get(COOKIE, "")
    account = await run_in_threadpool(records_of(request).logins.whose, secret) if secret else None
    if account is None:
        reached = f"?next={quote(path)}" if request.method == "GET" and path != HOME.path else ""
        raise Refused(303, to=f"{LOGIN}{reached}")
    change = request.method not in ("GET", "HEAD")
    for needed, told in ((role_for(path), _TOO_LOW), (role_for(path, change), _ONLY_LOOKS)):
        if not account.role.covers(needed):
            raise Refused(403, told.format(account.role, needed))
    token, form = form_token(secret), FormData()
    if change:
        same_site(request)
        form = await request.form()
        sent = form.get("token")
        if not isinstance(sent, str) or not secrets.compare_digest(
            sent.encode("utf-8", "replace"), token.encode()
        ):
            raise Refused(403, _STALE)
    by = by_name(request, account.name)
    return Staff(account.name, account.role, token, by, request, form)


Entered = Annotated[Staff, Depends(enter)]
RowNumber = Annotated[int, Path(le=2**31 - 1)]
"""Databases hold no larger ones."""


def staff_router() -> APIRouter:
    """Routes that nobody reaches but through enter()."""
    return APIRouter(dependencies=[Depends(enter)])


def records_of(request: Request) -> Records:
    """Put there by add_staff()."""
    records: Records = request.app.state.records
    return records


def by_name(request: Request, name: str) -> By:
    """For the audit log; see client_address."""
    return By(name, request.client.host if request.client else "")


def form_token(secret: str) -> str:
    """Known to the pages of one login only; the secret itself is in no page."""
    return hashlib.sha256(f"form {secret}".encode("utf-8", "replace")).hexdigest()


def whole(sent: str) -> int:
    """A number that a form sends; -1 for what is none, or too large for one of a row."""
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


def same_site(request: Request) -> None:
    """A browser says itself where a form comes from, on plain HTTP by its origin alone."""
    told = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    host = request.headers.get("host", "")
    if told not in (None, "same-origin", "none"):
        raise Refused(403, _FOREIGN)
    if told is None and origin is not None and urlsplit(origin).netloc != host:
        raise Refused(403, _FOREIGN)


def page(template: str, staff: Staff | None, status: int = 200, **values: Any) -> HTMLResponse:
    """A staff page; staff None before the login."""
    content = render(
        f"staff/{template}", staff=staff, pages=shown_to(staff.role) if staff else (), **values
    )
    return HTMLResponse(content, status_code=status, headers=_HEADERS)


def refused(_: Request, fault: Exception) -> Response:
    """The answer to Refused."""
    assert isinstance(fault, Refused)
    if fault.to:
        return RedirectResponse(fault.to, status_code=303)
    return page("told.html", None, fault.status, told=fault.told)


def unavailable(_: Request, fault: Exception) -> Response:
    """The answer while the database cannot be used."""
    return page("told.html", None, 503, told="数据库暂时读写不了，请稍后再试。")
