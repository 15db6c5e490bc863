"""A talk with the served chat, over the routes that its page uses."""

import json
import uuid
from typing import Any

import httpx


class Talk:
    """One session; ask() gives the HTML of an answer."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, trust_env=False, timeout=60)
        self._session = uuid.uuid4().hex
        self._said: list[dict[str, str]] = []  # a page keeps its talk itself
        calls = self._client.get("/config").json()["dependencies"]
        self._chat = next(call["id"] for call in calls if call["api_name"] == "chat")

    def ask(self, question: str) -> str:
        sent_along = {"question": question, "messages": self._said}
        body = {"fn_index": self._chat, "data": [sent_along], "session_hash": self._session}
        sent = self._client.post("/gradio_api/queue/join", content=json.dumps(body), headers=_JSON)
        sent.raise_for_status()
        session = {"session_hash": self._session}
        with self._client.stream("GET", "/gradio_api/queue/data", params=session) as events:
            for line in events.iter_lines():
                event: dict[str, Any] = json.loads(line.removeprefix("data: ") or "{}")
                if event.get("msg") == "process_completed":
                    shown = str(event["output"]["data"][0])
                    self._said += [
                        {"role": "user", "content": question},
                        {"role": "assistant", "content": shown},
                    ]
                    return shown
        raise AssertionError("the answer was cut off")


_JSON = {"content-type": "application/json"}
