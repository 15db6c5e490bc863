"""What a visitor cannot do: read files, reach what the pages do not use, send without limit."""

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr  # noqa: TID251  # what is closed is Gradio's own
import pytest
from fastapi.testclient import TestClient
from starlette.responses import PlainTextResponse

from assistant.web.request_limits import MAX_BODY, RequestLimits
from assistant.web.server import create_app
from tests.web.conftest import on_day


@pytest.fixture(scope="module")
def client(site) -> TestClient:
    return TestClient(site.app, raise_server_exceptions=False)


def pages_of(app: Any) -> gr.Blocks:
    """Gradio's part of the application."""
    found: gr.Blocks = app.routes[-1].app.app.get_blocks()
    return found


def judged(client: TestClient, *parts: Any) -> Any:
    """An event of the page as its browser sends it: a thumb, with the last messages."""
    fns = pages_of(client.app).fns.values()
    thumb = next(fn for fn in fns if fn.name == "_judge")
    sent = {"before": 0, "messages": [{"role": "user", "content": list(parts)}]}
    event = {"index": 1, "value": "", "liked": True}
    body = {"fn_index": thumb._id, "data": [sent], "session_hash": "s", "event_data": event}
    headers = {"content-type": "application/json"}
    return client.post("/gradio_api/run/predict", content=json.dumps(body), headers=headers)


def file_at(path: Path) -> dict[str, Any]:
    return {"path": str(path), "meta": {"_type": "gradio.FileData"}}


COMPONENT = {"type": "component", "component": "file", "constructor_args": {}, "props": {}}
NAMING = [
    lambda file: {"type": "file", "file": file_at(file)},
    lambda file: {"type": "file", "file": {"path": str(file)}},
    lambda file: {"type": "text", "text": "高企？", "more": [[file_at(file)]]},
    lambda file: COMPONENT | {"value": file_at(file)},
]


@pytest.mark.parametrize("part", NAMING)
def test_no_file_is_read_for_a_visitor(client, secret, part):
    said = judged(client, part(secret))
    assert said.status_code == 400
    assert copies(secret) == []


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / f"{uuid.uuid4()}.txt"
    file.write_text("秘密", encoding="utf-8")
    return file


def copies(file: Path) -> list[Path]:
    return list(Path(gr.utils.get_upload_folder()).rglob(file.name))


def test_a_name_for_a_file_is_seen_however_it_is_written(client):
    body = '{"fn_index": 0, "session_hash": "s", "data": [{"p\\u0061th": "/etc/hostname"}]}'
    headers = {"content-type": "application/json"}
    sent = client.post("/gradio_api/run/predict", content=body, headers=headers)
    assert sent.status_code == 400


def test_no_part_that_reads_files_is_sent_to_the_server(client):
    sent = {part for fn in pages_of(client.app).fns.values() if fn.fn for part in fn.inputs}
    assert {type(part).__name__ for part in sent} <= {
        *("HTML", "State", "Textbox", "CheckboxGroup", "Dropdown"),
    }


CLOSED = """
    GET: file=/etc/hostname deep_link?session_hash=s info openapi.json proxy=http://localhost/
        startup-events stream/s/1/1/playlist.m3u8 /info
    POST: upload component_server run/chat api/chat call/chat vibe-edit process_recording mcp
"""


def test_what_the_pages_do_not_use_is_closed_and_the_rest_is_open(client):
    gets, posts = (part.split() for part in CLOSED.partition("GET:")[2].split("POST:"))
    closed = [("GET", f"/gradio_api/{path}") for path in gets]
    closed += [("POST", f"/gradio_api/{path}") for path in posts]
    closed += [("GET", "/monitoring"), ("GET", "/manifest.json"), ("POST", "/login")]
    closed += [("GET", "/docs"), ("GET", "/redoc")]
    for method, path in closed:
        assert client.request(method, path, json={}).status_code == 404, path
    for path in ("/", "/eligibility", "/overview", "/targets", "/library", "/config", "/theme.css"):
        assert client.get(path).status_code == 200, path


def test_no_other_origin_is_let_in(client):
    foreign = {"origin": "https://elsewhere.example", "host": "policy.example"}
    asked = {"access-control-request-method": "POST"}
    for said in (
        client.get("/config", headers=foreign),
        client.options("/gradio_api/queue/join", headers=foreign | asked),
    ):
        assert "access-control-allow-origin" not in said.headers


async def ok(scope: Any, receive: Any, send: Any) -> None:
    await PlainTextResponse("ok")(scope, receive, send)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        *(
            (h, 200)
            for h in ("policy.example", "Policy.Example:8443", "a.city.example", "[::1]:7860")
        ),
        *((host, 400) for host in ("city.example", "policy.example.evil.example", "")),
    ],
)
def test_only_the_hosts_that_are_set_are_answered(tmp_path, host, status):
    settings = on_day(tmp_path, 2026, 1, 15, allowed_hosts="policy.example, *.city.example,::1")
    limits = TestClient(RequestLimits(ok, settings.hosts))
    said = limits.get("/healthz", headers={"host": host})
    assert said.status_code == status
    assert said.text == "ok" or "POLICY_ALLOWED_HOSTS" in said.text


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/eligibility/result"])
def test_a_body_too_long_is_refused_while_it_is_read(client, path):
    sent = 0

    def endless() -> Iterator[bytes]:  # without a length told before
        nonlocal sent
        while sent < 100 * MAX_BODY:
            sent += 1024
            yield b"1" * 1024

    for content in (b"1" * (MAX_BODY + 1), endless()):
        said = client.post(path, content=content)
        assert said.status_code == 413
        assert "请缩短" in said.json()["detail"]
    said = client.post("/staff/library", content=endless())
    assert said.status_code == 413


def test_the_sessions_kept_are_bounded(assistant, settings):
    app = create_app(assistant, settings)
    held = pages_of(app).state_holder
    for n in range(held.capacity + 20):
        held[f"s{n}"]
    assert len(held.session_data) <= held.capacity <= 1000
    assert len(held.time_last_used) <= held.capacity + 1
