"""What the server gives to any client: pages, headers, the chat's API; the report for staff."""

import pytest
from assistant.web.staff_report import ADDRESS, add_report
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.answer import Citation
from assistant.settings import Settings
from assistant.web import message_text
from assistant.web.citation_link import reference
from tests.web.talk import Talk


@pytest.fixture(scope="module")
def client(site) -> TestClient:
    return TestClient(site.app)


@pytest.mark.parametrize(
    "path", ["/", "/library", "/healthz", "/targets.csv", "/portal/policy-page.js", "/document/x"]
)
def test_every_response_carries_the_security_headers(client, path):
    headers = client.get(path).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_a_source_is_served_and_an_unknown_one_is_told(client, site):
    link = reference(Citation(1, site.assistant.passages[0]))
    assert "索引号" in client.get(f"/source/{link}").text
    assert 'id="cited-passage"' in client.get(f"/source/{link}/document").text
    missing = client.get("/source/nothing")
    assert missing.status_code == 404
    assert "没有找到这份原文" in missing.text


def test_the_question_and_its_history_reach_the_assistant_as_plain_text(site):
    talk = Talk(site.url)
    assert "3个以上" in message_text.plain_answer(talk.ask("孵化器有什么目标？"))
    talk.ask("那高新技术企业多少家\ud800？")
    assert site.assistant.asked[-1] == "那高新技术企业多少家？"
    (turn,) = site.assistant.histories[-1]
    assert turn.question == "孵化器有什么目标？"
    assert turn.answer == "全年争创国家级和省级孵化器、众创空间、加速器3个以上。[1]"
    assert "请稍后再试" in talk.ask("故障")


def report_client(tmp_path, password="", page="<h1>评测报告</h1>"):
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
    answer = report_client(tmp_path).get(ADDRESS, auth=("staff", ""))
    assert answer.status_code == 404
    assert "POLICY_STAFF_PASSWORD" in answer.json()["detail"]


@pytest.mark.parametrize("auth", [None, ("staff", "wrong"), ("other", "secret"), ("", "")])
def test_a_stranger_is_asked_for_the_password(tmp_path, auth):
    answer = report_client(tmp_path, "secret").get(ADDRESS, auth=auth)
    assert answer.status_code == 401
    assert "评测报告" not in answer.text


@pytest.mark.parametrize(
    ("page", "status", "said"),
    [("<h1>评测报告</h1>", 200, "<h1>评测报告</h1>"), ("", 404, "make eval")],
)
def test_staff_sees_the_saved_report_or_the_command_that_makes_one(tmp_path, page, status, said):
    answer = report_client(tmp_path, "secret", page).get(ADDRESS, auth=("staff", "secret"))
    assert answer.status_code == status
    assert said in answer.text
