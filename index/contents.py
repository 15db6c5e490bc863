"""What a store holds, loaded: passages, their windows and vectors."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from corpus.passage import Passage
from index import generations
from index.errors import StoreUnreadable
from index.manifest import WORDS_ALONE
from index.vector_index import Vectors, read, window_id


@dataclass(frozen=True, slots=True)
class Contents:
    """One generation; windows per passage, vectors (None: words alone) one row per window."""

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
    entries = manifest.entries
    ids = [window_id(entry.key, number) for entry in entries for number in range(entry.windows)]
    texts, vectors = read(generations.chroma_of(generation), ids)
    ends = accumulate(entry.windows for entry in entries)
    windows = [
        tuple(texts[end - entry.windows : end]) for entry, end in zip(entries, ends, strict=True)
    ]
    return Contents(
        manifest.embedder,
        tuple(manifest.passage(e, "".join(w)) for e, w in zip(entries, windows, strict=True)),
        tuple(windows),
        None if manifest.embedder == WORDS_ALONE else vectors,
    )
