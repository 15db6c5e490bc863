"""People at the staff pages: their accounts, and clients of theirs that are logged in."""

from __future__ import annotations

from typing import Any

import httpx
from fastapi.testclient import TestClient

from assistant.records.audit import By
from assistant.records.tables import Role
from assistant.web.staff.door import COOKIE, form_token

SECRET = "一个好密码，很长"


def appoint(app: Any, **people: Role) -> None:
    """An account for each name."""
    for name, role in people.items():
        app.state.records.accounts.add(name, role, SECRET, By("测试"))


def token_of(client: httpx.Client) -> str:
    """What the forms of its login carry."""
    return form_token(client.cookies[COOKIE])


class Desk:
    """One person at the pages of an application."""

    def __init__(self, app: Any, name: str, **options: Any) -> None:
        self.client = TestClient(app, base_url="https://policy.example", **options)
        self.entered = self.client.post("/staff/login", data={"name": name, "password": SECRET})

    def shown(self, path: str) -> str:
        """A page."""
        return self.client.get(f"/staff/{path}").text

    def send(self, path: str, files: Any = None, **fields: Any) -> Any:
        """A form of this login."""
        sent = {"token": token_of(self.client), **fields}
        return self.client.post(f"/staff/{path}", data=sent, files=files)
