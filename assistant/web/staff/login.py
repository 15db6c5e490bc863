"""Logging in and out, and one's own password."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from assistant.records.accounts import AccountFault
from assistant.records.logins import WHOLE, LoginRefused
from assistant.web.staff.door import (
    COOKIE,
    Entered,
    by_name,
    page,
    records_of,
    same_site,
    staff_router,
)
from assistant.web.staff.pages import HOME, LOGIN, LOGOUT, PAGES, PASSWORD

Field = Annotated[str, Form()]

outside, inside = APIRouter(), staff_router()
_NOTICES = {"password": "密码已改，请用新密码登录。", "out": "已退出。"}
_NO_ACCOUNTS = "还没有帐号。请在服务器上运行：python -m assistant accounts add 名字 --role 管理员"
_DIFFERENT = "两次输入的新密码不一样。"


@outside.get(LOGIN)
def form(request: Request, next: str = "", said: str = "") -> Response:
    """The form."""
    fault = "" if records_of(request).accounts.all() else _NO_ACCOUNTS
    notice = _NOTICES.get(said, "")
    return page("login.html", None, name="", next=next, fault=fault, notice=notice)


@outside.post(LOGIN)
def log_in(request: Request, name: Field = "", password: Field = "", next: Field = "") -> Response:
    """A new login each time, so that none can be planted beforehand."""
    same_site(request)
    logins, address = records_of(request).logins, by_name(request, "").address
    try:
        secret = logins.log_in(name, password, address)
    except LoginRefused as fault:
        status = 429 if fault.wait else 401
        told = page("login.html", None, status, name=name, next=next, fault=str(fault), notice="")
        if fault.wait:
            told.headers["Retry-After"] = str(fault.wait)
        return told
    logins.log_out(request.cookies.get(COOKIE, ""))
    known = next in {page.path for page in PAGES}
    answer = RedirectResponse(next if known else HOME.path, status_code=303)
    answer.set_cookie(
        COOKIE,
        secret,
        max_age=int(WHOLE.total_seconds()),
        path=HOME.path.rstrip("/"),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )
    return answer


@inside.post(LOGOUT.path)
def log_out(request: Request) -> Response:
    """Ends this login on the server too."""
    records_of(request).logins.log_out(request.cookies.get(COOKIE, ""))
    return _left("out")


@inside.get(PASSWORD.path)
def password_form(staff: Entered) -> Response:
    """One's own password."""
    return staff.page("password.html", fault="")


@inside.post(PASSWORD.path)
def set_password(
    request: Request, staff: Entered, old: Field = "", new: Field = "", again: Field = ""
) -> Response:
    """The old one is tried as at a login, so that it cannot be guessed here either."""
    records = records_of(request)
    try:
        if new != again:
            raise AccountFault(_DIFFERENT)
        records.logins.log_in(staff.name, old, staff.by.address)
        records.accounts.set_password(staff.name, new, staff.by)
    except (AccountFault, LoginRefused) as fault:
        return staff.page("password.html", 400, fault=str(fault))
    return _left("password")


def _left(said: str) -> Response:
    answer = RedirectResponse(f"{LOGIN}?said={said}", status_code=303)
    answer.delete_cookie(COOKIE, path=HOME.path.rstrip("/"))
    return answer
