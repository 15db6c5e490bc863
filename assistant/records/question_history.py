"""Reads the log of what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select

from assistant.records.database import Database
from assistant.records.listing import Condition, Listing, being, having, listing
from assistant.records.tables import AskedQuestion, CitedThere, Feedback

_EARLIER_TURNS = 6


@dataclass(frozen=True, slots=True)
class WantedQuestions:
    """A filter as it comes from the net; "" for all. Days are of this machine's time zone, both
    of them meant."""

    since: str = ""
    until: str = ""
    status: str = ""
    verdict: str = ""
    document: str = ""
    keyword: str = ""
    marked: str = ""


class Told(NamedTuple):
    """What the statistics need of a question."""

    id: int
    at: datetime
    question: str
    status: str
    conversation: str
    milliseconds: int
    verdict: str | None


class QuestionHistory:
    """Newest first, wherever there are several."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self, wanted: WantedQuestions, page: int = 0) -> Listing[AskedQuestion]:
        """Page 0 for all."""
        texts = having(wanted.keyword, AskedQuestion.question, AskedQuestion.answer)
        return listing(self._database, AskedQuestion, texts + _conditions(wanted), page)

    def one(self, question_id: int) -> AskedQuestion | None:
        """A question with its answer."""
        with self._database.reading() as session:
            return session.get(AskedQuestion, question_id)

    def of_feedback(self, feedback_id: int) -> AskedQuestion | None:
        """The question whose answer was judged so, where it is still kept."""
        judged = select(AskedQuestion).where(AskedQuestion.feedback_id == feedback_id)
        with self._database.reading() as session:
            return session.scalar(judged.limit(1))

    def before(self, row: AskedQuestion) -> Sequence[AskedQuestion]:
        """What was said earlier in its conversation, in order."""
        same = AskedQuestion.conversation == row.conversation
        earlier = select(AskedQuestion).where(same, AskedQuestion.id < row.id)
        latest = earlier.order_by(AskedQuestion.id.desc()).limit(_EARLIER_TURNS)
        with self._database.reading() as session:
            return session.scalars(latest).all()[::-1]

    def of_document(
        self, document_id: str, days: int, most: int
    ) -> tuple[int, Sequence[AskedQuestion]]:
        """How many questions a document answered in so many days, and the last ones ever."""
        cited = AskedQuestion.cited.any(CitedThere.document_id == document_id)
        counted = select(func.count(AskedQuestion.id)).where(cited, AskedQuestion.at >= _ago(days))
        latest = select(AskedQuestion).where(cited).order_by(AskedQuestion.id.desc()).limit(most)
        with self._database.reading() as session:
            return session.scalar(counted) or 0, session.scalars(latest).all()

    def told(self, days: int, most: int) -> Sequence[Told]:
        """The questions of so many days, at most so many."""
        columns = [getattr(AskedQuestion, name) for name in Told._fields[:-1]]
        rows = select(*columns, Feedback.verdict).outerjoin(AskedQuestion.feedback)
        rows = rows.where(AskedQuestion.at >= _ago(days)).order_by(AskedQuestion.id.desc())
        with self._database.reading() as session:
            return [Told._make(row) for row in session.execute(rows.limit(most))]

    def citing(self, days: int, most: int) -> Sequence[tuple[str, int]]:
        """The documents that answered most questions in so many days."""
        count = func.count(CitedThere.question_id.distinct())
        rows = select(CitedThere.document_id, count).join(AskedQuestion)
        rows = rows.where(AskedQuestion.at >= _ago(days)).group_by(CitedThere.document_id)
        with self._database.reading() as session:
            found = session.execute(rows.order_by(count.desc()).limit(most))
            return [(name, number) for name, number in found]

    def documents(self) -> Sequence[str]:
        """Every document that was cited."""
        with self._database.reading() as session:
            names = select(CitedThere.document_id).distinct().order_by(CitedThere.document_id)
            return session.scalars(names).all()


def first_day(days: int) -> datetime:
    """The midnight here with which the last so many days begin, today among them."""
    today = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)
    return (today - timedelta(days=days - 1)).astimezone()


def _ago(days: int) -> datetime:
    return first_day(days).astimezone(UTC)


def _conditions(wanted: WantedQuestions) -> list[Condition]:
    found = being({AskedQuestion.status: wanted.status})
    if (start := _midnight(wanted.since)) is not None:
        found.append(AskedQuestion.at >= start)
    if (end := _midnight(wanted.until)) is not None:
        found.append(AskedQuestion.at < end + timedelta(days=1))
    if wanted.verdict == "none":
        found.append(AskedQuestion.feedback_id.is_(None))
    elif wanted.verdict:
        found.append(AskedQuestion.feedback.has(Feedback.verdict == wanted.verdict))
    if wanted.marked:
        found.append(AskedQuestion.marks.any())
    if wanted.document:
        found.append(AskedQuestion.cited.any(CitedThere.document_id == wanted.document))
    return found


def _midnight(day: str) -> datetime | None:
    """Of a day as a form sends it; None for anything else."""
    try:
        return datetime.strptime(day, "%Y-%m-%d").astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
