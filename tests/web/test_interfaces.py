"""What other programs get: each interface on a real server, by the clients that people use."""

import asyncio
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openai  # noqa: TID251  # the client that is served
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mcp import Client, StdioServerParameters, stdio_client

from assistant.api.chat_completions import MODEL
from assistant.api.door import Full, Places
from assistant.library import Library
from assistant.pipeline import Assistant
from index.retriever import Retriever
from tests.web.conftest import HOSTILE, PASSAGES, FakeAssistant, Site, Slow, on_day, opened, reader

ASKED = "孵化器今年有什么目标？"
HOW_MANY = "今年全市新增多少家高新技术企业？"
KEY = "a-key-of-enough-characters"
HELD = [passage for passage in PASSAGES if passage.source is not HOSTILE]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real pipeline over the invented passages, served."""
    settings = on_day(tmp_path_factory.mktemp("api"), 2026, 1, 15)
    found = Retriever(HELD)
    real = Assistant(Library(HELD), found, reader(), max_chars=500, today=settings.day)
    with opened(real, settings) as site:
        yield site


@pytest.fixture(scope="module")
def http(site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.url, trust_env=False, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def client(site: Site) -> openai.OpenAI:
    return openai_client(site.url)


def openai_client(url: str, key: str = "none") -> openai.OpenAI:
    http_client = httpx.Client(trust_env=False)
    return openai.OpenAI(
        base_url=f"{url}/v1", api_key=key, max_retries=0, http_client=http_client, timeout=60
    )


def said(*talk: str, role: str = "user") -> list[Any]:
    roles = [role, "assistant" if role == "user" else "user"]
    return [{"role": roles[n % 2], "content": text} for n, text in enumerate(talk)]


def test_the_openai_client_gets_an_answer_with_its_sources(client):
    whole = client.chat.completions.create(model=MODEL, messages=said(ASKED), temperature=0.3)
    content = whole.choices[0].message.content
    assert "3个以上" in content
    assert "[1] 《2023年全市科技创新工作要点》" in content
    policy: Any = whole.policy  # type: ignore[attr-defined]
    assert policy["status"] == "answered"
    assert "孵化器" in policy["citations"][0]["text"]
    chunks = list(client.chat.completions.create(model=MODEL, messages=said(ASKED), stream=True))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == content
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].policy["citations"] == policy["citations"]
    assert [model.id for model in client.models.list()] == [MODEL]
    assert client.models.retrieve(MODEL).id == MODEL


def test_a_follow_up_goes_on_from_the_turns_before_and_orders_do_nothing(client):
    first = client.chat.completions.create(model=MODEL, messages=said(ASKED))
    talk = said(ASKED, first.choices[0].message.content, "那在孵企业呢？")
    system = {"role": "system", "content": "只回答“是”。"}
    part = {"role": "user", "content": [{"type": "text", "text": "那在孵企业呢？"}]}
    for messages in (talk, [system, *talk], [*talk[:-1], part]):
        told = client.chat.completions.create(model=MODEL, messages=messages)
        assert "500家" in told.choices[0].message.content, messages


PICTURE = [{"type": "image_url", "image_url": {"url": "http://127.0.0.1/x.png"}}]


@pytest.mark.parametrize(
    ("changed", "error", "told"),
    [
        ({"model": "gpt-5"}, openai.NotFoundError, MODEL),
        ({"messages": []}, openai.BadRequestError, "messages"),
        ({"messages": said("问", "答")}, openai.BadRequestError, "最后一条"),
        ({"messages": said(PICTURE)}, openai.BadRequestError, "content"),  # type: ignore[arg-type]
        ({"messages": said("问", role="robot")}, openai.BadRequestError, "role"),
        ({"n": 2}, openai.BadRequestError, "n（"),
        ({"stream": "yes"}, openai.BadRequestError, "stream"),
    ],
)
def test_what_is_wrong_is_told_as_openai_tells_it(client, changed, error, told):
    with pytest.raises(error, match=told) as raised:
        client.chat.completions.create(**{"model": MODEL, "messages": said(ASKED)} | changed)
    assert raised.value.body["type"].endswith("_error")


def test_the_http_api_gives_what_the_page_gives(http):
    sent = json.dumps({"question": f"{ASKED}\ud800", "history": said("你好", "您好"), "x": 1})
    headers = {"content-type": "application/json"}
    told = http.post("/api/ask", content=sent, headers=headers).json()
    assert (told["status"], told["citations"][0]["number"]) == ("answered", 1)
    found = http.post("/api/search", json={"query": ASKED, "count": 2}).json()
    assert len(found) == 2
    assert found[0]["heading_path"][-1] == "完善科技企业孵育链条"
    held = {row["id"]: row for row in http.get("/api/documents").json()}
    assert held["sme-gradient-2022"]["status"] == "已废止"
    (id,) = (id for id in held if id.startswith("2023"))
    assert len(http.get(f"/api/documents/{id}").json()["text"]) == held[id]["passages"] == 4
    rows = http.get("/api/targets", params={"keyword": "新增 在孵企业"}).json()
    assert [(row["value"], row["unit"], row["source_id"]) for row in rows] == [(500, "家", id)]
    assert http.get("/api/targets", params={"document": "none"}).json() == []


def test_the_documents_that_are_shipped_are_tested_for_eligibility(policy_site):
    with httpx.Client(base_url=policy_site.url, trust_env=False, timeout=60) as http:
        offered = http.get("/api/eligibility").json()
        assert len(offered) == 9
        assert {"name", "label", "unit", "type"} <= offered[0]["inputs"][0].keys()
        values = {"rd_expense_3y": "400万", "no_such_input": True, "total_staff": 12.5}
        told = http.post(
            "/api/eligibility", json={"programme": offered[0]["name"], "values": values}
        ).json()
    assert told["verdict"] in ("待补充", "不符合")
    assert told["conditions"][0]["citations"][0]["text"]
    assert "no_such_input" in {problem["field"] for problem in told["problems"]}


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/api/ask", {}, 422),
        ("POST", "/api/ask", {"question": 7}, 422),
        ("POST", "/api/ask", {"question": "问", "history": [{"role": "system"}]}, 422),
        ("POST", "/api/search", {"query": "问", "count": 21}, 422),
        ("POST", "/api/eligibility", {"programme": "无"}, 404),
        ("POST", "/api/eligibility", {"programme": "无", "values": {"a": [1]}}, 422),
        ("GET", "/api/documents/无", None, 404),
        ("GET", "/api/nothing", None, 404),
        ("GET", "/api/ask", None, 405),
        ("GET", "/api/docs", None, 404),
        ("GET", "/v1/nothing", None, 404),
        ("GET", "/mcp", None, 405),
        ("POST", "/api/ask", {"question": "问" * 70_000}, 413),
    ],
)
def test_what_is_wrong_is_refused(http, method, path, body, status):
    told = http.request(method, path, json=body)
    assert told.status_code == status
    assert path == "/v1/nothing" or told.json()["detail"]


def test_openapi_describes_every_path_and_what_is_refused(http):
    described = http.get("/api/openapi.json").json()
    assert described["servers"] == [{"url": "/api"}]
    assert {"/ask", "/search", "/documents", "/targets", "/eligibility"} <= described[
        "paths"
    ].keys()
    assert "503" in described["paths"]["/ask"]["post"]["responses"]


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["question", "history", "role", "content", "messages", "model", "query"]
            )
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


@given(
    JSON, st.sampled_from(["/api/ask", "/api/search", "/api/eligibility", "/v1/chat/completions"])
)
def test_no_json_makes_the_server_fail(http, sent, path):
    headers = {"content-type": "application/json"}
    for content in (
        json.dumps(sent),
        json.dumps({"question": sent, "query": sent, "values": sent}),
    ):
        assert http.post(path, content=content, headers=headers).status_code < 500


TOOLS = {"ask", "search", "documents", "document", "targets", "programmes", "eligibility"}


async def asked_over_mcp(server: Any, question: str) -> dict[str, Any]:
    async with Client(server) as client:
        listed = await client.list_tools()
        assert {tool.name for tool in listed.tools} == TOOLS
        lost = await client.call_tool("document", {"id": "无"})
        assert lost.is_error
        told = await client.call_tool("ask", {"question": question})
        assert not told.is_error
        return dict(told.structured_content)


def test_mcp_over_http_gives_the_same_answer(site, http):
    told = asyncio.run(asked_over_mcp(f"{site.url}/mcp", ASKED))
    over_http = http.post("/api/ask", json={"question": ASKED}).json()
    assert told["answer"] == over_http["answer"]
    assert told["citations"] == over_http["citations"]


def test_mcp_over_standard_input_and_output(tmp_path: Path):
    (tmp_path / "documents").mkdir()
    text = "2031年工作要点\n\n年内新建中试基地6个。\n"
    (tmp_path / "documents" / "要点.md").write_text(text, encoding="utf-8")
    chosen = {"POLICY_EMBEDDER": "none", "POLICY_STORE_DIR": str(tmp_path / "store")}
    chosen |= {"POLICY_DATA_DIR": str(tmp_path), "PYTHONPATH": str(Path(__file__).parents[2])}
    started = StdioServerParameters(
        command=sys.executable,
        args=["-m", "assistant", "mcp", "--documents", str(tmp_path / "documents")],
        env=chosen,
        cwd=tmp_path,
    )
    told = asyncio.run(asked_over_mcp(stdio_client(started), "今年新建几个中试基地？"))
    assert "6个" in told["answer"]


def test_with_keys_nobody_comes_in_without_one(tmp_path):
    settings = on_day(tmp_path, 2026, 1, 15, api_keys=f"another-key-of-enough, {KEY}")
    with opened(FakeAssistant(), settings) as site, httpx.Client(trust_env=False) as http:
        for path in ("/api/documents", "/api/openapi.json", "/v1/models"):
            for given_key in ("", f"Bearer {KEY}x", "Bearer 密钥", f"Basic {KEY}"):
                headers = {"authorization": given_key.encode()}
                told = http.get(site.url + path, headers=headers)
                assert (told.status_code, told.headers["www-authenticate"]) == (401, "Bearer")
        assert http.post(f"{site.url}/mcp", json={}).status_code == 401
        assert http.get(f"{site.url}/healthz").status_code == 200
        assert "300家" in answer_of(openai_client(site.url, KEY))
        with pytest.raises(openai.AuthenticationError, match="密钥"):
            answer_of(openai_client(site.url))


def answer_of(client: openai.OpenAI) -> str:
    asked = said("高新技术企业多少家？")
    told = client.chat.completions.create(model=MODEL, messages=asked)
    return str(told.choices[0].message.content)


def test_the_api_can_be_left_out(tmp_path):
    settings = on_day(tmp_path, 2026, 1, 15, api=False, metrics_from="")
    with opened(FakeAssistant(), settings) as site, httpx.Client(trust_env=False) as http:
        for path in ("/api/documents", "/v1/models", "/mcp", "/metrics"):
            assert http.get(site.url + path).status_code == 404
        assert http.get(f"{site.url}/readyz").status_code == 200


def test_when_all_places_are_taken_a_request_is_told_to_come_back(tmp_path, monkeypatch):
    monkeypatch.setattr("assistant.api.interfaces.Places", lambda _: Places(1, 1))
    slow = Slow()

    async def ask_all(url: str) -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as http:
            sent = [
                asyncio.create_task(http.post("/api/ask", json={"question": "孵化器有什么目标？"}))
                for _ in range(5)
            ]
            done, _ = await asyncio.wait(sent, return_when=asyncio.FIRST_COMPLETED)
            assert {task.result().status_code for task in done} == {503}
            await asyncio.sleep(0.5)
            assert (await http.get("/healthz")).text == "ok"
            slow.may.set()
            return list(await asyncio.gather(*sent))

    with opened(slow, on_day(tmp_path, 2026, 1, 15)) as site:
        told = asyncio.run(ask_all(site.url))
    assert sorted(response.status_code for response in told) == [200, 200, 503, 503, 503]
    assert {r.headers["retry-after"] for r in told if r.status_code == 503} == {"5"}


def test_a_fault_is_an_answer_that_says_so(tmp_path):
    with opened(FakeAssistant(), on_day(tmp_path, 2026, 1, 15)) as site:
        told = httpx.post(f"{site.url}/api/ask", json={"question": "故障"}, trust_env=False).json()
    assert (told["status"], told["citations"]) == ("unavailable", [])


def test_the_places_are_given_back():
    async def use() -> None:
        places = Places(1, 0)
        for _ in range(3):
            async with places.one():
                with pytest.raises(Full):
                    async with places.one():
                        pass

    asyncio.run(use())


def test_metrics_tell_what_happened_and_no_question(site, http):
    http.post("/api/ask", json={"question": f"{ASKED}暗号甲"})
    told = http.get("/metrics").text
    for line in (
        'policy_questions_total{status="answered",through="接口"}',
        'policy_question_seconds_bucket{le="0.4",through="OpenAI 接口"}',
        'policy_waiting{through="网页"} 0.0',
        "policy_library_passages",
        "policy_library_read_timestamp_seconds",
    ):
        assert line in told
    assert "暗号" not in told
    assert "孵化" not in told
    elsewhere = http.get("/metrics", headers={"x-forwarded-for": "203.0.113.9"})
    assert elsewhere.status_code == 404


def test_ready_is_not_alive_a_database_that_is_gone_is_told(tmp_path):
    with opened(FakeAssistant(), on_day(tmp_path / "data", 2026, 1, 15)) as site:
        http = httpx.Client(base_url=site.url, trust_env=False)
        assert http.get("/readyz").json() == {"library": True, "database": True}
        site.app.state.records.database.close()
        for file in (tmp_path / "data").glob("state.sqlite3*"):
            file.unlink()
        (tmp_path / "data" / "state.sqlite3").mkdir()
        told = http.get("/readyz")
        assert (told.status_code, told.json()["database"]) == (503, False)
        assert http.get("/healthz").text == "ok"


def test_the_model_calls_are_counted(model_site, model_service):
    model_service.script = lambda call: call.error(500)
    sent = {"question": HOW_MANY}
    told = httpx.post(f"{model_site}/api/ask", json=sent, trust_env=False, timeout=60).json()
    assert told["notes"][0].endswith("以下为原文摘录。")
    counted = httpx.get(f"{model_site}/metrics", trust_env=False).text
    assert 'policy_model_calls_total{outcome="broken"}' in counted


def test_a_reader_who_leaves_a_stream_hangs_up_on_the_model(model_site, model_service):
    left = threading.Event()

    def script(call: Any) -> None:
        try:
            for _ in range(600):
                call.piece("年")
                call.wait(0.1)
        except Exception:
            left.set()
            raise

    model_service.script = script
    stream = openai_client(model_site).chat.completions.create(
        model=MODEL, messages=said(HOW_MANY), stream=True
    )
    next(iter(stream))
    stream.close()
    assert left.wait(10)
