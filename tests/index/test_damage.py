"""A damaged store either mends itself or says in one Chinese line what to run."""

import errno
import gc
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import generations
from index.errors import IndexingError, StoreUnreadable
from index.indexer import sync
from index.retriever import open_retriever
from tests.rights import read_only

REMEDY = r"^索引无法使用：[^\n]+。请运行 python -m index sync --rebuild$"


@pytest.fixture
def store(filled_store: Path) -> Path:
    return filled_store


def serving(store: Path) -> Path:
    generation = generations.current(store)
    return generation


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def edit(path: Path, change: Callable[[Any], Any]) -> None:
    path.write_text(json.dumps(change(json.loads(path.read_text()))))


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def graph(generation: Path) -> Path:
    return next(generation.glob("chroma/*/data_level0.bin"))


def source_out_of_range(card: Any) -> Any:
    card["passages"][0][0] = 99
    return card


UNUSABLE = {
    "truncated sqlite": lambda g: cut(g / "chroma" / "chroma.sqlite3"),
    "one byte of sqlite": lambda g: flip(g / "chroma" / "chroma.sqlite3"),
    "empty sqlite": lambda g: (g / "chroma" / "chroma.sqlite3").write_bytes(b""),
    "no sqlite": lambda g: (g / "chroma" / "chroma.sqlite3").unlink(),
    "one byte of the graph": lambda g: flip(graph(g)),
    "no graph": lambda g: graph(g).unlink(),
    "no Chroma": lambda g: shutil.rmtree(g / "chroma"),
    "truncated manifest": lambda g: cut(g / "manifest.json"),
    "empty manifest": lambda g: (g / "manifest.json").write_bytes(b""),
    "manifest is a list": lambda g: (g / "manifest.json").write_text("[]"),
    "manifest is binary": lambda g: (g / "manifest.json").write_bytes(b"\xff\xfe\0"),
    "no manifest": lambda g: (g / "manifest.json").unlink(),
    "manifest names a source too many": lambda g: edit(g / "manifest.json", source_out_of_range),
    "manifest of another format": lambda g: edit(g / "manifest.json", lambda m: {**m, "format": 1}),
    "no CURRENT": lambda g: (g.parent / "CURRENT").unlink(),
    "CURRENT is empty": lambda g: (g.parent / "CURRENT").write_text(""),
    "CURRENT names nothing": lambda g: (g.parent / "CURRENT").write_text("gen-0009-x"),
    "CURRENT leads outside": lambda g: (g.parent / "CURRENT").write_text("gen-/../../x"),
    "CURRENT is binary": lambda g: (g.parent / "CURRENT").write_bytes(b"\xff\0"),
    "no generation": shutil.rmtree,
}


@pytest.mark.parametrize("damage", UNUSABLE.values(), ids=UNUSABLE)
def test_an_unusable_store_names_the_remedy_and_the_next_sync_is_one(
    damage, store, passages, embedder
):
    sync(passages, embedder, store)
    damage(serving(store))
    with pytest.raises(StoreUnreadable, match=REMEDY):
        open_retriever(store, embedder)
    sync(passages, embedder, store)
    assert list(open_retriever(store, embedder).passages) == passages
    assert sync(passages, embedder, store).unchanged == 6


def test_a_store_of_another_embedder_names_both(store, passages, embedder, make_embedder):
    with pytest.raises(StoreUnreadable, match="它由 hash-1 建立，而当前向量模型是 hash-2"):
        open_retriever(store, make_embedder("hash-2"))


def test_one_word_changed_in_the_manifest_is_noticed_by_the_next_sync(store, passages, embedder):
    path = serving(store) / "manifest.json"
    changed = path.read_text().replace(json.dumps("20万元")[1:-1], json.dumps("90万元")[1:-1])
    path.write_text(changed)
    assert list(open_retriever(store, embedder).passages) != passages
    sync(passages, embedder, store)
    assert list(open_retriever(store, embedder).passages) == passages


def test_the_private_copy_goes_with_its_retriever(store, passages, embedder, tmp_path, monkeypatch):
    (tmp_path / "copies").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "copies"))
    retriever = open_retriever(store, embedder)
    assert list((tmp_path / "copies").iterdir())
    del retriever
    gc.collect()
    assert not list((tmp_path / "copies").iterdir())


def test_where_no_copy_can_be_made_words_answer_with_one_line(
    store, passages, embedder, monkeypatch, caplog
):
    sync(passages, embedder, store)

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr(shutil, "copytree", full)
    assert open_retriever(store, embedder).search("创新券", 1)[0].vectors is None
    assert len(caplog.records) == 1


def test_a_read_only_store_answers_and_a_change_is_refused_in_one_line(
    store, passages, amended, embedder
):
    sync(passages, embedder, store)
    with read_only(store):
        assert sync(passages, embedder, store).unchanged == 6
        assert open_retriever(store, embedder).search("创新券", 1)[0].vectors is not None
        with pytest.raises(IndexingError) as caught:
            sync(amended(), embedder, store)
    assert str(caught.value) == f"索引目录 {store} 无法写入（没有写入权限）"
