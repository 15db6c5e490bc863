"""Two replicas, as two processes: one folder of documents, one Chroma server, one database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from index.vector_index import connected
from tests.chroma_server import ChromaServer
from tests.web.service import OLD, Service, soon
from tests.web.talk import Talk

NEW = "# 乙市孵化器管理办法\n\n第一条 孵化器场地面积不低于3000平方米。\n"
LATER = "# 丙市灯塔补助办法\n\n第一条 灯塔每座每年补助8万元。\n"
ASKED = "创新券每家企业每年最高多少万元？"
SECONDS = 30  # in which a document that is put into the folder is answered from


@dataclass
class Replicas:
    """What both share, and each of them."""

    documents: Path
    chroma: ChromaServer
    services: list[Service]
    clients: list[httpx.Client]

    def answers(self, question: str) -> list[tuple[str, list[str]]]:
        """What each says, and what it rests on."""
        told = [client.post("/api/ask", json={"question": question}) for client in self.clients]
        assert all(t.status_code == 200 for t in told), [t.text for t in told]
        return [
            (t.json()["answer"], [cited["text"] for cited in t.json()["citations"]]) for t in told
        ]

    def have_vectors(self) -> list[bool]:
        """What each says of itself; without vectors it is ready too."""
        told = [client.get("/readyz") for client in self.clients]
        assert {t.status_code for t in told} == {200}
        return [t.json()["vectors"] for t in told]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("replicas")


@pytest.fixture(scope="module")
def database(request: pytest.FixtureRequest, folder: Path) -> str:
    """A real PostgreSQL, or else one file."""
    try:
        return str(request.getfixturevalue("postgres").url)
    except (pytest.FixtureLookupError, pytest.skip.Exception):
        return f"sqlite:///{folder / 'state.sqlite3'}"


@pytest.fixture(scope="module")
def replicas(folder: Path, database: str) -> Iterator[Replicas]:
    chroma = ChromaServer(folder / "chroma").start()
    (documents := folder / "shared").mkdir()
    (documents / "旧.md").write_text(OLD, encoding="utf-8")
    both = {"DOCUMENTS_DIR": documents, "DATA_DIR": folder / "data",
            "CHROMA_URL": chroma.url, "DATABASE_URL": database,
            "RATE_PER_MINUTE": 0}  # fmt: skip
    services = [Service(folder / name, **both) for name in ("one", "two")]
    try:
        with ThreadPoolExecutor(2) as pool:  # at once
            clients = list(pool.map(Service.start, services))
        yield Replicas(documents, chroma, services, clients)
    finally:
        chroma.stop()
        for service in services:
            service.kill()


def test_two_replicas_are_one_service(replicas: Replicas):
    one, two = replicas.clients
    first, second = replicas.answers(ASKED)
    assert first == second
    assert "10万元" in first[0]
    assert replicas.have_vectors() == [True, True]
    assert len(connected(replicas.chroma.url).list_collections()) == 1

    (replicas.documents / "新.md").write_text(NEW, encoding="utf-8")
    question = "孵化器场地面积不低于多少平方米？"
    soon(lambda: all("3000平方米" in text for text, _ in replicas.answers(question)), SECONDS)
    soon(lambda: replicas.have_vectors() == [True, True])
    assert replicas.answers(question)[0] == replicas.answers(question)[1]

    elsewhere = httpx.Client(base_url=two.base_url, cookies=one.cookies, trust_env=False)
    assert elsewhere.get("/staff/library").status_code == 200
    assert httpx.get(f"{two.base_url}/staff/library", trust_env=False).status_code != 200

    talk = Talk(str(one.base_url))
    shown = talk.ask(ASKED)
    (link,) = re.findall(r'href="#answer/([^"]+)"', shown)
    opened = two.post("/answer", content=link)
    assert opened.status_code == 200
    assert "10万元" in json.dumps(opened.json(), ensure_ascii=False)
    talk._client.base_url = two.base_url  # as if the first had ended
    assert "3000平方米" in talk.ask(question)


def test_without_the_chroma_server_both_answer_and_take_it_again(replicas: Replicas):
    before = replicas.answers(ASKED)
    replicas.chroma.stop()
    soon(lambda: replicas.have_vectors() == [False, False], 60)
    assert [text for text, _ in replicas.answers(ASKED)] == [text for text, _ in before]
    (replicas.documents / "后.md").write_text(LATER, encoding="utf-8")
    soon(lambda: all("8万" in text for text, _ in replicas.answers("灯塔每座每年补助多少？")), 60)
    replicas.chroma.start()
    soon(lambda: replicas.have_vectors() == [True, True], 60)
    assert replicas.answers(ASKED) == before
