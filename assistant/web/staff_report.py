"""The evaluation report for staff: a saved page, behind a password."""

import secrets
from pathlib import Path
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import HTMLResponse
from fastapi.security import HTTPBasic, HTTPBasicCredentials

from assistant.settings import Settings

ADDRESS = "/staff/report"
_CLOSED = "未开放：请在 .env 中设置 POLICY_STAFF_PASSWORD 后重新启动。"
_WRONG = "用户名或密码不对。"
_NONE_YET = "还没有评测报告。请运行 make eval，它会写出 {path}。"

_basic = HTTPBasic(auto_error=False)


def add_report(app: FastAPI, settings: Settings) -> None:
    """Serve the saved report; closed unless a staff password is set."""

    @app.get(ADDRESS)
    def report(given: Annotated[HTTPBasicCredentials | None, Depends(_basic)]) -> HTMLResponse:
        _let_in(given, settings)
        return HTMLResponse(_page(settings.report_file))


def _let_in(given: HTTPBasicCredentials | None, settings: Settings) -> None:
    """404 where no password is set, 401 for anyone without it; compared in constant time."""
    password = settings.staff_password.get_secret_value()
    if not password:
        raise HTTPException(404, _CLOSED)
    name, said = (given.username, given.password) if given else ("", "")
    right = [
        secrets.compare_digest(name.encode(), settings.staff_user.encode()),
        secrets.compare_digest(said.encode(), password.encode()),
    ]
    if not all(right):
        raise HTTPException(401, _WRONG, {"WWW-Authenticate": 'Basic realm="staff"'})


def _page(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError:
        raise HTTPException(404, _NONE_YET.format(path=file.name)) from None
