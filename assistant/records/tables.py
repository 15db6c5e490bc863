"""The tables of the state. create_all makes those that are missing; none is altered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import DDL, JSON, CheckConstraint, DateTime, Enum, ForeignKey, Text, event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

Verdict = Literal["up", "down"]


class Role(StrEnum):
    """What an account may do; each may also do what those before it may."""

    READER = "读者"
    EDITOR = "编辑"
    ADMINISTRATOR = "管理员"

    def covers(self, needed: Role) -> bool:
        """Whether this role is enough where that one is needed."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


class _Words(TypeDecorator[str]):
    """Text without what some database refuses: half of a surrogate pair, NUL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value and value.encode("utf-8", "replace").decode().replace("\0", "")


class _Moment(TypeDecorator[datetime]):
    """A time in UTC, kept without its zone, as SQLite knows none."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Of all tables of the state."""

    type_annotation_map = {  # noqa: RUF012  # as SQLAlchemy declares it
        str: _Words,
        datetime: _Moment,
        list[str]: JSON,
        Verdict: _Words,
        Role: Enum(Role, native_enum=False, values_callable=lambda roles: [r.value for r in roles]),
    }


class Numbered(Base):
    """Of the tables whose rows are listed by number; no number is ever given again."""

    __abstract__ = True
    __table_args__: Any = {"sqlite_autoincrement": True}  # noqa: RUF012  # as SQLAlchemy declares it

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)


class Feedback(Numbered):
    """One verdict of a reader, with what it was given on."""

    __tablename__ = "feedback"
    __table_args__ = (CheckConstraint("verdict IN ('up', 'down')"), {"sqlite_autoincrement": True})

    given_at: Mapped[datetime]
    verdict: Mapped[Verdict]
    reason: Mapped[str] = mapped_column(default="")
    question: Mapped[str]
    answer: Mapped[str]
    status: Mapped[str]
    citation_ids: Mapped[list[str]]


class Account(Base):
    """Someone who may log in."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[Role]
    password_hash: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]  # the last login


class Login(Base):
    """A login that holds; its key is a hash, so that a copy of the file lets nobody in."""

    __tablename__ = "logins"

    key: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)
    begun_at: Mapped[datetime]
    used_at: Mapped[datetime]


class Failures(Base):
    """Failed logins in a row, of one account's name or from one address."""

    __tablename__ = "login_failures"

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]


class Change(Numbered):
    """One line of the audit log; the database itself refuses to alter it."""

    __tablename__ = "changes"

    at: Mapped[datetime]
    who: Mapped[str] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")


class DraftState(StrEnum):
    """How far a reply to a letter is."""

    DIVIDED = "待起草"
    DRAFT = "草稿"
    WAITING = "待审"
    RETURNED = "退回"
    FINAL = "已定稿"


class ReplyDraft(Numbered):
    """A letter and the reply to it as they stand; count grows with every change, so that nobody
    writes over what they have not seen. division and draft are JSON."""

    __tablename__ = "reply_drafts"

    title: Mapped[str]
    state: Mapped[str] = mapped_column(default=DraftState.DIVIDED, index=True)
    letter: Mapped[str]
    division: Mapped[str]
    template: Mapped[str] = mapped_column(default="")
    draft: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    count: Mapped[int] = mapped_column(default=0)
    begun_by: Mapped[str]
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class DraftVersion(Base):
    """The text of a reply as somebody left it."""

    __tablename__ = "draft_versions"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(
        ForeignKey("reply_drafts.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    who: Mapped[str]
    text: Mapped[str]


class CuratedState(StrEnum):
    """How far an answer is that the office gives; only one IN_USE answers."""

    DRAFT = "草稿"
    WAITING = "待审"
    IN_USE = "在用"
    TO_REVIEW = "待复核"
    OFF = "已停用"


class CuratedAnswer(Numbered):
    """An answer that the office gives to a question.

    questions are its wordings, one a line, the first one its name; basis are digests of kept
    passages, in the order of the marks; replaces is what it takes the place of once it is
    approved; why it was returned, withdrawn or is to be reviewed; count grows with every change.
    """

    __tablename__ = "curated_answers"

    state: Mapped[str] = mapped_column(default=CuratedState.DRAFT, index=True)
    questions: Mapped[str]
    text: Mapped[str]
    basis: Mapped[list[str]]
    valid_until: Mapped[date | None]  # the last day
    replaces: Mapped[int | None]
    why: Mapped[str] = mapped_column(default="")
    count: Mapped[int] = mapped_column(default=0)
    writers: Mapped[list[str]]
    approved_by: Mapped[str] = mapped_column(default="")
    approved_on: Mapped[date | None]
    changed_at: Mapped[datetime]


class KeptPassage(Base):
    """A passage as it was held once, as JSON; digest names it and its text."""

    __tablename__ = "kept_passages"

    digest: Mapped[str] = mapped_column(primary_key=True)
    passage_id: Mapped[str] = mapped_column(index=True)
    passage: Mapped[str]
    kept_at: Mapped[datetime]


class AskedQuestion(Numbered):
    """A question with its answer, both without what identifies somebody; conversation is a random
    name that leads to nobody. feedback is there once the reader has judged the answer."""

    __tablename__ = "asked_questions"

    key: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    conversation: Mapped[str] = mapped_column(index=True)
    asked_through: Mapped[str]
    question: Mapped[str]
    answer: Mapped[str]
    notes: Mapped[list[str]]
    status: Mapped[str] = mapped_column(index=True)
    mode: Mapped[str]
    confidence: Mapped[float | None]
    milliseconds: Mapped[int]
    feedback_id: Mapped[int | None] = mapped_column(ForeignKey("feedback.id", ondelete="SET NULL"))
    feedback: Mapped[Feedback | None] = relationship(lazy="joined")
    cited: Mapped[list[CitedThere]] = relationship(lazy="selectin", order_by="CitedThere.number")
    marks: Mapped[list[QuestionMark]] = relationship(lazy="selectin")


class CitedThere(Base):
    """A citation of the answer to a question; passage and digest find its text as it was."""

    __tablename__ = "asked_questions_cited"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("asked_questions.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(index=True)
    passage_id: Mapped[str]
    digest: Mapped[str]
    quotes: Mapped[list[str]]


class QuestionMark(Base):
    """A listed word that a question held, and what was done about it."""

    __tablename__ = "question_marks"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("asked_questions.id", ondelete="CASCADE"), primary_key=True
    )
    word: Mapped[str] = mapped_column(primary_key=True)
    action: Mapped[str]


class ListedWord(Numbered):
    """A word of the office's list, never altered but replaced: the ids tell that it changed."""

    __tablename__ = "listed_words"

    key: Mapped[str] = mapped_column(unique=True)
    word: Mapped[str]
    action: Mapped[str]
    added_by: Mapped[str]
    added_at: Mapped[datetime]


_REFUSED = {
    "sqlite": "CREATE TRIGGER no_{what} BEFORE {what} ON changes"
    " BEGIN SELECT RAISE(ABORT, 'append only'); END",
    "postgresql": "CREATE RULE no_{what} AS ON {what} TO changes DO INSTEAD NOTHING",
}
for _dialect, _refused in _REFUSED.items():
    for _what in ("UPDATE", "DELETE"):
        _ddl = DDL(_refused.format(what=_what))  # type: ignore[no-untyped-call]  # untyped there
        event.listen(Change.__table__, "after_create", _ddl.execute_if(dialect=_dialect))
