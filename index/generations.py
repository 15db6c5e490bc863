"""Generations: each state of a store is a folder that never changes once it is current."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.document import Kind, Source, Status
from corpus.passage import Passage
from index.errors import StoreUnreadable
from index.tokenizer import dictionary_digest
from index.windows import windows

FORMAT = 4
"""Raised when what is stored would come out otherwise than before."""

WORDS_ALONE = "none"

CHROMA = "chroma"
_CURRENT, _MANIFEST = "CURRENT", "manifest.json"


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage: its id (with a suffix where two claim one), its place, its windows' text."""

    key: str
    digest: str
    source: int
    heading_path: tuple[str, ...]
    ordinal: str
    order: int
    windows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds, in document order; only the vectors lie beside it."""

    embedder: str
    sources: tuple[Source, ...]
    entries: tuple[Entry, ...]
    dictionary: str = ""
    format: int = FORMAT
    vectors: str = field(default="", compare=False)
    """Digest of the vectors' files; says nothing of what is held."""

    @classmethod
    def of(cls, passages: Sequence[Passage], embedder: str) -> Manifest:
        """The manifest that a store of these passages must have."""
        number = {source: n for n, source in enumerate(dict.fromkeys(p.source for p in passages))}
        seen: Counter[str] = Counter()
        entries = []
        for p in passages:
            seen[p.id] += 1
            key = p.id if seen[p.id] == 1 else f"{p.id}~~{seen[p.id]}"
            place = (number[p.source], p.heading_path, p.ordinal, p.order)
            entries.append(Entry(key, p.digest, *place, windows(p.text)))
        return cls(embedder, tuple(number), tuple(entries), dictionary_digest())

    def passages(self) -> list[Passage]:
        """The passages as they were synced."""
        return [
            Passage(self.sources[e.source], e.heading_path, e.ordinal, "".join(e.windows), e.order)
            for e in self.entries
        ]


def current(store: Path) -> Path | None:
    """The folder that serves, or None before the first sync."""
    try:
        name = (store / _CURRENT).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return store / name if name.startswith("gen-") and "/" not in name else None


def manifest_of(generation: Path) -> Manifest:
    """What a generation holds. Raises StoreUnreadable; one of another format holds nothing."""
    path = generation / _MANIFEST
    try:
        raw = json.loads(path.read_text(encoding="ascii"))
        if raw["format"] != FORMAT:
            return Manifest(raw["embedder"], (), (), format=raw["format"])
        sources = tuple(_source(card) for card in raw.pop("sources"))
        entries = tuple(
            Entry(**{**e, "heading_path": tuple(e["heading_path"]), "windows": tuple(e["windows"])})
            for e in raw.pop("entries")
        )
        if not all(e.windows and 0 <= e.source < len(sources) for e in entries):
            raise ValueError("entries and sources do not agree")
        return Manifest(sources=sources, entries=entries, **raw)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreUnreadable(f"{path} 缺失或已损坏") from error


def _source(card: dict[str, Any]) -> Source:
    status, kind, topics = Status(card["status"]), Kind(card["kind"]), tuple(card["topics"])
    return Source(**{**card, "status": status, "kind": kind, "topics": topics})


def intact(generation: Path, manifest: Manifest) -> bool:
    """Whether the vectors are as they were written; reads them all, opens no database."""
    try:
        return _digest(generation / CHROMA) == manifest.vectors
    except OSError:
        return False


def begin(store: Path, base: Path | None) -> Path:
    """A new folder to build in, with the vectors of the base; no reader looks at it yet."""
    draft = store / f"part-{uuid.uuid4().hex[:8]}"
    draft.mkdir(parents=True)
    if base is not None and (base / CHROMA).exists():
        shutil.copytree(base / CHROMA, draft / CHROMA)
    return draft


def publish(store: Path, draft: Path, manifest: Manifest) -> None:
    """Complete the draft, make it current in one step, and drop what nobody can be reading."""
    card = {**asdict(manifest), "vectors": _digest(draft / CHROMA)}
    (draft / _MANIFEST).write_text(json.dumps(card, indent=0), encoding="ascii")
    for path in draft.rglob("*"):
        _flush(path)
    previous = current(store)
    generation = store / f"gen-{_number(previous) + 1:04d}-{draft.name[-8:]}"
    draft.rename(generation)
    fresh = store / f"{_CURRENT}.new"
    fresh.write_text(generation.name + "\n", encoding="ascii")
    _flush(fresh)
    os.replace(fresh, store / _CURRENT)
    _flush(store)
    tidy(store, keep=previous)
    drop_made(store)


def drop_made(store: Path) -> None:
    """Remove the vectors kept for the case that their sync is killed (index/encoding.py)."""
    for path in store.glob(made_path(store, "*").name):
        with contextlib.suppress(OSError):
            path.unlink()


def made_path(store: Path, name: str) -> Path:
    """Where the vectors made by an embedder are kept until they are published."""
    return store / f"vectors-{name}.part"


def tidy(store: Path, keep: Path | None = None) -> None:
    """Remove half-built folders and generations other than the current one and `keep`."""
    kept = {current(store), keep}
    for folder in store.iterdir():
        if folder.name.startswith(("gen-", "part-")) and folder not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def _number(generation: Path | None) -> int:
    digits = generation.name.split("-")[1] if generation else ""
    return int(digits) if digits.isdigit() else 0


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            total.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
            total.update(content)
    return total.hexdigest()


def _flush(path: Path) -> None:
    """To disk; folders cannot be flushed on Windows."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
