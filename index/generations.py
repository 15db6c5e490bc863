"""Generations: each state of the store is a folder that never changes once it is current."""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from pathlib import Path

from index.errors import StoreUnreadable
from index.manifest import Manifest

_CURRENT = "CURRENT"
_MANIFEST = "manifest.json"
_CHROMA = "chroma"


def current(store: Path) -> Path | None:
    """The folder that serves, or None before the first sync."""
    try:
        name = (store / _CURRENT).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return None
    return store / name if name.startswith("gen-") and "/" not in name else None


def manifest_of(generation: Path) -> Manifest:
    """What a generation holds. Raises StoreUnreadable."""
    if not (generation / _CHROMA / "chroma.sqlite3").is_file():
        raise StoreUnreadable(f"{generation} 缺失或不完整")
    return Manifest.load(generation / _MANIFEST)


def chroma_of(generation: Path) -> Path:
    """Where a generation keeps its windows."""
    return generation / _CHROMA


def begin(store: Path, base: Path | None) -> Path:
    """A new folder to build in, with the windows of the base; no reader looks at it yet."""
    draft = store / f"part-{uuid.uuid4().hex[:8]}"
    draft.mkdir(parents=True)
    if base is not None:
        shutil.copytree(chroma_of(base), chroma_of(draft))
    return draft


def publish(store: Path, draft: Path, manifest: Manifest) -> Path:
    """Complete the draft, make it current in one step, and drop what nobody can be reading."""
    (draft / _MANIFEST).write_text(manifest.dumps(), encoding="utf-8")
    for path in draft.rglob("*"):
        _flush(path)
    previous = current(store)
    generation = store / f"gen-{_number(previous) + 1:04d}-{draft.name[-8:]}"
    draft.rename(generation)
    _swap(store, generation.name)
    tidy(store, keep=previous)
    return generation


def leftovers(store: Path) -> bool:
    """Whether somebody is building here, or was killed while building."""
    serving = _number(current(store))
    return any(store.glob("part-*")) or any(_number(g) > serving for g in store.glob("gen-*"))


def tidy(store: Path, keep: Path | None = None) -> None:
    """Remove half-built folders and generations other than the current one and `keep`."""
    kept = {current(store), keep}
    for folder in store.iterdir():
        if folder.name.startswith(("gen-", "part-")) and folder not in kept:
            shutil.rmtree(folder, ignore_errors=True)


def _swap(store: Path, name: str) -> None:
    fresh = store / f"{_CURRENT}.new"
    fresh.write_text(name + "\n", encoding="ascii")
    _flush(fresh)
    os.replace(fresh, store / _CURRENT)
    _flush(store)


def _number(generation: Path | None) -> int:
    digits = generation.name.split("-")[1] if generation else ""
    return int(digits) if digits.isdigit() else 0


def _flush(path: Path) -> None:
    """To disk; folders cannot be flushed on Windows."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
