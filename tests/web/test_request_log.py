"""Each request has a name: in its reply, in its line, on the page of a fault."""

from __future__ import annotations

import logging

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant import logs
from assistant.web.request_log import RequestLog, Traffic
from assistant.web.server import create_app
from tests.web.conftest import FakeAssistant


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.add_middleware(RequestLog, traffic=Traffic())

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("a secret of the inside")

    return TestClient(app)


@pytest.mark.parametrize("name", ["a", "proxy-1.2_Z", "x" * 64])
def test_the_name_that_a_proxy_gave_is_kept(client, name):
    assert client.get("/", headers={"X-Request-ID": name}).headers["x-request-id"] == name


@pytest.mark.parametrize("name", ["", "x" * 65, "a b", "<b>", "a\nb", "编号".encode(), "a;b"])
def test_another_is_replaced(client, name):
    given = client.get("/", headers={"X-Request-ID": name}).headers["x-request-id"]
    assert given not in ("", name)
    assert client.get("/").headers["x-request-id"] != given


@pytest.mark.parametrize("accept", ["text/html,*/*", "application/json"])
def test_a_fault_is_told_by_its_name_alone(client, caplog, accept):
    told = client.get("/broken", headers={"Accept": accept, "X-Request-ID": "n1"})
    assert (told.status_code, "编号 n1" in told.text) == (500, True)
    assert told.headers["content-type"].partition(";")[0] == accept.partition(",")[0]
    assert "secret" not in told.text
    assert "a secret of the inside" in caplog.text


def test_every_reply_of_the_service_has_one(settings):
    client = TestClient(create_app(FakeAssistant(), settings))
    for path in ("/", "/healthz", "/nothing", "/api/nothing", "/staff/", "/portal/portal.css"):
        assert client.get(path).headers["x-request-id"], path


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_line_is_one_line_and_what_was_asked_needs_debug(form, capsys, request):
    levels = {name: logging.getLogger(name).level for name in ("assistant", "index", "corpus")}
    held = logging.root.handlers[:], logging.root.level
    request.addfinalizer(lambda: restore(levels, *held))
    logs.configure("info", form)
    logger = logging.getLogger("assistant.x")
    logs.event(logger, "question", status="answered", ms=3)
    logger.debug("asked")
    logging.getLogger("httpx").info("an address")
    (line,) = capsys.readouterr().err.splitlines()
    assert ("status=answered ms=3" if form == "text" else '"ms": 3') in line


def restore(levels, handlers, level) -> None:
    logging.captureWarnings(False)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
