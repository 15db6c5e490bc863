"""Readers' verdicts on answers, kept in SQLite."""

import json
import logging
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
_START_SECONDS = 2.0  # the service does not wait longer for its feedback file
MAX_REASON_CHARS = 500
FAULTS = (OSError, sqlite3.Error)

_log = logging.getLogger(__name__)


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
    """A file of verdicts; safe for several threads and processes at once.

    A file that is damaged is set aside, one that cannot be written now is tried again with every
    verdict: neither stops the service, and each is told in one line.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            if path.exists() and _is_damaged(path):
                aside = path.with_name(f"{path.name}.damaged-{datetime.now(UTC):%Y%m%d%H%M%S}")
                path.replace(aside)
                _log.warning("反馈文件已损坏，改名为 %s 留存，另建新文件", aside.name)
            with self._transaction(seconds=_START_SECONDS):
                pass
        except FAULTS as fault:
            _log.warning("反馈暂时记不下来（%s：%s），其余照常", path, fault)

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
    def _transaction(self, seconds: float = _BUSY_SECONDS) -> Iterator[sqlite3.Connection]:
        """Writers wait in a queue: IMMEDIATE, as an upgraded lock does not, and without WAL, as
        the switch to it does not."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        opened = sqlite3.connect(self._path, timeout=seconds, isolation_level="IMMEDIATE")
        with closing(opened) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute(_SCHEMA)
            with connection:
                yield connection


def _is_damaged(path: Path) -> bool:
    """Whether it is no database, or a broken one; a lock says nothing about it."""
    try:
        with closing(sqlite3.connect(path, timeout=_START_SECONDS)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True


def _feedback(row: sqlite3.Row) -> Feedback:
    fields = dict(row)
    fields["citation_ids"] = tuple(json.loads(fields["citation_ids"]))
    return Feedback(**fields)


def _storable(text: str) -> str:
    """SQLite takes no lone surrogates."""
    return text.encode("utf-8", "replace").decode()
