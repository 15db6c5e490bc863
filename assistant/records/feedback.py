"""Readers' verdicts on answers."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from assistant.records.audit import SYSTEM, note
from assistant.records.database import Database
from assistant.records.listing import Listing, being, having, listing
from assistant.records.masking import masked
from assistant.records.tables import Change, Feedback, Verdict

MAX_REASON_CHARS = 500
_TAKEN_OVER = "接收旧反馈"
_OLD_ROWS = (
    "SELECT given_at, verdict, reason, question, answer, status, citation_ids"
    " FROM feedback ORDER BY id"
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WantedFeedback:
    """A filter as it comes from the net; "" for all."""

    verdict: str = ""
    status: str = ""
    keyword: str = ""


class FeedbackStore:
    """Keeps verdicts and lists them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        verdict: Verdict,
        *,
        question: str,
        answer: str,
        status: str,
        citation_ids: Sequence[str] = (),
    ) -> int:
        """Keep a verdict at once, what identifies somebody masked; the number is for its reason."""
        row = Feedback(
            given_at=datetime.now(UTC),
            verdict=verdict,
            question=masked(question),
            answer=masked(answer),
            status=status,
            citation_ids=list(citation_ids),
        )
        with self._database.writing() as session:
            session.add(row)
        return row.id

    def explain(self, feedback_id: int, reason: str) -> None:
        """Add the reason to a verdict given before."""
        reason = masked(reason.strip()[:MAX_REASON_CHARS])
        with self._database.writing() as session:
            given = update(Feedback).where(Feedback.id == feedback_id)
            session.execute(given.values(reason=reason))

    def one(self, feedback_id: int) -> Feedback | None:
        """A verdict."""
        with self._database.reading() as session:
            return session.get(Feedback, feedback_id)

    def since(self, moment: datetime) -> Sequence[Feedback]:
        """The verdicts given from then on."""
        given = select(Feedback).where(Feedback.given_at >= moment).order_by(Feedback.id.desc())
        with self._database.reading() as session:
            return session.scalars(given).all()

    def listed(self, wanted: WantedFeedback = WantedFeedback(), page: int = 0) -> Listing[Feedback]:
        """Newest first; page 0 for all."""
        texts = having(wanted.keyword, Feedback.question, Feedback.answer, Feedback.reason)
        others = being({Feedback.verdict: wanted.verdict, Feedback.status: wanted.status})
        return listing(self._database, Feedback, texts + others, page)


def take_over(session: Session, old: Path) -> None:
    """The rows of the file that feedback had for itself, once; the file stays as it is."""
    taken = select(Change.id).where(Change.action == _TAKEN_OVER, Change.subject == old.name)
    if not old.exists() or session.scalar(taken.limit(1)):
        return
    try:
        rows = _old_rows(old)
    except (sqlite3.Error, ValueError) as fault:
        _log.warning("旧反馈文件 %s 读不了（%s），没有接收", old.name, fault)
        return
    session.add_all(rows)
    note(session, SYSTEM, _TAKEN_OVER, old.name, f"{len(rows)} 条")


def _old_rows(old: Path) -> list[Feedback]:
    with closing(sqlite3.connect(f"{old.absolute().as_uri()}?mode=ro", uri=True)) as file:
        file.row_factory = sqlite3.Row
        rows = [dict(row) for row in file.execute(_OLD_ROWS)]
    for row in rows:
        row["given_at"] = datetime.fromisoformat(row["given_at"])
        row["citation_ids"] = json.loads(row["citation_ids"])
    return [Feedback(**row) for row in rows]
