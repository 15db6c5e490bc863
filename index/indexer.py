"""Keeping a store in step with the passages: only what changed is embedded."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import corpus
from corpus.passage import Passage
from index import generations
from index.errors import EmbedderFailed, IndexingError, StoreBusy, StoreUnreadable
from index.manifest import FORMAT, WORDS_ALONE, Entry, Manifest
from index.vector_index import Vectors, Window, unit, window_id, write
from index.windows import heading_prefix, indexed_text, windows

if TYPE_CHECKING:
    from index.embedder import Embedder

Progress = Callable[[int, int], None]
"""Called with (windows embedded, windows to embed)."""

SHIPPED_DOCUMENTS = Path(corpus.__file__).parent / "documents"
SHIPPED_STORE = Path(__file__).with_name("store")

_EMBED_BATCH = 32


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


@dataclass(frozen=True, slots=True)
class _Held:
    """The generation that serves now, if any, and why it cannot be built upon, if so."""

    generation: Path | None = None
    manifest: Manifest | None = None
    unusable: str | None = None


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
    lock_timeout: float = 600,
) -> SyncReport:
    """Make the store hold exactly these passages; until the last step the old state serves.

    Raises StoreBusy, EmbedderFailed, IndexingError (the folder cannot be written).
    """
    texts = [windows(passage.text) for passage in passages]
    name = embedder.name if embedder else WORDS_ALONE
    wanted = Manifest.of(passages, [len(parts) for parts in texts], name)
    if not rebuild and not generations.leftovers(store) and _held(store).manifest == wanted:
        return SyncReport(unchanged=len(passages))
    try:
        with _locked(store, lock_timeout):
            generations.tidy(store)
            held = _held(store)
            if not rebuild and held.manifest == wanted:  # another process has just done it
                return SyncReport(unchanged=len(passages))
            if rebuild:
                held = replace(held, unusable="按要求全部重建")
            return _Build(passages, texts, wanted, embedder, store, progress).from_(held)
    except OSError as error:
        raise IndexingError(f"索引目录 {store} 无法写入（{error.strerror or error}）") from error


@dataclass(frozen=True, slots=True)
class _Build:
    passages: Sequence[Passage]
    texts: Sequence[tuple[str, ...]]
    wanted: Manifest
    embedder: Embedder | None
    store: Path
    progress: Progress | None

    def from_(self, held: _Held) -> SyncReport:
        """Build upon what is held; from nothing where that is impossible or turns out broken."""
        reason = held.unusable or self._mismatch(held.manifest)
        if not reason and held.manifest and held.generation:
            try:
                self._build(held.generation, held.manifest)
                return self._report(held.manifest, self._dictionary_line(held.manifest))
            except StoreUnreadable:
                reason = "旧索引已损坏，全部重建"
        self._build(None, None)
        return self._report(held.manifest, reason)

    def _build(self, base: Path | None, old: Manifest | None) -> None:
        kept, stale = self._compare(old)
        fresh = [n for n, entry in enumerate(self.wanted.entries) if entry.key not in kept]
        rows = [
            Window(self.wanted.entries[n].key, i, self.wanted.entries[n].digest, text)
            for n in fresh
            for i, text in enumerate(self.texts[n])
        ]
        vectors = self._embed(fresh)
        draft = generations.begin(self.store, base)
        try:
            count = write(generations.chroma_of(draft), stale, rows, vectors)
            if count != sum(entry.windows for entry in self.wanted.entries):
                raise StoreUnreadable("写入后段数不符")
            generations.publish(self.store, draft, self.wanted)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise

    def _compare(self, old: Manifest | None) -> tuple[set[str], list[str]]:
        """Keys whose stored windows stay good, and the ids of the windows to delete."""
        content = {_content(entry) for entry in self.wanted.entries}
        entries = old.entries if old else ()
        kept = {entry.key for entry in entries if _content(entry) in content}
        gone = [entry for entry in entries if entry.key not in kept]
        return kept, [window_id(entry.key, i) for entry in gone for i in range(entry.windows)]

    def _embed(self, numbers: Sequence[int]) -> Vectors | None:
        if self.embedder is None:
            return None
        inputs = [
            indexed_text(heading_prefix(self.passages[n]), text)
            for n in numbers
            for text in self.texts[n]
        ]
        rows: list[list[float]] = []
        for start in range(0, len(inputs), _EMBED_BATCH):
            rows.extend(_vectors(self.embedder, inputs[start : start + _EMBED_BATCH]))
            if self.progress:
                self.progress(len(rows), len(inputs))
        if len({len(row) for row in rows}) > 1 or not np.isfinite(np.asarray(rows)).all():
            raise EmbedderFailed(self.embedder.name, "返回的向量不可用")
        return unit(rows) if rows else None

    def _mismatch(self, old: Manifest | None) -> str | None:
        if old is None or old.embedder == self.wanted.embedder:
            return None if old is None or old.format == FORMAT else "索引格式已更新，全部重建"
        return f"向量模型由 {old.embedder} 换为 {self.wanted.embedder}，全部重建"

    def _dictionary_line(self, old: Manifest) -> str | None:
        return None if old.dictionary == self.wanted.dictionary else "词典已更新，索引随之更新"

    def _report(self, old: Manifest | None, rebuilt: str | None) -> SyncReport:
        before = {entry.key: entry.digest for entry in old.entries} if old else {}
        after = {entry.key: entry.digest for entry in self.wanted.entries}
        same = sum(before.get(key) == digest for key, digest in after.items())
        shared = len(before.keys() & after.keys())
        return SyncReport(len(after) - shared, shared - same, len(before) - shared, same, rebuilt)


def _content(entry: Entry) -> tuple[str, str, int]:
    return entry.key, entry.digest, entry.windows


def _vectors(embedder: Embedder, texts: list[str]) -> list[list[float]]:
    try:
        rows = embedder.embed_documents(texts)
    except EmbedderFailed:
        raise
    except Exception as error:
        raise EmbedderFailed(embedder.name, error) from error
    if len(rows) != len(texts):
        raise EmbedderFailed(embedder.name, "返回的向量个数不对")
    return rows


def _held(store: Path) -> _Held:
    generation = generations.current(store)
    if generation is None:
        return _Held()
    try:
        return _Held(generation, generations.manifest_of(generation))
    except StoreUnreadable:
        return _Held(generation, None, "旧索引无法读取，全部重建")


@contextmanager
def _locked(store: Path, timeout: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    store.mkdir(parents=True, exist_ok=True)
    lock = FileLock(store / ".lock")
    try:
        lock.acquire(timeout=timeout)
    except Timeout as error:
        raise StoreBusy(store) from error
    try:
        yield
    finally:
        lock.release()
