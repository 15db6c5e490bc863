"""Replies to letters on their way from a draft to what a second person approved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.records.audit import By, note
from assistant.records.database import Database
from assistant.records.listing import Listing, being, having, listing
from assistant.records.tables import Change, DraftState, DraftVersion, ReplyDraft

_OWN = timedelta(minutes=5)  # for so long the same person writes on in the same version
_OPEN = (DraftState.DIVIDED, DraftState.DRAFT, DraftState.RETURNED)
_ACTIONS = {
    DraftState.WAITING: "提交答复",
    DraftState.FINAL: "定稿答复",
    DraftState.RETURNED: "退回答复",
}
_FROM = {
    DraftState.WAITING: (DraftState.DRAFT, DraftState.RETURNED),
    DraftState.FINAL: (DraftState.WAITING,),
    DraftState.RETURNED: (DraftState.WAITING, DraftState.FINAL),
}


class DraftFault(Exception):
    """A change that is not made; str() is one Chinese line."""


class Overtaken(DraftFault):
    """Somebody else changed it in between."""


class DraftStore:
    """Keeps every draft with the versions that people left."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, title: str, letter: str, division: str, by: By) -> int:
        """A letter that came in; returns its number."""
        row = ReplyDraft(
            title=title,
            letter=letter,
            division=division,
            begun_by=by.name,
            changed_by=by.name,
            changed_at=datetime.now(UTC),
        )
        with self._database.writing() as session:
            session.add(row)
            session.flush()
            note(session, by, "收下来信", _subject(row))
        return row.id

    def get(self, draft_id: int) -> ReplyDraft | None:
        """A draft as it stands."""
        with self._database.reading() as session:
            return session.get(ReplyDraft, draft_id)

    def listed(self, state: str = "", keyword: str = "", page: int = 1) -> Listing[ReplyDraft]:
        """Newest first."""
        texts = having(keyword, ReplyDraft.title, ReplyDraft.letter)
        return listing(self._database, ReplyDraft, texts + being({ReplyDraft.state: state}), page)

    def versions(self, draft_id: int) -> Sequence[DraftVersion]:
        """What people left, the newest first."""
        wanted = select(DraftVersion).where(DraftVersion.draft_id == draft_id)
        with self._database.reading() as session:
            return session.scalars(wanted.order_by(DraftVersion.id.desc())).all()

    def history(self, draft_id: int) -> Sequence[Change]:
        """Who did what with it and when, the first thing first."""
        wanted = select(Change).where(Change.subject.startswith(f"{draft_id} "))
        wanted = wanted.where(Change.action.in_(("收下来信", "起草答复", *_ACTIONS.values())))
        with self._database.reading() as session:
            return session.scalars(wanted.order_by(Change.id)).all()

    def divide(self, draft_id: int, count: int, division: str, by: By) -> int:
        """Put the parts of the letter right; returns the new count. Raises DraftFault."""
        with self._database.writing() as session:
            row = _held(session, draft_id, count)
            row.division = division
            return _changed(row, by)

    def begin(self, draft_id: int, template: str, draft: str, text: str, by: By) -> None:
        """A draft made of the letter; what was there before stays as a version. Raises
        DraftFault."""
        with self._database.writing() as session:
            row = _held(session, draft_id)
            row.template, row.draft, row.state = template, draft, DraftState.DRAFT
            _write(session, row, text, by, anew=True)
            note(session, by, "起草答复", _subject(row), template)

    def write(
        self, draft_id: int, count: int, text: str, by: By, draft: str = "", anew: bool = False
    ) -> int:
        """The text as it is now, and the draft where a basis was added; returns the new count.
        anew keeps what was there as a version. Raises DraftFault."""
        with self._database.writing() as session:
            row = _held(session, draft_id, count)
            row.draft = draft or row.draft
            same = text == row.text and not draft
            return row.count if same else _write(session, row, text, by, anew)

    def move(self, draft_id: int, count: int, to: DraftState, by: By, detail: str = "") -> None:
        """On to the next state; who wrote does not approve. Raises DraftFault."""
        with self._database.writing() as session:
            row = session.get(ReplyDraft, draft_id)
            if row is None or row.count != count or row.state not in _FROM[to]:
                raise Overtaken("它刚刚又有变动，请看过再办")
            wrote = select(DraftVersion.who).where(DraftVersion.draft_id == draft_id)
            if to is DraftState.FINAL and by.name in {row.begun_by, *session.scalars(wrote)}:
                raise DraftFault("定稿要由没有起草、没有修改过这份答复的另一个人来做")
            row.state = to
            row.count += 1
            note(session, by, _ACTIONS[to], _subject(row), detail)


def _held(session: Session, draft_id: int, count: int | None = None) -> ReplyDraft:
    row = session.get(ReplyDraft, draft_id)
    if row is None:
        raise DraftFault("没有这份答复")
    if row.state not in _OPEN:
        raise DraftFault(f"这份答复{row.state}，不能修改；要改，请先退回")
    if count is not None and row.count != count:
        raise Overtaken(f"{row.changed_by} 刚才改过这份答复，您的这次改动没有存入")
    return row


def _write(session: Session, row: ReplyDraft, text: str, by: By, anew: bool = False) -> int:
    wanted = select(DraftVersion).where(DraftVersion.draft_id == row.id)
    last = session.scalar(wanted.order_by(DraftVersion.id.desc()).limit(1))
    now = datetime.now(UTC)
    if anew or last is None or last.who != by.name or now - last.at > _OWN:
        last = DraftVersion(draft_id=row.id, at=now, who=by.name)
        session.add(last)
    row.text = last.text = text
    return _changed(row, by)


def _changed(row: ReplyDraft, by: By) -> int:
    row.count += 1
    row.changed_by, row.changed_at = by.name, datetime.now(UTC)
    return row.count


def _subject(row: ReplyDraft) -> str:
    return f"{row.id} {row.title}"
