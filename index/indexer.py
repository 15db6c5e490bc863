"""Keeping a store in step with the passages: only what changed is embedded."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import corpus
from corpus.passage import Passage
from index import generations
from index.errors import StoreBusy, StoreUnreadable, StoreUnwritable, VectorsAway
from index.generations import FORMAT, WORDS_ALONE, Manifest
from index.keyword_index import PassageWords
from index.vector_index import row_ids, write
from index.windows import indexed_parts, windows

if TYPE_CHECKING:
    from index.embedder import Embedder
    from index.encoding import Progress
    from index.vector_server import VectorServer

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


def served(store: Path) -> Path:
    """The store of a library whose vectors lie on a server: words and passages alone."""
    return store.with_name(f"{store.name}-served")


def sync(
    passages: Sequence[Passage],
    embedder: Embedder | None,
    store: Path,
    progress: Progress | None = None,
    *,
    rebuild: bool = False,
    lock_timeout: float = 120.0,
    server: VectorServer | None = None,
) -> SyncReport:
    """Make the store hold exactly these passages, in this order; lock_timeout in seconds.

    Nothing is written where nothing differs. Raises StoreBusy, EmbedderFailed, StoreUnwritable:
    then the old state still serves, and the vectors made so far are kept for the next sync. With
    a server the vectors are there; VectorsAway is raised once the rest is in step.
    """
    wanted = Manifest(embedder.name if embedder else WORDS_ALONE, tuple(passages))
    if server and embedder:
        from index.filling import fill

        away = None
        try:
            fill(server, wanted, embedder, _held(store)[1], progress, rebuild=rebuild)
        except VectorsAway as fault:
            away = fault
        report = _in_step(wanted, None, store, None, rebuild, lock_timeout)
        if away:
            raise away
        return report
    return _in_step(wanted, embedder, store, progress, rebuild, lock_timeout)


def _in_step(
    wanted: Manifest,
    embedder: Embedder | None,
    store: Path,
    progress: Progress | None,
    rebuild: bool,
    lock_timeout: float,
) -> SyncReport:
    """Without an embedder the vectors are none, or elsewhere."""
    generation, old, reason = _held(store)
    if generation and old == wanted and not (rebuild or reason):
        # of two equal the caller's is kept: it is in memory anyhow, and soon compared again
        generations.remember(generation, replace(wanted, vectors=old.vectors))
        return SyncReport(unchanged=len(wanted.passages))
    try:
        with _locked(store, lock_timeout):
            generations.tidy(store)
            generation, old, reason = _held(store)
            if rebuild:
                generations.drop_made(store)
                reason = "按要求全部重建"
            elif old == wanted and not reason:  # another process has just done it
                return SyncReport(unchanged=len(wanted.passages))
            reason = reason or _mismatch(old, wanted)
            change = _Change.between(old, wanted)
            build = partial(_build, wanted, embedder, store, progress)
            if generation and old and not reason:
                try:
                    build(generation, change)
                except StoreUnreadable:
                    reason = "旧索引已损坏，全部重建"
                else:
                    return change.report()
            build(None, _Change.between(None, wanted))
            return change.report(reason)
    except OSError as error:
        raise StoreUnwritable(store, error) from error


@dataclass(frozen=True)
class _Change:
    """Passages by key, before and after, and the keys of those that are the same."""

    before: Mapping[str, Passage]
    after: Mapping[str, Passage]
    same: Set[str]

    @classmethod
    def between(cls, old: Manifest | None, new: Manifest) -> _Change:
        before, after = old.by_key() if old else {}, new.by_key()
        shared = before.keys() & after.keys()
        # digests are slow: they are asked only where something differs
        same = {
            key
            for key in shared
            if before[key] == after[key] or before[key].digest == after[key].digest
        }
        return cls(before, after, same)

    def report(self, rebuilt: str | None = None) -> SyncReport:
        same, shared = len(self.same), len(self.before.keys() & self.after.keys())
        added, deleted = len(self.after) - shared, len(self.before) - shared
        return SyncReport(added, shared - same, deleted, same, rebuilt)


def _build(
    wanted: Manifest,
    embedder: Embedder | None,
    store: Path,
    progress: Progress | None,
    base: Path | None,
    change: _Change,
) -> None:
    """Copy the base, change what differs, publish. Raises StoreUnreadable, EmbedderFailed."""
    fresh = {key: p for key, p in change.after.items() if key not in change.same}
    stale = {key: p for key, p in change.before.items() if key not in change.same}
    vectors = np.zeros((0, 1), dtype=np.float32)
    if embedder and fresh:
        from index.encoding import MadeVectors, encode

        made = MadeVectors(store, embedder.name)
        vectors = encode([*fresh.values()], embedder, made, progress)
    draft = generations.begin(store, base)
    try:
        cut = [windows(passage.text) for passage in wanted.passages]
        if embedder:
            count = write(draft / generations.CHROMA, _ids(stale), _ids(fresh), vectors)
            if count != sum(len(indexed_parts(parts)) for parts in cut):
                raise StoreUnreadable("写入后的段数不符")
        kept = PassageWords.load((base or draft) / generations.WORDS)
        kept.changed(wanted.passages).save(draft / generations.WORDS)
        generations.publish(store, draft, wanted)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _ids(passages: Mapping[str, Passage]) -> list[str]:
    return [row for key, p in passages.items() for row in row_ids(key, len(windows(p.text)))]


def _mismatch(old: Manifest | None, wanted: Manifest) -> str | None:
    if old is None:
        return None
    if old.format != FORMAT:
        return "索引格式有更新，全部重建"
    before, now = (
        "无（只用关键词）" if one.embedder == WORDS_ALONE else one.embedder for one in (old, wanted)
    )
    return None if before == now else f"向量模型由 {before} 换为 {now}，全部重建"


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
