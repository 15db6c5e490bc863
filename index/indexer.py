"""Keeping a store in step with the passages: only what changed is embedded."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import corpus
from corpus.passage import Passage
from index import generations
from index.errors import StoreBusy, StoreUnreadable, StoreUnwritable
from index.generations import FORMAT, WORDS_ALONE, Entry, Manifest
from index.vector_index import row_ids, write
from index.windows import indexed_parts

if TYPE_CHECKING:
    from index.embedder import Embedder
    from index.encoding import Progress

SHIPPED_DOCUMENTS = Path(corpus.__file__).parent / "documents"
SHIPPED_STORE = Path(__file__).with_name("store")


@dataclass(frozen=True, slots=True)
class SyncReport:
    """Passages by what became of them; rebuilt is one Chinese line saying why, or None."""

    added: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    rebuilt: str | None = None

    def __str__(self) -> str:
        counts = (
            f"新增 {self.added} 段，更新 {self.updated} 段，"
            f"删除 {self.deleted} 段，未变 {self.unchanged} 段"
        )
        return f"{counts}（{self.rebuilt}）" if self.rebuilt else counts


def store_for(documents: Path, root: Path) -> Path:
    """The shipped documents have the default store, any other folder one of its own."""
    folder = documents.resolve()
    if folder == SHIPPED_DOCUMENTS.resolve():
        return root / "default"
    return root / hashlib.sha256(str(folder).encode("utf-8", "replace")).hexdigest()[:12]


def sync(
    passages: Sequence[Passage],
    embedder: Embedder | None,
    store: Path,
    progress: Progress | None = None,
    *,
    rebuild: bool = False,
    lock_timeout: float = 120.0,
) -> SyncReport:
    """Make the store hold exactly these passages, in this order; lock_timeout in seconds.

    Nothing is written where nothing differs. Raises StoreBusy, EmbedderFailed, StoreUnwritable:
    then the old state still serves, and the vectors made so far are kept for the next sync.
    """
    wanted = Manifest.of(passages, embedder.name if embedder else WORDS_ALONE)
    nothing = SyncReport(unchanged=len(passages))
    if not rebuild and _held(store)[1:] == (wanted, None):
        return nothing
    try:
        with _locked(store, lock_timeout):
            generations.tidy(store)
            generation, old, reason = _held(store)
            if rebuild:
                generations.drop_made(store)
                reason = "按要求全部重建"
            elif old == wanted and not reason:  # another process has just done it
                return nothing
            build = partial(_build, passages, wanted, embedder, store, progress)
            reason = reason or _mismatch(old, wanted)
            if generation and old and not reason:
                try:
                    build(generation, old.entries)
                except StoreUnreadable:
                    reason = "旧索引已损坏，全部重建"
                else:
                    changed = old.dictionary != wanted.dictionary
                    return _report(old, wanted, "词典有更新，索引随之更新" if changed else None)
            build(None, ())
            return _report(old, wanted, reason)
    except OSError as error:
        raise StoreUnwritable(store, error) from error


def _build(
    passages: Sequence[Passage],
    wanted: Manifest,
    embedder: Embedder | None,
    store: Path,
    progress: Progress | None,
    base: Path | None,
    before: Sequence[Entry],
) -> None:
    """Copy the base, change what differs, publish. Raises StoreUnreadable, EmbedderFailed."""
    same = {_content(entry) for entry in before} & {_content(entry) for entry in wanted.entries}
    stale = [entry for entry in before if _content(entry) not in same]
    fresh = [n for n, entry in enumerate(wanted.entries) if _content(entry) not in same]
    vectors = np.zeros((0, 1), dtype=np.float32)
    if embedder and fresh:
        from index.encoding import encode

        texts = [indexed_parts(wanted.entries[n].windows) for n in fresh]
        vectors = encode([passages[n] for n in fresh], texts, embedder, store, progress)
    draft = generations.begin(store, base)
    try:
        if embedder:
            ids = _ids([wanted.entries[n] for n in fresh])
            count = write(draft / generations.CHROMA, _ids(stale), ids, vectors)
            if count != len(_ids(wanted.entries)):
                raise StoreUnreadable("写入后的段数不符")
        generations.publish(store, draft, wanted)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _ids(entries: Sequence[Entry]) -> list[str]:
    return [row for entry in entries for row in row_ids(entry.key, len(entry.windows))]


def _content(entry: Entry) -> tuple[str, str, tuple[str, ...]]:
    return entry.key, entry.digest, entry.windows


def _mismatch(old: Manifest | None, wanted: Manifest) -> str | None:
    if old is None:
        return None
    if old.format != FORMAT:
        return "索引格式有更新，全部重建"
    before, now = (
        "无（只用关键词）" if one.embedder == WORDS_ALONE else one.embedder for one in (old, wanted)
    )
    return None if before == now else f"向量模型由 {before} 换为 {now}，全部重建"


def _report(old: Manifest | None, new: Manifest, rebuilt: str | None) -> SyncReport:
    before = {entry.key: entry.digest for entry in old.entries} if old else {}
    after = {entry.key: entry.digest for entry in new.entries}
    same = sum(before.get(key) == digest for key, digest in after.items())
    shared = len(before.keys() & after.keys())
    return SyncReport(len(after) - shared, shared - same, len(before) - shared, same, rebuilt)


def _held(store: Path) -> tuple[Path | None, Manifest | None, str | None]:
    """The generation that serves, what it holds, and why it cannot be built upon, if so."""
    generation = generations.current(store)
    if generation is None:
        return None, None, None
    try:
        manifest = generations.manifest_of(generation)
    except StoreUnreadable:
        return generation, None, "旧索引无法读取，全部重建"
    broken = manifest.format == FORMAT and not generations.intact(generation, manifest)
    return generation, manifest, "旧索引已损坏，全部重建" if broken else None


@contextmanager
def _locked(store: Path, timeout: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    store.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(store / ".lock", timeout=timeout):
            yield
    except Timeout as error:
        raise StoreBusy(store) from error
