"""The answers that the office gives, on their way from a draft to what a second person approved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assistant.records.audit import SYSTEM, By, note
from assistant.records.database import Database
from assistant.records.listing import Listing, being, having, listing
from assistant.records.tables import CuratedAnswer, CuratedState

LONGEST, MOST = 4000, 20  # characters of an answer; wordings, and passages of a basis
_ACTIONS = {
    CuratedState.WAITING: "提交口径",
    CuratedState.IN_USE: "审定口径",
    CuratedState.DRAFT: "退回口径",
    CuratedState.TO_REVIEW: "口径待复核",
    CuratedState.OFF: "停用口径",
}
_FROM = {
    CuratedState.WAITING: (CuratedState.DRAFT,),
    CuratedState.IN_USE: (CuratedState.WAITING,),
    CuratedState.DRAFT: (CuratedState.WAITING,),
    CuratedState.OFF: tuple(state for state in CuratedState if state is not CuratedState.OFF),
}


class CuratedFault(Exception):
    """A change that is not made; str() is one Chinese line."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a person writes of one: wordings of the question, the answer, digests of its basis."""

    questions: tuple[str, ...]
    text: str
    basis: tuple[str, ...]
    valid_until: date | None = None


class CuratedStore:
    """Keeps every one; what is in use is not altered, but replaced by a later one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, number: int) -> CuratedAnswer | None:
        """One as it stands."""
        with self._database.reading() as session:
            return session.get(CuratedAnswer, number) if number < 2**63 else None

    def listed(self, state: str = "", keyword: str = "", page: int = 1) -> Listing[CuratedAnswer]:
        """Newest first."""
        texts = having(keyword, CuratedAnswer.questions, CuratedAnswer.text)
        wanted = texts + being({CuratedAnswer.state: state})
        return listing(self._database, CuratedAnswer, wanted, page)

    def in_use(self) -> Sequence[CuratedAnswer]:
        """Those that may answer."""
        wanted = select(CuratedAnswer).where(CuratedAnswer.state == CuratedState.IN_USE)
        with self._database.reading() as session:
            return session.scalars(wanted.order_by(CuratedAnswer.id)).all()

    def stamp(self) -> tuple[int, datetime | None]:
        """Differs once anything was changed."""
        wanted = select(func.count(CuratedAnswer.id), func.max(CuratedAnswer.changed_at))
        with self._database.reading() as session:
            count, changed = session.execute(wanted).one()
        return count, changed

    def write(
        self, content: Content, by: By, number: int = 0, count: int = 0, replaces: int | None = None
    ) -> int:
        """A new one, or the draft of a number as it is now; returns its number. replaces names one
        in use that it will take the place of. Raises CuratedFault."""
        with self._database.writing() as session:
            row = _draft(session, number, count) if number else CuratedAnswer(writers=[], count=0)
            row.questions, row.text = "\n".join(content.questions), content.text
            row.basis, row.valid_until = list(content.basis), content.valid_until
            row.writers = sorted({*row.writers, by.name})
            row.replaces = row.replaces or replaces
            row.count, row.changed_at = row.count + 1, datetime.now(UTC)
            session.add(row)
            session.flush()
            note(session, by, "改写口径" if number else "新写口径", _subject(row))
            return row.id

    def review(self, reason: Callable[[CuratedAnswer], str]) -> None:
        """Withdraw what is in use and has a reason against it, until somebody looked at it."""
        failing = {row.id: why for row in self.in_use() if (why := reason(row))}
        if not failing:
            return
        with self._database.writing() as session:
            for number, why in failing.items():
                row = session.get(CuratedAnswer, number, with_for_update=True)
                if row and row.state == CuratedState.IN_USE:
                    _move(session, row, CuratedState.TO_REVIEW, SYSTEM, why)

    def move(
        self, number: int, count: int, to: CuratedState, by: By, day: date, why: str = ""
    ) -> None:
        """On to the next state; who wrote it does not approve it. Raises CuratedFault."""
        with self._database.writing() as session:
            row = session.get(CuratedAnswer, number, with_for_update=True)
            if row is None or row.count != count or row.state not in _FROM[to]:
                raise CuratedFault("它刚刚又有变动，请刷新看过再办")
            if to is CuratedState.IN_USE and by.name in row.writers:
                raise CuratedFault("审定要由没有写过这条口径的另一个人来做")
            if to is CuratedState.IN_USE:
                row.approved_by, row.approved_on = by.name, day
                old = session.get(CuratedAnswer, row.replaces) if row.replaces else None
                if old and old.state in (CuratedState.IN_USE, CuratedState.TO_REVIEW):
                    _move(session, old, CuratedState.OFF, by, f"由第 {row.id} 条取代")
            _move(session, row, to, by, why)


def _draft(session: Session, number: int, count: int) -> CuratedAnswer:
    row = session.get(CuratedAnswer, number, with_for_update=True)
    if row is None or row.state != CuratedState.DRAFT:
        raise CuratedFault("这条口径现在不能修改，请刷新页面")
    if row.count != count:
        raise CuratedFault("另有人刚才改过这条口径，您的这次改动没有存入")
    return row


def _move(session: Session, row: CuratedAnswer, to: CuratedState, by: By, why: str = "") -> None:
    row.state, row.why = to, why
    row.count, row.changed_at = row.count + 1, datetime.now(UTC)
    note(session, by, _ACTIONS[to], _subject(row), why)


def _subject(row: CuratedAnswer) -> str:
    return f"{row.id} {row.questions.partition(chr(10))[0]}"
