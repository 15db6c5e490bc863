"""Generations: each state of a store is a folder that never changes once it is current."""

import contextlib
import hashlib
import json
import os
import shutil
import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.document import Kind, Source, Stated, Status, Where
from corpus.passage import Passage
from index.errors import StoreUnreadable

FORMAT = 6
"""Raised when what is stored would come out otherwise than before."""

WORDS_ALONE = "none"

CHROMA, WORDS = "chroma", "words.npz"
MADE = "vectors-{}.part"
_PLAIN = ("embedder", "format", "vectors")
_CURRENT, _MANIFEST = "CURRENT", "manifest.json"
_BLOCK = 2**20  # bytes read at a time


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds, in document order; only the vectors lie beside it."""

    embedder: str
    passages: tuple[Passage, ...]
    format: int = FORMAT
    vectors: str = field(default="", compare=False)
    """Digest of the vectors' files; says nothing of what is held."""

    def by_key(self) -> dict[str, Passage]:
        """Passages by id; the later of two that claim one id has a suffix."""
        seen: Counter[str] = Counter()
        keyed = {}
        for passage in self.passages:
            seen[passage.id] += 1
            twin = f"~~{seen[passage.id]}" if seen[passage.id] > 1 else ""
            keyed[passage.id + twin] = passage
        return keyed

    def dumps(self) -> str:
        """JSON, each source once; ASCII, so that any string whatever survives."""
        sources = dict.fromkeys(p.source for p in self.passages)
        number = {source: n for n, source in enumerate(sources)}
        plain = {name: getattr(self, name) for name in _PLAIN}
        plain["sources"] = [*sources]
        plain["passages"] = [
            (number[p.source], p.heading_path, p.ordinal, p.text, p.order) for p in self.passages
        ]
        return json.dumps(plain, default=_fields)  # without an indent: ten times as fast


def current(store: Path) -> Path | None:
    """The folder that serves, or None before the first sync."""
    try:
        name = (store / _CURRENT).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return store / name if name.startswith("gen-") and "/" not in name else None


def manifest_of(generation: Path) -> Manifest:
    """What a generation holds. Raises StoreUnreadable; one of another format holds nothing."""
    try:
        last, state = _last.get(generation), _state(generation)
        if last and last[0] == state:
            return last[1]
        manifest = _read(generation / _MANIFEST)
    except (OSError, ValueError, TypeError, LookupError, AttributeError) as error:
        raise StoreUnreadable(f"{generation / _MANIFEST} 缺失或已损坏") from error
    remember(generation, manifest)
    return manifest


def remember(generation: Path, manifest: Manifest) -> None:
    """Hold this one in memory, and no other: it is what the file says."""
    _last.clear()
    with contextlib.suppress(OSError):
        _last[generation] = _state(generation), manifest


_last: dict[Path, tuple[tuple[int, int], Manifest]] = {}


def _state(generation: Path) -> tuple[int, int]:
    told = (generation / _MANIFEST).stat()
    return told.st_size, told.st_mtime_ns


def _read(path: Path) -> Manifest:
    raw = json.loads(path.read_text(encoding="ascii"))
    if raw["format"] != FORMAT:
        return Manifest(raw["embedder"], (), format=raw["format"])
    sources = [_source(card) for card in raw.pop("sources")]
    passages = tuple(
        Passage(sources[n], tuple(headings), ordinal, text + "", order)
        for n, headings, ordinal, text, order in raw.pop("passages")
    )
    return Manifest(passages=passages, **raw)


def _fields(card: Source | Stated) -> dict[str, Any]:
    return {name: getattr(card, name) for name in card.__slots__}


def _source(card: dict[str, Any]) -> Source:
    status = Status(card["status"]) if card["status"] else None
    stated = tuple(Stated(**{**s, "where": Where(s["where"])}) for s in card["stated"])
    typed = {"kind": Kind(card["kind"]), "topics": tuple(card["topics"]), "stated": stated}
    return Source(**{**card, **typed, "status": status})


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
    manifest = replace(manifest, vectors=_digest(draft / CHROMA))
    (draft / _MANIFEST).write_text(manifest.dumps(), encoding="ascii")
    for path in draft.rglob("*"):
        _flush(path)
    previous = current(store)
    generation = store / draft.name.replace("part-", "gen-")
    draft.rename(generation)
    fresh = store / f"{_CURRENT}.new"
    fresh.write_text(generation.name + "\n", encoding="ascii")
    _flush(fresh)
    os.replace(fresh, store / _CURRENT)
    _flush(store)
    tidy(store, keep=previous)
    drop_made(store)
    remember(generation, manifest)


def drop_made(store: Path) -> None:
    """Remove the vectors kept for the case that their sync is killed (index/encoding.py)."""
    for path in store.glob(MADE.format("*")):
        with contextlib.suppress(OSError):
            path.unlink()


def tidy(store: Path, keep: Path | None = None) -> None:
    """Remove half-built folders and generations other than the current one and `keep`."""
    kept = {current(store), keep}
    for folder in store.iterdir():
        if folder.name.startswith(("gen-", "part-")) and folder not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def _digest(folder: Path) -> str:
    files = [(path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file()]
    return _read_digest(folder, tuple((f, told.st_size, told.st_mtime_ns) for f, told in files))


@lru_cache(2)  # a generation never changes: it is read once, unless its files say otherwise
def _read_digest(folder: Path, files: Sequence[tuple[Path, int, int]]) -> str:
    total = hashlib.sha256()
    for path, size, _ in files:
        total.update(f"{path.relative_to(folder).as_posix()} {size}\n".encode())
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                total.update(block)
    return total.hexdigest()


def _flush(path: Path) -> None:
    """To disk; folders cannot be flushed on Windows."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
