"""What one generation of the store holds, in document order; equal text means nothing changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.document import Kind, Source, Status
from corpus.passage import Passage
from index.errors import StoreUnreadable
from index.tokenizer import dictionary_digest

FORMAT = 3
"""Raised when stored windows would come out otherwise than before."""

WORDS_ALONE = "none"


@dataclass(frozen=True, slots=True)
class Entry:
    """One passage: where it stands, and in how many windows its text is stored."""

    key: str
    digest: str
    source: int
    heading_path: tuple[str, ...]
    ordinal: str
    order: int
    windows: int

    @property
    def rows(self) -> int:
        """Vectors stored for it: one a window, and one of the whole where it has several."""
        return self.windows + (self.windows > 1)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Sources once, then passages; text and vectors are in Chroma."""

    embedder: str
    sources: tuple[Source, ...]
    entries: tuple[Entry, ...]
    dictionary: str = ""
    format: int = FORMAT
    snapshot: str = field(default="", compare=False)
    """Digest of the snapshot beside it; says nothing of what is held."""

    @classmethod
    def of(cls, passages: Sequence[Passage], counts: Sequence[int], embedder: str) -> Manifest:
        """The manifest that a store of these passages (counts: windows of each) must have."""
        sources = {passage.source: None for passage in passages}
        number = {source: n for n, source in enumerate(sources)}
        entries = tuple(
            Entry(key, p.digest, number[p.source], p.heading_path, p.ordinal, p.order, count)
            for key, p, count in zip(keys(passages), passages, counts, strict=True)
        )
        return cls(embedder, tuple(sources), entries, dictionary_digest())

    def passage(self, entry: Entry, text: str) -> Passage:
        """The passage as it was synced."""
        source = self.sources[entry.source]
        return Passage(source, entry.heading_path, entry.ordinal, text, entry.order)

    def dumps(self) -> str:
        """JSON; ASCII, so that any string whatever survives."""
        return json.dumps(asdict(self), indent=0)

    @classmethod
    def load(cls, path: Path) -> Manifest:
        """Read a stored manifest. Raises StoreUnreadable."""
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            sources = tuple(_source(card) for card in raw.pop("sources"))
            entries = tuple(_entry(entry) for entry in raw.pop("entries"))
            held = cls(sources=sources, entries=entries, **raw)
            if not all(e.windows > 0 and 0 <= e.source < len(sources) for e in entries):
                raise ValueError("entries and sources do not agree")
            return held
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise StoreUnreadable(f"{path} 缺失或已损坏") from error


def keys(passages: Sequence[Passage]) -> list[str]:
    """Passage ids; should two passages claim one, the later gets a suffix and is not lost."""
    seen: dict[str, int] = {}
    unique = []
    for passage in passages:
        seen[passage.id] = seen.get(passage.id, 0) + 1
        count = seen[passage.id]
        unique.append(passage.id if count == 1 else f"{passage.id}~~{count}")
    return unique


def _source(card: dict[str, Any]) -> Source:
    status, kind, topics = Status(card["status"]), Kind(card["kind"]), tuple(card["topics"])
    return Source(**{**card, "status": status, "kind": kind, "topics": topics})


def _entry(entry: dict[str, Any]) -> Entry:
    return Entry(**{**entry, "heading_path": tuple(entry["heading_path"])})
