"""Every route of the application, whatever is sent to it: no fault, no trace of the inside, always
the headers; and no staff route changes anything without a login and its own form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import Mount, Route

from assistant.records.tables import Role
from assistant.web.request_limits import HEADERS, MAX_BODY
from assistant.web.staff.door import COOKIE
from assistant.web.staff.pages import LOGIN, LOGOUT
from tests.web.conftest import FakeAssistant, Site, on_day, opened
from tests.web.people import SECRET, appoint, token_of

PIECES = ["0", "x", "-1", "9" * 30, "%00", "%ed%a0%80", "..%2f..%2fetc%2fpasswd", "../..", "%F0%9F",
          "'%20or%201=1--", "%E7%94%B2" * 300]  # fmt: skip
VALUES = [
    "",
    "x",
    "-1",
    "9" * 30,
    "\0",
    "../../etc/passwd",
    "'; --",
    "甲" * 500,  # in every field of a query still an address that httpx sends
    "<script>",
    "{{1}}",
]
ENDLESS = ("/gradio_api/heartbeat/", "/gradio_api/queue/data")
LOOKS = ("GET", "HEAD", "OPTIONS")
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
BODIES = [
    (JSON, b""),
    (JSON, b"null"),
    (JSON, b"[1]"),
    (JSON, b"{"),
    (JSON, b"[" * 60_000),
    (JSON, b'{"a":' * 9_000),
    (JSON, b"9" * 5000),
    (JSON, b"\xff\xfe\0"),
    (FORM, b"%ed%a0%80=%00&a=%zz&token=x"),
    (FORM, b"&" * 60_000),
    ("multipart/form-data", b"--x"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'),
    ("text/plain", b"x" * (MAX_BODY + 1)),
    (b"\xff", b"x"),
]
INSIDE = re.compile(r"Traceback|File \"|site-packages|sqlalchemy|pydantic|root:x:0")


class Where(NamedTuple):
    """A route, with the names of what may be sent to it."""

    method: str
    path: str
    query: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def routes_of(app: Any, below: str = "") -> Iterator[Where]:
    """All routes of an application and of those in it."""
    for route in app.routes:
        if isinstance(route, Mount):
            inner = getattr(route.app, "app", route.app)
            if hasattr(inner, "routes"):
                yield from routes_of(inner, below + route.path)
            else:
                yield Where("GET", f"{below}{route.path}/{{path}}")
        elif isinstance(route, Route):
            for method in route.methods or ():
                yield Where(method, below + route.path)
    if isinstance(app, FastAPI):
        told = app.openapi()
        for path, methods in told["paths"].items():
            for method, about in methods.items():
                query = [one["name"] for one in about.get("parameters", ()) if one["in"] == "query"]
                fields = _fields(about.get("requestBody", {}), told)
                yield Where(method.upper(), below + path, tuple(query), fields)


def _fields(body: Any, told: Any) -> tuple[str, ...]:
    names = re.findall(r"#/components/schemas/([^\"]+)", json.dumps(body))
    return tuple(f for name in names for f in told["components"]["schemas"][name]["properties"])


class Held(FakeAssistant):
    """With the search that staff pages have."""

    def retrieve(self, question: str, k: int) -> list[Any]:
        return []


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("every")
    (folder / "documents").mkdir()
    about = {"documents_dir": folder / "documents", "at_once_per_client": 0}
    with opened(Held(), on_day(folder / "data", 2026, 1, 15, **about)) as site:
        appoint(site.app, 甲=Role.ADMINISTRATOR)
        yield site


@pytest.fixture(scope="module")
def routes(everything) -> list[Where]:
    found = sorted(set(routes_of(everything.app)))
    paths = {where.path for where in found}
    assert {"/healthz", "/mcp", "/api/ask", "/v1/chat/completions", "/staff/accounts"} <= paths
    assert {"/portal/{path}", "/gradio_api/queue/join"} <= paths
    assert len(paths) > 90
    return found


def client_of(site: Site) -> httpx.Client:
    page = {"accept": "text/html"}
    return httpx.Client(base_url=site.url, trust_env=False, timeout=60, headers=page)


@pytest.fixture
def visitor(everything) -> Iterator[httpx.Client]:
    with client_of(everything) as client:
        yield client


@pytest.fixture(scope="module")
def staff(everything) -> Iterator[httpx.Client]:
    with client_of(everything) as client:
        client.post(LOGIN, data={"name": "甲", "password": SECRET})
        letter = {"letter": "高新技术企业的条件是什么？", "token": token_of(client)}
        assert client.post("/staff/drafts", data=letter).headers["location"].endswith("/1/division")
        yield client


def hostile(where: Where, token: str) -> Iterator[dict[str, Any]]:
    """Requests of a route: hostile in the path, then in the query, then in the body."""
    for piece in PIECES if "{" in where.path else [""]:
        yield {"url": re.sub(r"\{[^}]+\}", piece, where.path)}
    plain = re.sub(r"\{[^}]+\}", "1", where.path)
    for value in VALUES[: 10 if where.query else 1]:
        yield {"url": plain, "params": dict.fromkeys(where.query or ("q",), value)}
    yield {"url": f"{plain}?q=%ed%a0%80&q=%00&%ff=%zz&number=1e9"}
    if where.method in LOOKS:
        return
    for kind, content in BODIES:
        yield {"url": plain, "content": content, "headers": {b"content-type": kind}}
    for value in VALUES if where.fields else ():
        yield {"url": plain, "data": dict.fromkeys(where.fields, value) | {"token": token}}
    if where.path.startswith("/staff"):
        return  # nothing but a form gets in
    for value in (*VALUES, "\ud800", 1e308, -1, None, [[]], {"a": {}}, True):
        sent = dict.fromkeys(where.fields or ("fn_index", "data"), value)
        kind = {"content-type": JSON}
        yield {"url": plain, "content": json.dumps(sent), "headers": kind}


def faults_of(said: httpx.Response) -> list[str]:
    wrong = []
    kind = said.headers.get("content-type", "")
    if said.status_code >= 500:
        wrong.append(f"{said.status_code}")
    if kind.startswith(("text/", JSON)) and (told := INSIDE.search(said.text)):
        wrong.append(told[0])
    path = said.request.url.path
    own = path.startswith("/staff")  # stricter ones
    headers = said.headers
    wrong += [
        f"no {k}" for k, v in HEADERS.items() if headers.get(k) != v and not (own and k in headers)
    ]
    if own:
        wrong += ["kept"] * (said.headers.get("cache-control") != "no-store")
        wrong += ["no page"] * (said.status_code >= 400 and not kind.startswith("text/html"))
    return wrong


def test_no_staff_route_changes_anything_without_a_login_and_its_own_form(routes, visitor, staff):
    held = [where for where in routes if where.path.startswith("/staff")]
    assert len([where for where in held if where.method not in LOOKS]) > 15
    for method, path, _, fields in held:
        url = re.sub(r"\{[^}]+\}", "1", path)
        if path != LOGIN:
            for headers in ({}, {"cookie": f"{COOKIE}=x"}):
                sent = dict.fromkeys(fields, "1")
                stranger = visitor.request(method, url, data=sent, headers=headers)
                assert stranger.status_code == 303, path
                assert stranger.headers["location"].startswith(LOGIN), path
        if method in LOOKS:
            continue
        if path != LOGIN:
            for token in ({}, {"token": "x"}):
                forged = staff.request(method, url, data=dict.fromkeys(fields, "1") | token)
                assert (forged.status_code, "没有执行" in forged.text) == (403, True), path
        foreign = staff.request(method, url, data={}, headers={"sec-fetch-site": "cross-site"})
        assert foreign.status_code == 403, path


REFUSALS = [
    ("GET", "/nothing", {}, 404),
    ("GET", "/portal/nothing.css", {}, 404),
    ("DELETE", "/staff/accounts", {}, 404),
    ("GET", "/staff/questions?page=x", {}, 422),
    ("POST", "/answer", {"content": b"x" * (MAX_BODY + 1)}, 413),
]


@pytest.mark.parametrize(("method", "path", "sent", "status"), REFUSALS)
def test_a_browser_is_refused_by_a_page_and_a_script_by_a_line(staff, method, path, sent, status):
    page = staff.request(method, path, **sent)
    assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert "回到首页" in page.text
    line = staff.request(method, path, headers={"accept": "*/*"}, **sent)
    assert line.status_code == status
    assert re.search("[\u4e00-\u9fff]", line.json()["detail"])


def test_nothing_that_is_sent_brings_out_a_fault(everything, routes, staff):
    token = token_of(staff)
    faults = set()
    for where in routes:
        if where.path.startswith(ENDLESS) or where.path == LOGOUT.path:
            continue
        for asked in hostile(where, token):
            said = staff.request(where.method, **asked)
            faults |= {(*where[:2], fault, str(asked)[:300]) for fault in faults_of(said)}
    assert not faults
