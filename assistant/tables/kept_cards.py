"""What was read for the cards, kept on disk by document: a start reads only what changed."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from assistant.answer import Citation
from assistant.tables.policy_card import CardLine, Lines
from corpus.content_kinds import ContentKind
from corpus.passage import Passage

Row = tuple[str, int, tuple[str, ...], bool, str]
"""A line: its text, the place of its passage, its quotes, whether a heading, what it is about."""


class Entry(BaseModel):
    """What was read of a document, and what it was found to answer, by library."""

    lines: dict[ContentKind, tuple[Row, ...]]
    questions: dict[str, tuple[str, ...]] = {}


_FILE = TypeAdapter(dict[str, Entry])


def digest_of(*parts: str) -> str:
    """One digest of several texts."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class KeptCards:
    """One JSON file; a torn or unknown one is as good as none, and one that cannot be written is
    done without. path None: kept in memory alone."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._entries: dict[str, Entry] = {}

    def load(self) -> None:
        """What the file holds."""
        try:
            self._entries = _FILE.validate_json(self._path.read_bytes()) if self._path else {}
        except (OSError, ValueError):
            self._entries = {}

    def lines(self, key: str, own: Sequence[Passage]) -> Lines | None:
        """What was read of a document; None where nothing was, or what is kept fits it no more."""
        held = self._entries.get(key)
        try:
            return (
                {kind: tuple(_line(row, own) for row in rows) for kind, rows in held.lines.items()}
                if held
                else None
            )
        except IndexError:
            return None

    def questions(self, key: str, library: str) -> tuple[str, ...] | None:
        """What a document was found to answer in this library; None where it was not asked."""
        held = self._entries.get(key)
        return held.questions.get(library) if held else None

    def keep_lines(self, key: str, own: Sequence[Passage], lines: Lines) -> None:
        """Take in what was read of one document."""
        rows = {kind: tuple(_row(line, own) for line in found) for kind, found in lines.items()}
        self._entries[key] = Entry(lines=rows)

    def keep_questions(self, key: str, library: str, asked: Iterable[str]) -> None:
        """Take in what a document answers in this library."""
        self._entries[key].questions = {library: tuple(asked)}

    def save(self, keys: Iterable[str]) -> None:
        """Write the entries of these documents by one rename."""
        self._entries = {key: self._entries[key] for key in keys if key in self._entries}
        if self._path is None:
            return
        fresh = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(_FILE.dump_json(self._entries))
            os.replace(fresh, self._path)
        except OSError:
            return


def _row(line: CardLine, own: Sequence[Passage]) -> Row:
    (cited,) = line.citations
    return line.text, own.index(cited.passage), cited.quotes, line.heading, line.about


def _line(row: Row, own: Sequence[Passage]) -> CardLine:
    text, place, quotes, heading, about = row
    return CardLine(text, (Citation(1, own[place], quotes),), heading, about)
