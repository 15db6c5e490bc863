"""Keeping a store in step with the passages: only what changed is embedded."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import corpus
from corpus.passage import Passage
from index import generations, snapshot
from index.building import Build
from index.errors import IndexingError, StoreBusy, StoreUnreadable
from index.manifest import FORMAT, WORDS_ALONE, Manifest
from index.windows import windows

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


@dataclass(frozen=True, slots=True)
class _Held:
    """The generation that serves now, if any, and why it cannot be built upon, if so."""

    generation: Path | None = None
    manifest: Manifest | None = None
    unusable: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it can be opened at once, without Chroma."""
        if self.generation is None or self.manifest is None:
            return False
        return snapshot.intact(self.generation, self.manifest.snapshot)


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
    build = Build(passages, texts, wanted, embedder, store, progress)
    nothing = SyncReport(unchanged=len(passages))
    held = _held(store)
    serves = not rebuild and held.manifest == wanted
    idle = serves and held.whole
    if idle and not generations.leftovers(store):
        return nothing
    try:
        with _locked(store, 0 if idle else lock_timeout):
            return _step(build, rebuild) or nothing
    except StoreBusy:
        if idle:  # who holds it will tidy up
            return nothing
        raise
    except OSError as error:
        if serves:  # read only: it cannot be tidied or mended, but answers
            return nothing
        raise IndexingError(f"索引目录 {store} 无法写入（{_reason(error)}）") from error


def _step(build: Build, rebuild: bool) -> SyncReport | None:
    """With the lock held: tidy up and build; None where another process has just done it."""
    generations.tidy(build.store)
    held = _held(build.store)
    if rebuild:
        held = replace(held, unusable="按要求全部重建")
    elif held.manifest == build.wanted and held.whole:
        return None
    return _build(build, held)


def _build(build: Build, held: _Held) -> SyncReport:
    """Upon what is held; from nothing where that is impossible or turns out to be broken."""
    old, wanted = held.manifest, build.wanted
    reason = held.unusable or (old and _mismatch(old, wanted))
    if old and held.generation and not reason:
        try:
            build.upon(held.generation, old)
        except StoreUnreadable:
            reason = "旧索引已损坏，全部重建"
        else:
            changed = old.dictionary != wanted.dictionary
            return _report(old, wanted, "词典有更新，关键词索引随之重建" if changed else None)
    build.upon(None, None)
    return _report(old, wanted, reason or None)


def _mismatch(old: Manifest, wanted: Manifest) -> str | None:
    if old.format != FORMAT:
        return "索引格式有更新，全部重建"
    if old.embedder != wanted.embedder:
        return f"向量模型由 {_named(old)} 换为 {_named(wanted)}，全部重建"
    return None


def _named(manifest: Manifest) -> str:
    return "无（只用关键词）" if manifest.embedder == WORDS_ALONE else manifest.embedder


def _report(old: Manifest | None, new: Manifest, rebuilt: str | None) -> SyncReport:
    before = {entry.key: entry.digest for entry in old.entries} if old else {}
    after = {entry.key: entry.digest for entry in new.entries}
    same = sum(before.get(key) == digest for key, digest in after.items())
    shared = len(before.keys() & after.keys())
    return SyncReport(len(after) - shared, shared - same, len(before) - shared, same, rebuilt)


def _held(store: Path) -> _Held:
    generation = generations.current(store)
    if generation is None:
        return _Held()
    try:
        return _Held(generation, generations.manifest_of(generation))
    except StoreUnreadable:
        return _Held(generation, None, "旧索引无法读取，全部重建")


def _reason(error: OSError) -> str:
    known = {
        errno.EACCES: "没有写入权限",
        errno.EPERM: "没有写入权限",
        errno.EROFS: "所在磁盘只读",
        errno.ENOSPC: "磁盘已满",
        errno.ENOTDIR: "上级不是文件夹",
    }
    return known.get(error.errno or 0) or error.strerror or str(error)


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
