"""Killed, crowded and read from while it syncs: the store stays good."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from corpus.passage import Passage
from index.errors import EmbedderFailed, StoreBusy
from index.indexer import sync
from index.retriever import open_retriever

SCRIPT = Path(__file__).with_name("killed_sync.py")
ROOT = SCRIPT.parents[2]
NEW = "创新券每年每家企业最高30万元。"


@pytest.fixture
def store(filled_store: Path) -> Path:
    return filled_store


def start(store: Path, point: str, text: str = NEW) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(SCRIPT), str(store), point, text],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def texts(store: Path, embedder: Any) -> list[str]:
    return [passage.text for passage in open_retriever(store, embedder).passages]


def folders(store: Path) -> list[str]:
    return sorted(path.name[:4] for path in store.iterdir() if path.is_dir())


@pytest.mark.parametrize(
    ("point", "state"),
    [
        ("embedding", "old"),
        ("copying the old store", "old"),
        ("Chroma is written", "old"),
        ("before the swap", "old"),
        ("after the swap", "new"),
    ],
)
def test_killed_while_syncing_a_whole_generation_serves_and_the_next_sync_tidies_up(
    point, state, store, passages, amended, embedder
):
    sync(passages, embedder, store)
    process = start(store, point)
    assert process.wait(60) == -signal.SIGKILL, process.communicate()
    expected = {"old": passages, "new": amended(4, NEW)}[state]
    assert texts(store, embedder) == [p.text for p in expected]

    report = sync(amended(4, NEW), embedder, store)
    assert report.unchanged == (5 if state == "old" else 6)
    assert report.rebuilt is None
    assert texts(store, embedder) == [p.text for p in amended(4, NEW)]
    assert folders(store) == ["gen-", "gen-"]  # the one before stays for who is reading it


def test_killed_in_the_first_sync_of_all_the_next_one_starts_afresh(tmp_path, amended, embedder):
    start(tmp_path, "Chroma is written").wait(60)
    assert sync(amended(4, NEW), embedder, tmp_path).added == 6
    assert embedder.texts == []  # the vectors had been made
    assert not list(tmp_path.glob("*.part"))


@pytest.fixture
def many(passages: list[Passage]) -> list[Passage]:
    return [Passage(passages[4].source, (f"第{n}条",), "", f"第{n}项。") for n in range(100)]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, EmbedderFailed("hash-1", "额度已用完")])
def test_stopped_half_way_it_goes_on_from_there(
    fault, store, embedder, make_embedder, passages, many
):
    def die() -> None:
        if len(embedder.texts) >= 64:
            raise fault

    embedder.hook = die
    with pytest.raises((KeyboardInterrupt, EmbedderFailed)):
        sync(many, embedder, store)
    assert texts(store, embedder) == [p.text for p in passages]
    with made(store).open("ab") as file:
        file.write(made(store).read_bytes()[:77])  # a torn line
    later = make_embedder()
    assert sync(many, later, store).added == 100
    assert len(embedder.texts) == 64
    assert sorted(embedder.texts + later.texts) == sorted({*embedder.texts, *later.texts})
    assert not list(store.glob("*.part"))
    assert open_retriever(store, later).search("第7项", 1)[0].vectors is not None


def made(store: Path) -> Path:
    (path,) = store.glob("*.part")
    return path


def test_several_processes_syncing_one_store_at_once_end_in_a_good_store(store, passages, embedder):
    wanted = [NEW, "创新券每年每家企业最高40万元。", NEW]
    running = [start(store, "never", text) for text in wanted]
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    held = texts(store, embedder)
    assert held[4] in wanted
    assert held[:4] == [p.text for p in passages[:4]]
    assert sync(passages, embedder, store).updated == 1
    assert texts(store, embedder) == [p.text for p in passages]


def test_whoever_reads_while_a_sync_is_under_way_gets_the_old_state(
    store, passages, amended, embedder
):
    sync(passages, embedder, store)
    already_open = open_retriever(store, embedder)
    seen = []
    embedder.hook = lambda: seen.append(texts(store, embedder)[4])
    sync(amended(), embedder, store)
    embedder.hook = lambda: None
    assert seen == [passages[4].text]
    for number in range(3):  # longer than any old generation is kept
        sync(amended(4, f"创新券第{number}版。"), embedder, store)
    (hit,) = already_open.search("创新券", 1)
    assert hit.passage in passages
    assert hit.vectors is not None


def test_a_store_being_written_for_too_long_is_one_clear_line(store, passages, amended, embedder):
    with FileLock(store / ".lock"):
        with pytest.raises(StoreBusy, match=r"^另一个进程正在更新索引（.*），请稍后再试$"):
            sync(amended(), embedder, store, lock_timeout=0.1)
        assert sync(passages, embedder, store, lock_timeout=0.1).unchanged == 6
    assert sync(amended(), embedder, store).updated == 1
