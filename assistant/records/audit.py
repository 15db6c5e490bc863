"""The audit log: who changed what, and when. Lines are added, never altered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assistant.records.database import Database
from assistant.records.listing import Listing, being, having, listing
from assistant.records.tables import Change


@dataclass(frozen=True, slots=True)
class By:
    """Who does something, and from which network address."""

    name: str
    address: str = ""


SYSTEM, COMMAND_LINE = By("（系统）"), By("（命令行）")  # no account has such a name


@dataclass(frozen=True, slots=True)
class WantedChanges:
    """A filter as it comes from the net; "" for all."""

    who: str = ""
    action: str = ""
    keyword: str = ""


def note(session: Session, by: By, action: str, subject: str, detail: str = "") -> None:
    """Written with the change itself, in one transaction: neither stands without the other."""
    told = {"action": action, "subject": subject, "detail": detail}
    session.add(Change(at=datetime.now(UTC), who=by.name, address=by.address, **told))


class AuditLog:
    """Reads the log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self, wanted: WantedChanges, page: int = 0) -> Listing[Change]:
        """Newest first; page 0 for all."""
        texts = having(wanted.keyword, Change.subject, Change.detail)
        others = being({Change.who: wanted.who, Change.action: wanted.action})
        return listing(self._database, Change, texts + others, page)

    def choices(self) -> tuple[list[str], list[str]]:
        """Everyone who did something, and everything that was done."""
        with self._database.reading() as session:
            both = (select(c).distinct().order_by(c) for c in (Change.who, Change.action))
            who, actions = (list(session.scalars(one)) for one in both)
            return who, actions
