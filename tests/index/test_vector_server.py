"""Vectors on a real Chroma server, alone and shared, gone and back."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from corpus.passage import Passage
from index.errors import EmbedderFailed, VectorsAway
from index.indexer import sync
from index.retriever import Retriever, open_retriever
from index.vector_index import connected
from index.vector_server import PREFIX, VectorServer
from tests.chroma_server import ChromaServer

ROOT = Path(__file__).parents[2]
PATIENCE = 60  # seconds


@pytest.fixture(scope="module")
def chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaServer]:
    server = ChromaServer(tmp_path_factory.mktemp("chroma")).start()
    yield server
    server.stop()


@pytest.fixture
def own_chroma(tmp_path: Path) -> Iterator[ChromaServer]:
    """Of one test, which may do with it as it likes."""
    server = ChromaServer(tmp_path / "chroma").start()
    yield server
    server.stop()


@pytest.fixture
def server(chroma: ChromaServer) -> Iterator[VectorServer]:
    yield VectorServer(chroma.url)
    client = connected(chroma.url)
    for collection in client.list_collections():
        client.delete_collection(collection.name)


def held(chroma: ChromaServer) -> dict[str, int]:
    return {c.name: c.count() for c in connected(chroma.url).list_collections()}


def with_vectors(retriever: Retriever) -> bool:
    (hit,) = retriever.search("创新券", 1)
    return hit.vectors is not None


def scores(retriever: Retriever) -> list[Any]:
    return [
        (hit.passage.id, pytest.approx(hit.score, abs=1e-6))
        for question in ("创新券", "研发机构补助", "孵化器")
        for hit in retriever.search(question)
    ]


def test_a_server_finds_what_the_embedded_one_finds(server, store, tmp_path, passages, embedder):
    sync(passages, embedder, store)
    assert sync(passages, embedder, tmp_path / "served", server=server).added == 6
    retriever = open_retriever(tmp_path / "served", embedder, server=server)
    assert with_vectors(retriever)
    assert scores(retriever) == scores(open_retriever(store, embedder))
    assert not [*(tmp_path / "served").rglob("*chroma*")]


def test_another_replica_makes_nothing_again(
    server, chroma, tmp_path, passages, embedder, make_embedder
):
    sync(passages, embedder, tmp_path / "one", server=server)
    other, its_server = make_embedder(), VectorServer(chroma.url)
    assert sync(passages, other, tmp_path / "two", server=its_server).added == 6
    assert other.texts == []
    assert with_vectors(open_retriever(tmp_path / "two", other, server=its_server))
    assert len(held(chroma)) == 1


def test_two_that_fill_it_at_once_share_the_work(
    server, chroma, tmp_path, passages, make_embedder, monkeypatch
):
    many = [Passage(passages[4].source, (f"第{n}条",), "", f"第{n}项。") for n in range(160)]
    embedders = [make_embedder(), make_embedder()]
    for embedder in embedders:
        embedder.hook = lambda: time.sleep(0.3)  # as slow as a model
    running = [
        threading.Thread(
            target=sync,
            args=[many, embedder, tmp_path / str(n)],
            kwargs={"server": VectorServer(chroma.url)},
        )
        for n, embedder in enumerate(embedders)
    ]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join(PATIENCE)
    assert list(held(chroma).values()) == [160]
    assert sum(len(embedder.texts) for embedder in embedders) < 1.6 * 160
    for n, embedder in enumerate(embedders):
        assert with_vectors(open_retriever(tmp_path / str(n), embedder, server=server))


def test_a_change_takes_over_what_stays_and_each_version_has_vectors_of_its_own(
    server, chroma, store, passages, amended, embedder
):
    sync(passages, embedder, store, server=server)
    old = open_retriever(store, embedder, server=server)
    embedder.texts.clear()
    assert sync(amended(), embedder, store, server=server).updated == 1
    assert [text for text in embedder.texts if "创新券" not in text] == []
    assert sorted(held(chroma).values()) == [old._vectors._opened.size] * 2
    at_once = open_retriever(store, embedder, held=passages, server=server)
    for retriever in (old, open_retriever(store, embedder, server=server)):
        assert with_vectors(retriever)
    hits = {hit.passage.text: hit for hit in at_once.search("创新券每年每家企业最高", 6)}
    assert hits[passages[4].text].vectors == 0  # of the text before: there are none in the new


def test_what_nobody_uses_any_more_goes_and_nothing_else(
    server, chroma, store, passages, amended, embedder, monkeypatch
):
    client = connected(chroma.url)
    client.create_collection("another-application", metadata={"policy_until": 1})
    client.create_collection(f"{PREFIX}of-another-version")
    sync(passages, embedder, store, server=server)
    used = open_retriever(store, embedder, server=server)
    monkeypatch.setattr("index.vector_server.GRACE", -1.0)
    sync(amended(), embedder, store, server=server)
    assert len(held(chroma)) == 4  # who answers from it had no time to leave it
    used.has_vectors()  # and says that it is still in use
    sync(amended(2, "新的一段。"), embedder, store, server=server)
    assert len(held(chroma)) == 5
    sync(passages, embedder, store, server=server)
    sync(amended(), embedder, store, server=server)
    assert {"another-application", f"{PREFIX}of-another-version"} < held(chroma).keys()
    assert len(held(chroma)) == 4
    assert with_vectors(open_retriever(store, embedder, server=server))


def test_stopped_half_way_what_was_sent_is_not_made_again(
    server, store, passages, embedder, make_embedder
):
    many = [Passage(passages[4].source, (f"第{n}条",), "", f"第{n}项。") for n in range(64)]

    def die() -> None:
        if len(embedder.texts) >= 32:
            raise EmbedderFailed("hash-1", "额度已用完")

    embedder.hook = die
    with pytest.raises(EmbedderFailed):
        sync(many, embedder, store, server=server)
    later = make_embedder()
    sync(many, later, store, server=server)
    assert len(later.texts) <= 64 - 32 + 2  # the title too
    assert with_vectors(open_retriever(store, later, server=server))


def test_a_server_that_is_away_from_the_start_words_answer_until_it_is_there(
    own_chroma, store, passages, embedder, caplog
):
    own_chroma.stop()
    server = VectorServer(own_chroma.url)
    with pytest.raises(VectorsAway, match="连接不上"):
        sync(passages, embedder, store, server=server)
    retriever = open_retriever(store, embedder, server=server)
    for _ in range(5):
        assert not with_vectors(retriever)
    assert [record.message.split("（")[0] for record in caplog.records] == [
        f"Chroma 服务器 {own_chroma.url.removeprefix('http://')} 上的向量暂不可用"
    ]
    own_chroma.start()
    assert not retriever.has_vectors()
    sync(passages, embedder, store, server=server)
    assert retriever.has_vectors()
    assert with_vectors(retriever)
    assert "又可用了" in caplog.records[-1].message


def frozen(chroma: ChromaServer, folder: Path) -> None:
    chroma.freeze()


def restarted(chroma: ChromaServer, folder: Path) -> None:
    chroma.stop()


def emptied(chroma: ChromaServer, folder: Path) -> None:
    chroma.stop()
    chroma.start(folder)


@pytest.mark.parametrize("fault", [frozen, restarted, emptied])
def test_a_server_that_goes_while_questions_come_is_taken_again(
    fault: Callable[..., None], own_chroma, store, tmp_path, passages, embedder, monkeypatch, caplog
):
    monkeypatch.setattr("index.vector_index._SECONDS", 0.5)
    server = VectorServer(own_chroma.url)
    sync(passages, embedder, store, server=server)
    retriever = open_retriever(store, embedder, server=server)
    assert with_vectors(retriever)
    fault(own_chroma, tmp_path / "empty")
    started = time.monotonic()
    for _ in range(9):
        assert not with_vectors(retriever)
    assert time.monotonic() - started < 6  # it is asked three times, then left alone
    assert server.fault
    assert len(caplog.records) == 1
    if fault is not emptied:
        own_chroma.stop()
        own_chroma.start()
    elif not retriever.has_vectors():
        sync(passages, embedder, store, server=server)
    assert retriever.has_vectors()
    assert with_vectors(retriever)
    assert not server.fault


def test_rows_that_were_fetched_are_kept_up_to_a_bound(
    server, store, passages, embedder, monkeypatch
):
    monkeypatch.setattr("index.vector_server.KEPT", 3)
    sync(passages, embedder, store, server=server)
    retriever = open_retriever(store, embedder, server=server)
    vectors, ids = retriever._vectors._opened, [*retriever._vectors.owner]
    assert vectors.vectors(ids).keys() == set(ids)
    assert len(vectors._kept) == 3
    monkeypatch.setattr("index.vector_server.rows", None)  # nothing is fetched again
    kept = [*vectors._kept]
    assert [*vectors.vectors(kept)] == kept


def test_rebuild_makes_it_anew(server, store, passages, embedder):
    sync(passages, embedder, store, server=server)
    embedder.texts.clear()
    assert sync(passages, embedder, store, server=server, rebuild=True).rebuilt
    assert embedder.texts
    assert with_vectors(open_retriever(store, embedder, server=server))


def test_a_password_in_the_url_is_in_no_message():
    with pytest.raises(VectorsAway) as told, VectorServer("http://a:hidden@127.0.0.1:9").asked():
        pass
    assert "hidden" not in str(told.value)


def test_the_command_says_that_the_server_is_away_and_has_the_words(tmp_path, own_chroma):
    (tmp_path / "甲.md").write_text("# 甲办法\n\n第一条 每家补助9万元。\n", encoding="utf-8")
    own_chroma.stop()
    words = ["--documents", tmp_path, "--store", tmp_path / "s", "--chroma-url", own_chroma.url]
    done = subprocess.run(
        [sys.executable, "-m", "index", "sync", *map(str, words)], cwd=ROOT, timeout=PATIENCE,
        env={"PATH": "/usr/bin:/bin"}, capture_output=True, encoding="utf-8", check=False
    )  # fmt: skip
    assert done.returncode == 1
    said = f"错误：Chroma 服务器 {own_chroma.url[7:]} 上的向量暂不可用（连接不上）"
    assert said in done.stderr.splitlines()[-1]
    assert [*tmp_path.glob("s/*-served/gen-*/words.npz")]


LIBRARY = "# 甲市补助办法\n\n" + "".join(
    f"第{n}条 第{n}类企业每年补助{n}万元。\n" for n in range(1, 200)
)


@pytest.mark.parametrize("where", ["the store", "a server"])
def test_a_command_that_is_killed_goes_on_from_there(where, own_chroma, tmp_path):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "甲.md").write_text(LIBRARY, encoding="utf-8")
    named = {"POLICY_DOCUMENTS_DIR": tmp_path / "documents", "POLICY_STORE_DIR": tmp_path / "s"}
    environment = {"PATH": "/usr/bin:/bin", **{name: str(path) for name, path in named.items()}}
    if where == "a server":
        environment["CHROMA_URL"] = own_chroma.url
    command = [sys.executable, "-m", "index", "sync"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)

    def made() -> int:
        if where == "a server":
            return sum(held(own_chroma).values())
        return sum(len(f.read_bytes().splitlines()) for f in tmp_path.glob("s/*/*.part"))

    until = time.monotonic() + PATIENCE
    while made() < 64 and time.monotonic() < until:
        time.sleep(0.02)
    process.kill()
    process.wait(PATIENCE)
    kept = made()
    assert 64 <= kept < 199

    counting = (
        "from index.bundled_embedder import BundledEmbedder as E; import runpy, sys\n"
        "embed = E.embed_documents\n"
        "E.embed_documents = lambda e, t: (print('made', len(t)), embed(e, t))[1]\n"
        "sys.argv[1:] = ['sync']; runpy.run_module('index', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", counting], cwd=ROOT, env=environment, capture_output=True,
        text=True, encoding="utf-8", timeout=120, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "索引已同步：新增 " in lines[-1]
    assert sum(int(line.removeprefix("made ")) for line in lines[:-1]) <= 202 - kept
