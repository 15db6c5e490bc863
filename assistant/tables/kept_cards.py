"""What was read for the cards, kept on disk by document: a start reads only what changed."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.answer import Citation
from assistant.tables.policy_card import CardLine, Lines
from corpus.passage import Passage


def digest_of(*parts: str) -> str:
    """One digest of several texts."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass
class KeptCards:
    """One JSON file; a torn or unknown one is as good as none, and one that cannot be written is
    done without. path None: kept in memory alone."""

    path: Path | None = None
    _entries: dict[str, Any] = field(default_factory=dict)

    def load(self) -> None:
        """What the file holds."""
        try:
            held = json.loads(self.path.read_text("utf-8")) if self.path else {}
        except (OSError, ValueError):
            held = {}
        self._entries = held if isinstance(held, dict) else {}

    def lines(self, key: str, own: Sequence[Passage]) -> Lines | None:
        """What was read of a document; None where nothing was, or what is kept fits it no more."""
        try:
            return {
                name: tuple(_line(row, own) for row in rows)
                for name, rows in self._entries[key]["lines"].items()
            }
        except (KeyError, TypeError, ValueError, IndexError, AttributeError):
            return None

    def questions(self, key: str, library: str) -> tuple[str, ...] | None:
        """What a document was found to answer in this library; None where it was not asked."""
        entry = self._entries.get(key)
        asked = entry.get("questions") if isinstance(entry, dict) else None
        found = asked.get(library) if isinstance(asked, dict) else None
        known = isinstance(found, list) and all(isinstance(q, str) for q in found)
        return tuple(found) if known and found is not None else None

    def keep_lines(self, key: str, own: Sequence[Passage], lines: Lines) -> None:
        """Take in what was read of one document."""
        rows = {name: [_row(line, own) for line in found] for name, found in lines.items()}
        self._entries[key] = {"lines": rows}

    def keep_questions(self, key: str, library: str, asked: Iterable[str]) -> None:
        """Take in what a document answers in this library."""
        self._entries[key]["questions"] = {library: list(asked)}

    def save(self, keys: Iterable[str]) -> None:
        """Write the entries of these documents by one rename."""
        if self.path is None:
            return
        self._entries = {key: self._entries[key] for key in keys if key in self._entries}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", dir=self.path.parent, delete=False
            ) as fresh:
                json.dump(self._entries, fresh, ensure_ascii=False)
            os.replace(fresh.name, self.path)
        except OSError:
            return


def _row(line: CardLine, own: Sequence[Passage]) -> list[Any]:
    (cited,) = line.citations
    return [line.text, own.index(cited.passage), list(cited.quotes), line.heading, line.about]


def _line(row: Sequence[Any], own: Sequence[Passage]) -> CardLine:
    text, place, quotes, heading, about = row
    if not all(isinstance(said, str) for said in (text, about, *quotes)):
        raise ValueError(text)
    return CardLine(text, (Citation(1, own[place], tuple(quotes)),), bool(heading), about)
