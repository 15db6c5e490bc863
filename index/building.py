"""Building the next generation of a store, upon the one that serves or from nothing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.passage import Passage
from index import generations, snapshot
from index.contents import window_ids
from index.errors import StoreUnreadable
from index.manifest import Entry, Manifest
from index.vector_index import Window, read, window_id, write
from index.windows import indexed_parts

if TYPE_CHECKING:
    from index.embedder import Embedder
    from index.encoding import Progress


@dataclass(frozen=True, slots=True)
class Build:
    """Everything a new generation needs; texts are the windows of each passage."""

    passages: Sequence[Passage]
    texts: Sequence[tuple[str, ...]]
    wanted: Manifest
    embedder: Embedder | None
    store: Path
    progress: Progress | None

    def upon(self, base: Path | None, old: Manifest | None) -> None:
        """Copy the base, change what differs, publish. Raises StoreUnreadable, EmbedderFailed."""
        kept, stale = self._compare(old)
        fresh = [n for n, entry in enumerate(self.wanted.entries) if entry.key not in kept]
        vectors = None
        if self.embedder and fresh:
            from index.encoding import encode

            changed = [self.passages[n] for n in fresh]
            texts = [indexed_parts(self.texts[n]) for n in fresh]
            vectors = encode(changed, texts, self.embedder, self.progress)
        draft = generations.begin(self.store, base)
        try:
            count = write(generations.chroma_of(draft), stale, self._rows(fresh), vectors)
            if count != sum(entry.rows for entry in self.wanted.entries):
                raise StoreUnreadable("写入后的段数不符")
            generations.publish(self.store, draft, self._with_snapshot(draft))
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise

    def _with_snapshot(self, draft: Path) -> Manifest:
        """The manifest of a draft, after what Chroma now holds is written beside it too."""
        texts, vectors = read(generations.chroma_of(draft), window_ids(self.wanted))
        digest = snapshot.save(draft, texts, vectors if self.embedder else None)
        return replace(self.wanted, snapshot=digest)

    def _rows(self, numbers: Sequence[int]) -> list[Window]:
        entries = self.wanted.entries
        return [
            Window(entries[n].key, number, entries[n].digest, text)
            for n in numbers
            for number, text in enumerate(indexed_parts(self.texts[n]))
        ]

    def _compare(self, old: Manifest | None) -> tuple[set[str], list[str]]:
        """Keys whose stored windows stay good, and the ids of the windows to delete."""
        wanted = {_content(entry) for entry in self.wanted.entries}
        entries = old.entries if old else ()
        kept = {entry.key for entry in entries if _content(entry) in wanted}
        gone = [entry for entry in entries if entry.key not in kept]
        return kept, [window_id(entry.key, n) for entry in gone for n in range(entry.rows)]


def _content(entry: Entry) -> tuple[str, str, int]:
    return entry.key, entry.digest, entry.windows
