"""What a store holds, loaded: passages, their windows and vectors."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from corpus.passage import Passage
from index import generations, snapshot
from index.errors import StoreUnreadable
from index.manifest import FORMAT, WORDS_ALONE, Manifest
from index.vector_index import Vectors, read, window_id

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Contents:
    """One generation; windows per passage; vectors (None: words alone) in the manifest's order:
    one row a window, then one of the whole passage where it has several windows."""

    embedder: str
    passages: tuple[Passage, ...]
    windows: tuple[tuple[str, ...], ...]
    vectors: Vectors | None


def load_contents(store: Path) -> Contents:
    """The current generation. Raises StoreUnreadable."""
    generation = generations.current(store)
    if generation is None:
        raise StoreUnreadable(f"{store} 还没有建立")
    try:
        return _load(generation)
    except StoreUnreadable:
        newer = generations.current(store)  # a sync may have removed it under our hands
        if newer is None or newer == generation:
            raise
        return _load(newer)


def _load(generation: Path) -> Contents:
    manifest = generations.manifest_of(generation)
    if manifest.format != FORMAT:
        raise StoreUnreadable(f"{generation} 的格式与本程序不同")
    entries = manifest.entries
    texts, vectors = snapshot.load(generation, manifest.snapshot) or _stored(generation, manifest)
    ends = accumulate(entry.rows for entry in entries)
    starts = [end - entry.rows for entry, end in zip(entries, ends, strict=True)]
    windows = [
        tuple(texts[start : start + entry.windows])
        for entry, start in zip(entries, starts, strict=True)
    ]
    return Contents(
        manifest.embedder,
        tuple(manifest.passage(e, "".join(w)) for e, w in zip(entries, windows, strict=True)),
        tuple(windows),
        None if manifest.embedder == WORDS_ALONE else vectors,
    )


def _stored(generation: Path, manifest: Manifest) -> tuple[list[str], Vectors]:
    """From Chroma, which is slower to open than a snapshot."""
    if manifest.snapshot:
        _log.warning("索引快照缺失或已损坏，改从向量库读取；运行 python -m index sync 可修复")
    return read(generations.chroma_of(generation), window_ids(manifest))


def window_ids(manifest: Manifest) -> list[str]:
    """The ids of all rows, in the manifest's order."""
    return [window_id(entry.key, n) for entry in manifest.entries for n in range(entry.rows)]
