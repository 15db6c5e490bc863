"""A damaged store either mends itself or says in one Chinese line what to run."""

from __future__ import annotations

import ctypes
import json
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from corpus.passage import Passage
from index import generations
from index.errors import IndexingError, StoreUnreadable
from index.indexer import sync
from index.retriever import open_retriever

REMEDY = r"^索引无法使用：[^\n]+。请运行 python -m index sync --rebuild$"


@pytest.fixture
def store(filled_store: Path) -> Path:
    return filled_store


def serving(store: Path) -> Path:
    generation = generations.current(store)
    assert generation
    return generation


def cut(path: Path, share: float = 0.5) -> None:
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])


def edit(path: Path, change: Callable[[Any], Any]) -> None:
    path.write_text(json.dumps(change(json.loads(path.read_text()))))


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[-5] ^= 0xFF
    path.write_bytes(content)


def without_snapshot(generation: Path) -> None:
    (generation / "windows.json").unlink()
    (generation / "vectors.npy").unlink()


def no_snapshot_and_truncated_chroma(generation: Path) -> None:
    without_snapshot(generation)
    cut(generation / "chroma" / "chroma.sqlite3")


def no_snapshot_and_zeroed_chroma(generation: Path) -> None:
    without_snapshot(generation)
    path = generation / "chroma" / "chroma.sqlite3"
    path.write_bytes(b"\0" * path.stat().st_size)


def no_snapshot_and_other_chroma(generation: Path) -> None:
    without_snapshot(generation)
    (generation / "chroma" / "chroma.sqlite3").write_bytes(b"")


def fewer_windows(card: Any) -> Any:
    card["entries"][2]["windows"] += 1
    return {**card, "snapshot": ""}


def source_out_of_range(card: Any) -> Any:
    card["entries"][0]["source"] = 99
    return card


def window_count_as_text(card: Any) -> Any:
    card["entries"][0]["windows"] = "two"
    return card


UNUSABLE = {
    "truncated sqlite and no snapshot": no_snapshot_and_truncated_chroma,
    "zeroed sqlite and no snapshot": no_snapshot_and_zeroed_chroma,
    "empty sqlite and no snapshot": no_snapshot_and_other_chroma,
    "no sqlite": lambda g: (g / "chroma" / "chroma.sqlite3").unlink(),
    "truncated manifest": lambda g: cut(g / "manifest.json"),
    "empty manifest": lambda g: (g / "manifest.json").write_bytes(b""),
    "manifest is a list": lambda g: (g / "manifest.json").write_text("[]"),
    "manifest is binary": lambda g: (g / "manifest.json").write_bytes(b"\xff\xfe\0"),
    "no manifest": lambda g: (g / "manifest.json").unlink(),
    "manifest names a source too many": lambda g: edit(g / "manifest.json", source_out_of_range),
    "manifest counts in words": lambda g: edit(g / "manifest.json", window_count_as_text),
    "manifest counts too many windows": lambda g: edit(g / "manifest.json", fewer_windows),
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
    damage: Callable[[Path], object], store: Path, passages: list[Passage], embedder: Any
) -> None:
    sync(passages, embedder, store)
    damage(serving(store))
    with pytest.raises(StoreUnreadable, match=REMEDY):
        open_retriever(store, embedder)
    sync(passages, embedder, store)
    assert list(open_retriever(store, embedder).passages) == passages
    assert sync(passages, embedder, store).unchanged == 6


def test_before_the_first_sync_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreadable, match=REMEDY):
        open_retriever(tmp_path / "none", None)


def test_a_store_of_another_embedder_names_both(
    store: Path, passages: list[Passage], embedder: Any, make_embedder: Any
) -> None:
    sync(passages, embedder, store)
    with pytest.raises(StoreUnreadable, match="它由 hash-1 建立，而当前向量模型是 hash-2"):
        open_retriever(store, make_embedder("hash-2"))


HURT_SNAPSHOTS = {
    "no snapshot": without_snapshot,
    "no texts": lambda g: (g / "windows.json").unlink(),
    "no vectors": lambda g: (g / "vectors.npy").unlink(),
    "truncated texts": lambda g: cut(g / "windows.json"),
    "truncated vectors": lambda g: cut(g / "vectors.npy"),
    "one byte of the vectors": lambda g: flip(g / "vectors.npy"),
    "one byte of the texts": lambda g: flip(g / "windows.json"),
}


@pytest.mark.parametrize("damage", HURT_SNAPSHOTS.values(), ids=HURT_SNAPSHOTS)
def test_a_hurt_snapshot_is_read_again_from_chroma_and_mended_by_the_next_sync(
    damage: Callable[[Path], object],
    store: Path,
    passages: list[Passage],
    embedder: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    sync(passages, embedder, store)
    expected = open_retriever(store, embedder).search("创新券")
    embedder.texts.clear()
    damage(serving(store))
    with caplog.at_level(logging.WARNING, "index"):
        assert open_retriever(store, embedder).search("创新券") == expected
    (record,) = caplog.records
    assert record.getMessage().endswith("运行 python -m index sync 可修复")
    assert sync(passages, embedder, store).unchanged == 6
    assert embedder.texts == []
    caplog.clear()
    assert open_retriever(store, embedder).search("创新券") == expected
    assert caplog.records == []


def test_a_generation_made_before_there_were_snapshots_opens_and_gets_one(
    store: Path,
    passages: list[Passage],
    embedder: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    sync(passages, embedder, store)
    without_snapshot(serving(store))
    edit(serving(store) / "manifest.json", lambda m: {k: m[k] for k in m if k != "snapshot"})
    assert list(open_retriever(store, embedder).passages) == passages
    assert caplog.records == []
    embedder.texts.clear()
    assert sync(passages, embedder, store).unchanged == 6
    assert (serving(store) / "vectors.npy").is_file()
    assert embedder.texts == []


def test_with_its_snapshot_a_store_of_broken_chroma_serves_and_a_change_rebuilds_it(
    store: Path, passages: list[Passage], amended: Callable[..., Any], embedder: Any
) -> None:
    sync(passages, embedder, store)
    cut(serving(store) / "chroma" / "chroma.sqlite3")
    assert list(open_retriever(store, embedder).passages) == passages
    assert sync(amended(), embedder, store).rebuilt == "旧索引已损坏，全部重建"
    assert list(open_retriever(store, embedder).passages) == amended()


@contextmanager
def ordinary_rights() -> Iterator[None]:
    """Root may write anything; without this capability it is bound by modes like others."""
    if os.geteuid() != 0:
        yield
        return
    if not sys.platform.startswith("linux"):
        pytest.skip("root cannot be kept from writing here")
    call = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    before = (ctypes.c_uint32 * 6)()
    assert call.capget(header, before) == 0
    less = (ctypes.c_uint32 * 6)(*before)
    less[0] &= ~0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
    assert call.capset(header, less) == 0
    try:
        yield
    finally:
        assert call.capset(header, before) == 0


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    paths = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(modes[path] & ~0o222)
    try:
        with ordinary_rights():
            yield
    finally:
        for path in paths:
            path.chmod(modes[path])


def test_a_read_only_store_answers_and_a_change_is_refused_in_one_line(
    store: Path, passages: list[Passage], amended: Callable[..., Any], embedder: Any
) -> None:
    sync(passages, embedder, store)
    with read_only(store):
        assert sync(passages, embedder, store).unchanged == 6
        assert open_retriever(store, embedder).search("创新券")
        with pytest.raises(IndexingError) as caught:
            sync(amended(), embedder, store)
    assert str(caught.value) == f"索引目录 {store} 无法写入（没有写入权限）"


@pytest.mark.parametrize("state", ["leftovers", "no snapshot"])
def test_a_read_only_store_that_cannot_be_tidied_or_mended_answers_all_the_same(
    state: str, store: Path, passages: list[Passage], embedder: Any
) -> None:
    sync(passages, embedder, store)
    if state == "leftovers":
        (store / "part-1").mkdir()
    else:
        without_snapshot(serving(store))
    with read_only(store):
        assert sync(passages, embedder, store).unchanged == 6
        if state == "leftovers":
            assert open_retriever(store, embedder).search("创新券")


def test_a_store_where_no_folder_can_be_is_one_line(
    tmp_path: Path, passages: list[Passage], embedder: Any
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexingError, match=r"^索引目录 .* 无法写入（上级不是文件夹）$"):
        sync(passages, embedder, tmp_path / "file" / "store")
