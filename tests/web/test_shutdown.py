"""SIGTERM to the real process, while a slow model still writes."""

from __future__ import annotations

import json
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from assistant.records.database import Database
from assistant.records.question_history import QuestionHistory, WantedQuestions
from tests.scripted_service import Call, ScriptedService
from tests.web.service import Service, soon
from tests.web.talk import Talk

QUESTION = "科技创新券每家企业每年最高多少万元？"
SAID = "科技创新券每家企业每年最高10万元[1]。"


def slowly(call: Call) -> None:
    call.say(SAID, size=4, every=0.5)


def test_what_is_being_answered_is_answered_and_nobody_new_is_let_in(
    service: Service, model_service: ScriptedService, tmp_path: Path
):
    model_service.script = slowly
    chat = {"CHAT_BASE_URL": model_service.url, "CHAT_MODEL": "m", "CHAT_API_KEY": "k"}
    logs = {"LOG_LEVEL": "info", "LOG_FORMAT": "json"}
    service.environment |= {f"POLICY_{name}": value for name, value in (chat | logs).items()}
    client = service.start()
    page = Talk(str(client.base_url))
    model_service.calls.clear()
    an_open_page = client.stream("GET", "/gradio_api/heartbeat/x")  # it never ends by itself
    with an_open_page, ThreadPoolExecutor(2) as pool:
        shown = pool.submit(page.ask, QUESTION)
        named = {"X-Request-ID": "from.the-proxy_1"}
        told = pool.submit(client.post, "/api/ask", json={"question": QUESTION}, headers=named)
        soon(lambda: len(model_service.chats()) == 2)
        assert service.process
        service.process.send_signal(signal.SIGTERM)
        soon(lambda: refused(str(client.base_url)))
        assert not shown.done()
        assert not told.done()
        assert "10万元" in shown.result()
        assert told.result().json()["mode"] == "generated"
        assert service.process.wait(30) == 0
    service.process = None
    history = QuestionHistory(Database(tmp_path / "data" / "state.sqlite3"))
    rows = history.listed(WantedQuestions(), 1).rows
    assert {row.asked_through for row in rows} == {"网页", "接口"}

    lines = [json.loads(line) for line in service.log.read_text("utf-8").splitlines()]
    assert not [line for line in lines if line["level"] == "ERROR"]
    asked = [line for line in lines if line["message"] == "question"]
    assert {line["through"] for line in asked} == {"网页", "接口"}
    assert all(line["status"] == "answered" and line["passages"] == 1 for line in asked)
    joined = [line for line in lines if line.get("path") == "/gradio_api/queue/join"]
    assert {line["request"] for line in asked} == {"from.the-proxy_1", joined[0]["request"]}
    (line,) = (line for line in lines if line.get("path") == "/api/ask")
    assert (line["request"], line["status"], line["ms"] > 500) == ("from.the-proxy_1", 200, True)
    assert "科技创新券" not in json.dumps(lines, ensure_ascii=False)


def refused(url: str) -> bool:
    try:
        httpx.get(f"{url}/healthz", timeout=2)
    except httpx.TransportError:  # or cut off while it came in
        return True
    return False
