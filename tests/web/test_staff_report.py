"""The evaluation report is for staff: closed without a password, opened with the right one."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.settings import Settings
from assistant.web.staff_report import ADDRESS, add_report


def client(tmp_path, password="", page="<h1>评测报告</h1>"):
    file = tmp_path / "report.html"
    if page:
        file.write_text(page, encoding="utf-8")
    app = FastAPI()
    settings = Settings(
        _env_file=None, staff_password=SecretStr(password), report_file=file, staff_user="staff"
    )
    add_report(app, settings)
    return TestClient(app)


def test_it_is_closed_until_a_password_is_set(tmp_path):
    answer = client(tmp_path).get(ADDRESS, auth=("staff", ""))
    assert answer.status_code == 404
    assert "POLICY_STAFF_PASSWORD" in answer.json()["detail"]


@pytest.mark.parametrize("auth", [None, ("staff", "wrong"), ("other", "secret"), ("", "")])
def test_a_stranger_is_asked_for_the_password(tmp_path, auth):
    answer = client(tmp_path, "secret").get(ADDRESS, auth=auth)
    assert answer.status_code == 401
    assert "评测报告" not in answer.text


@pytest.mark.parametrize(
    ("page", "status", "said"),
    [("<h1>评测报告</h1>", 200, "<h1>评测报告</h1>"), ("", 404, "make eval")],
)
def test_staff_sees_the_saved_report_or_the_command_that_makes_one(tmp_path, page, status, said):
    answer = client(tmp_path, "secret", page).get(ADDRESS, auth=("staff", "secret"))
    assert answer.status_code == status
    assert said in answer.text
