"""The whole service, killed outright while files are sent, read and indexed."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from assistant.web.staff.door import COOKIE, form_token
from corpus.library import load_passages
from index.bundled_embedder import build_embedder
from index.indexer import store_for
from index.retriever import open_retriever

ROOT = Path(__file__).resolve().parents[2]
SECRET = "一个好密码，很长"
OLD = "# 甲市科技创新券管理办法\n\n第一条 科技创新券每家企业每年最高10万元。\n"
PATIENCE = 90  # seconds


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
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> httpx.Client:
        """A client that is logged in, once the service runs."""
        self.process = subprocess.Popen([sys.executable, "app.py"], cwd=ROOT, text=True,
                                        env=self.environment, stdout=subprocess.PIPE)  # fmt: skip
        assert self.process.stdout
        assert any("已启动" in line for line in self.process.stdout)
        client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=PATIENCE,
                              trust_env=False)  # fmt: skip
        client.post("/staff/login", data={"name": "staff", "password": SECRET})
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


def sent(client: httpx.Client) -> dict[str, str]:
    return {"do": "add", "token": form_token(client.cookies[COOKIE])}


def upload(client: httpx.Client, name: str, content: bytes) -> httpx.Response:
    headers = {"accept": "application/json"}
    files = {"files": (name, content)}
    return client.post("/staff/library", data=sent(client), files=files, headers=headers)


def soon(true: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Look every few milliseconds until it is."""
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.003)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service(tmp_path)
    yield service
    service.kill()


def test_killed_the_old_library_answers_and_the_next_start_needs_no_hands(service: Service):
    client = service.start()
    page = "<p>第一条 企业申请补贴的，应当提交材料。</p>" * 30_000
    slow = f"<html><body><h1>乙市补贴办法</h1>{page}</body></html>".encode()
    half = service.sending(client)
    given_up = threading.Thread(target=pytest.raises, args=[httpx.HTTPError, upload, client,
                                                            "慢.html", slow])  # fmt: skip
    given_up.start()
    soon(service.incoming)  # it is being read
    service.kill()
    half.close()
    given_up.join()
    assert service.incoming()
    assert [s.id for s in load_passages(service.documents).sources] == ["旧"]
    assert service.answers() == {"旧"}

    client = service.start()
    assert not service.incoming()
    many = "".join(f"第{n}条 第{n}类企业每年补助{n}万元，须按时报送材料。\n" for n in range(1, 900))
    (taken,) = upload(client, "多.md", f"# 丙市补助办法\n\n{many}".encode()).json()
    assert taken["taken"], taken
    soon(lambda: [*service.store.glob("*/vectors-*.part")])  # it is being indexed
    service.kill()
    assert service.answers() == {"旧"}

    client = service.start()
    assert "在用 2 份" in client.get("/staff/library").text
    assert service.answers() == {"旧", "多"}
    assert not [*service.store.glob("*/*part*")]
