"""A real HTTP server on loopback that speaks like an OpenAI-compatible service, as scripted.

`python -m tests.scripted_service` serves the model that lies, for `python -m evals run`.
"""

from __future__ import annotations

import hashlib
import json
import re
import select
import socket
import struct
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Gone(Exception):
    """The client has hung up."""


class Call:
    """One request, and the ways to answer it."""

    def __init__(self, handler: BaseHTTPRequestHandler, path: str, asked: dict[str, Any]) -> None:
        self._handler = handler
        self._begun = False
        self.path = path
        self.asked = asked
        self.key = handler.headers.get("authorization", "")

    @property
    def prompt(self) -> str:
        """The last user message."""
        return str(self.asked["messages"][-1]["content"])

    @property
    def system(self) -> str:
        """The system message."""
        return str(self.asked["messages"][0]["content"])

    def reply(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        """A whole answer: JSON, or bytes as they are."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self._handler.send_response(status)
        self._handler.send_header("content-type", "application/json")
        self._handler.send_header("content-length", str(len(raw)))
        for name, value in (headers or {}).items():
            self._handler.send_header(name, value)
        self._handler.end_headers()
        self._handler.wfile.write(raw)

    def error(self, status: int, message: str = "", headers: dict[str, str] | None = None) -> None:
        """An error as services word it: with the key and the prompt in it."""
        said = f"{message} key={self.key} prompt={json.dumps(self.asked, ensure_ascii=False)}"
        self.reply(status, {"error": {"message": said, "type": "scripted"}}, headers)

    def say(self, text: str, *, size: int = 8, every: float = 0.0) -> None:
        """A whole answer as a stream of pieces (or at once, as asked)."""
        if not self.asked.get("stream"):
            message = {"role": "assistant", "content": text}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            self.reply(200, {"id": "c", "object": "chat.completion", "choices": [choice]})
            return
        for at in range(0, len(text), size):
            self.piece(text[at : at + size])
            if every:
                self.wait(every)
        self.finish()

    def piece(self, content: str = "", **delta: Any) -> None:
        """One piece of a stream."""
        said = {"content": content, **delta} if content or not delta else delta
        self.event({"choices": [{"index": 0, "delta": said, "finish_reason": None}]})

    def event(self, data: dict[str, Any] | str) -> None:
        """One server-sent event, whatever it holds."""
        if isinstance(data, dict):
            frame = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
            data = json.dumps({**frame, **data}, ensure_ascii=False)
        self.raw(f"data: {data}\n\n")

    def raw(self, text: str) -> None:
        """Anything, as a chunk of the stream."""
        if not self._begun:
            self._begun = True
            self._handler.send_response(200)
            self._handler.send_header("content-type", "text/event-stream")
            self._handler.send_header("transfer-encoding", "chunked")
            self._handler.end_headers()
        if self.gone():
            raise Gone
        data = text.encode()
        self._handler.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self._handler.wfile.flush()

    def finish(self, reason: str = "stop") -> None:
        """The proper end of a stream."""
        self.event({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})
        self.event("[DONE]")
        self._handler.wfile.write(b"0\r\n\r\n")

    def cut(self) -> None:
        """Reset the connection, as a crashed server does."""
        peer = self._handler.connection
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._handler.close_connection = True
        self._handler.wfile.flush()
        peer.close()

    def wait(self, seconds: float) -> None:
        """Do nothing, unless the client hangs up meanwhile."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.gone():
                raise Gone
            time.sleep(min(0.01, seconds))

    def gone(self) -> bool:
        """Whether the client has closed its end."""
        peer = self._handler.connection
        readable, _, _ = select.select([peer], [], [], 0)
        try:
            return bool(readable) and peer.recv(1, socket.MSG_PEEK) == b""
        except OSError:
            return True


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A client that resets the connection is what the tests are about."""


Script = Callable[[Call], None]


class ScriptedService:
    """The service. script answers chat calls; embed and rerank may be replaced too."""

    def __init__(self, script: Script | None = None, port: int = 0) -> None:
        self.calls: list[Call] = []
        self.hung_up = threading.Event()  # a client left in the middle of a stream
        self.script: Script = script or (lambda call: call.say("好的。"))
        self.embed: Script = embeddings
        self.rerank: Script = by_common_characters
        service = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                if not body:
                    return  # hung up at once
                asked = json.loads(body)
                call = Call(self, self.path, asked)
                service.calls.append(call)
                try:
                    service._answer(call)
                except (Gone, BrokenPipeError, ConnectionResetError):
                    service.hung_up.set()
                    self.close_connection = True

            def log_message(self, *_: Any) -> None:
                pass

        self._server = _Server(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def _answer(self, call: Call) -> None:
        scripts = {"completions": self.script, "embeddings": self.embed, "rerank": self.rerank}
        scripts.get(call.path.rpartition("/")[2], lambda call: call.error(404))(call)

    def chats(self) -> list[Call]:
        """The calls for a chat answer."""
        return [call for call in self.calls if call.path.endswith("/chat/completions")]

    def __enter__(self) -> ScriptedService:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def in_turn(*scripts: Script) -> Script:
    """Each call by the next script, and the last one from then on."""
    left = list(scripts)
    return lambda call: (left.pop(0) if len(left) > 1 else left[0])(call)


def embeddings(call: Call) -> None:
    """Eight numbers per text, out of its digest."""
    call.reply(200, embedded(call.asked["input"]))


def embedded(texts: list[str], width: int = 8) -> dict[str, Any]:
    """The body of such an answer, in reverse order, which a service may choose."""
    digests = [hashlib.sha256(text.encode()).digest() for text in texts]
    rows = [
        {"object": "embedding", "index": n, "embedding": [byte / 255 for byte in digest[:width]]}
        for n, digest in enumerate(digests)
    ]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return {"object": "list", "model": "m", "data": rows[::-1], "usage": usage}


def by_common_characters(call: Call) -> None:
    """Relevance as the share of the query's characters, best first, as services give it."""
    query = set(call.asked["query"])
    scored = [
        {"index": n, "relevance_score": len(query & set(text)) / len(query)}
        for n, text in enumerate(call.asked["documents"])
    ]
    scored.sort(key=lambda row: -row["relevance_score"])
    call.reply(200, {"id": "r", "results": scored[: call.asked.get("top_n") or len(scored)]})


_SOURCE = re.compile(r"^<<<来源(\d+) (\w+)\n(.*?)^>>>来源\1 \2$", re.M | re.S)
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def sources_in(prompt: str) -> dict[int, str]:
    """The texts of the numbered sources of a prompt."""
    return {int(n): held.partition("正文：\n")[2] for n, _, held in _SOURCE.findall(prompt)}


def sentences_in(text: str) -> list[str]:
    """The sentences of a source."""
    return [s.strip() for s in re.split(r"(?<=[。！？；])|\n", text) if s.strip()]


def adversary(call: Call) -> None:
    """Writes out of the sources, and puts a wrong figure into every other sentence with one."""
    said, lies = [], False
    for number, text in sources_in(call.prompt).items():
        for sentence in sentences_in(text):
            plain = sentence.rstrip("。；")
            if lies and _FIGURE.search(plain):
                plain = _FIGURE.sub(lambda figure: wrong(figure[0]), plain, count=1)
            if _FIGURE.search(sentence):
                lies = not lies
            said.append(f"{plain}[{number}]。")
            if len("".join(said)) > 600:
                break
    call.say("".join(said) or "文件没有载明。")


def wrong(figure: str) -> str:
    """Another figure with as many digits."""
    return "".join(str((int(c) + 3) % 10 or 7) if c.isdigit() else c for c in figure)


def main() -> None:
    """Serve the model that lies."""
    import argparse

    options = argparse.ArgumentParser(description="serves a model that lies")
    options.add_argument("--port", type=int, default=8099)
    service = ScriptedService(adversary, options.parse_args().port)
    print(f"POLICY_CHAT_BASE_URL={service.url} POLICY_CHAT_MODEL=adversary", flush=True)
    service._server.serve_forever()


if __name__ == "__main__":
    main()
