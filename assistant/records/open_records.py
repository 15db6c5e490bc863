"""The state as the settings name it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.records.accounts import Accounts, add_first
from assistant.records.audit import AuditLog
from assistant.records.curated import CuratedStore
from assistant.records.database import Database
from assistant.records.drafts import DraftStore
from assistant.records.feedback import FeedbackStore, take_over
from assistant.records.kept_passages import KeptPassages
from assistant.records.logins import Logins
from assistant.records.question_history import QuestionHistory
from assistant.records.question_log import QuestionLog
from assistant.records.question_set import QuestionSet
from assistant.records.words import WordStore
from assistant.settings import Settings

STATE_FILE, OLD_FEEDBACK = "state.sqlite3", "feedback.sqlite3"
QUESTION_SET = "question-set.jsonl"


@dataclass(frozen=True, slots=True)
class Records:
    """All that is kept, over one database."""

    database: Database
    feedback: FeedbackStore
    accounts: Accounts
    logins: Logins
    audit: AuditLog
    passages: KeptPassages
    drafts: DraftStore
    curated: CuratedStore
    questions: QuestionLog
    history: QuestionHistory
    question_set: QuestionSet
    words: WordStore


def place_of(settings: Settings) -> Path | str:
    """What Database is given."""
    return settings.database_url.get_secret_value() or settings.data_dir / STATE_FILE


def open_records(settings: Settings) -> Records:
    """With what was kept before, and the first administrator where a password is set for one."""
    name, password = settings.staff_user, settings.staff_password.get_secret_value()
    database = Database(
        place_of(settings),
        (
            lambda session: take_over(session, settings.data_dir / OLD_FEEDBACK),
            lambda session: add_first(session, name, password),
        ),
    )
    return Records(
        database,
        FeedbackStore(database),
        Accounts(database),
        Logins(database),
        AuditLog(database),
        KeptPassages(database),
        DraftStore(database),
        CuratedStore(database),
        QuestionLog(database, settings.question_log, settings.question_log_days),
        QuestionHistory(database),
        QuestionSet(settings.data_dir / QUESTION_SET),
        WordStore(database),
    )
