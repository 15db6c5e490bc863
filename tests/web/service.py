"""The whole service in a process of its own."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from assistant.web.staff.door import COOKIE
from index.bundled_embedder import build_embedder
from index.indexer import store_for
from index.retriever import open_retriever
from tests.web.people import SECRET

ROOT = Path(__file__).resolve().parents[2]
OLD = "# 甲市科技创新券管理办法\n\n第一条 科技创新券每家企业每年最高10万元。\n"
PATIENCE = 90  # seconds


def soon(true: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Look every few milliseconds until it is."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.003)


class Service:
    """The service in a process of its own, over a folder of its own."""

    def __init__(self, folder: Path, **settings: object) -> None:
        self.documents, self.store = folder / "documents", folder / "store"
        self.documents.mkdir(parents=True)
        (self.documents / "旧.md").write_text(OLD, encoding="utf-8")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        named = {"DOCUMENTS_DIR": self.documents, "STORE_DIR": self.store, "PORT": self.port,
                 "DATA_DIR": folder / "data", "STAFF_PASSWORD": SECRET, **settings}  # fmt: skip
        self.environment = {f"POLICY_{name}": str(value) for name, value in named.items()}
        self.environment |= {"PATH": "/usr/bin:/bin"}
        self.log = folder / "log"
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> httpx.Client:
        """A client that is logged in, once the service runs."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, text=True,
                                            env=self.environment, stdout=subprocess.PIPE,
                                            stderr=log)  # fmt: skip
        assert self.process.stdout
        assert any("已启动" in line for line in self.process.stdout)
        client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=PATIENCE,
                              trust_env=False)  # fmt: skip
        sent = {"name": "staff", "password": SECRET}
        assert client.post("/staff/login", data=sent).headers["location"] == "/staff/"
        return client

    def kill(self) -> None:
        """At once: nothing is tidied up."""
        if self.process:
            self.process.kill()
            assert self.process.wait(PATIENCE) == -signal.SIGKILL
            self.process = None

    def sending(self, client: httpx.Client) -> socket.socket:
        """A connection over which half a file has been sent."""
        part = '--x\r\nContent-Disposition: form-data; name="files"; filename="半.md"\r\n\r\n'
        head = f"POST /staff/library HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {10**7}\r\n"
        head += f"Cookie: {COOKIE}={client.cookies[COOKIE]}\r\n"
        head += "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
        connection = socket.create_connection(("127.0.0.1", self.port))
        connection.sendall((head + part + OLD * 20_000).encode())
        return connection

    def incoming(self) -> list[Path]:
        return [*self.documents.glob(".library/incoming/*/*")]

    def answers(self) -> set[str]:
        """The documents that are indexed, as whoever comes next reads them."""
        store = store_for(self.documents, self.store)
        return {p.source.id for p in open_retriever(store, build_embedder("bundled")).passages}
