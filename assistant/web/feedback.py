"""Readers' verdicts on answers, kept in SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

Verdict = Literal["up", "down"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    given_at TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('up', 'down')),
    reason TEXT NOT NULL DEFAULT '',
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    status TEXT NOT NULL,
    citation_ids TEXT NOT NULL
)
"""
_COLUMNS = "id, given_at, verdict, reason, question, answer, status, citation_ids"
_BUSY_SECONDS = 30.0
MAX_REASON_CHARS = 500


@dataclass(frozen=True, slots=True)
class Feedback:
    """One verdict, with what it was given on."""

    id: int
    given_at: str  # ISO, UTC
    verdict: Verdict
    reason: str
    question: str
    answer: str
    status: str
    citation_ids: tuple[str, ...]


class FeedbackStore:
    """A file of verdicts; safe for several threads and processes at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        with self._transaction() as connection:
            connection.execute(_SCHEMA)

    def add(
        self,
        verdict: Verdict,
        *,
        question: str,
        answer: str,
        status: str,
        citation_ids: Sequence[str] = (),
    ) -> int:
        """Keep a verdict at once; the number is for its reason."""
        row = (
            datetime.now(UTC).isoformat(timespec="seconds"),
            verdict,
            *(_storable(text) for text in (question, answer, status)),
            json.dumps(list(citation_ids), ensure_ascii=False),
        )
        with self._transaction() as connection:
            cursor = connection.execute(
                "INSERT INTO feedback (given_at, verdict, question, answer, status, citation_ids)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )
        if cursor.lastrowid is None:  # never so after an INSERT; for the type checker
            raise sqlite3.DatabaseError("no row was written")
        return cursor.lastrowid

    def explain(self, feedback_id: int, reason: str) -> None:
        """Add the reason to a verdict given before."""
        reason = _storable(reason).strip()[:MAX_REASON_CHARS]
        with self._transaction() as connection:
            connection.execute("UPDATE feedback SET reason = ? WHERE id = ?", (reason, feedback_id))

    def all(self) -> list[Feedback]:
        """Everything kept, oldest first."""
        with self._transaction() as connection:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM feedback ORDER BY id").fetchall()
        return [_feedback(row) for row in rows]

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """Writers wait in a queue: IMMEDIATE, as an upgraded lock does not, and without WAL, as
        the switch to it does not."""
        opened = sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level="IMMEDIATE")
        with closing(opened) as connection:
            connection.row_factory = sqlite3.Row
            with connection:
                yield connection


def _feedback(row: sqlite3.Row) -> Feedback:
    fields = dict(row)
    fields["citation_ids"] = tuple(json.loads(fields["citation_ids"]))
    return Feedback(**fields)


def _storable(text: str) -> str:
    """SQLite takes no lone surrogates."""
    return text.encode("utf-8", "replace").decode()
