"""The words that the office lists, kept, and looked for in questions."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from assistant.records.audit import By, note
from assistant.records.database import Database, RecordsUnavailable
from assistant.records.listing import Listing, being, having, listing
from assistant.records.tables import ListedWord
from assistant.words import Action, Found, WordList, key

MOST = 50_000  # words
_AT_ONCE = 100  # in one statement, and in one line of the audit log
_LOOKS_EVERY = 2.0  # seconds from which on it is looked whether another process changed the list
_WAITS = 10.0  # seconds until a database that could not be read is tried again

_log = logging.getLogger(__name__)
One = TypeVar("One")


class WordsFault(Exception):
    """A change that is not made; str() is one Chinese line."""


@dataclass(frozen=True, slots=True)
class WantedWords:
    """A filter as it comes from the net; "" for all."""

    action: str = ""
    keyword: str = ""


class WordStore:
    """Safe for several threads. The last list known stays in force while there is no database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: tuple[object, WordList] = (None, WordList())
        self._look_at = 0.0

    def found(self, text: str) -> Found:
        """The listed words that a text holds."""
        if time.monotonic() >= self._look_at:
            self._look()
        return self._known[1].found(text)

    def listed(self, wanted: WantedWords, page: int = 0) -> Listing[ListedWord]:
        """Newest first; page 0 for all."""
        texts = having(wanted.keyword, ListedWord.word, ListedWord.key)
        action = being({ListedWord.action: wanted.action})
        return listing(self._database, ListedWord, texts + action, page)

    def add(self, words: Mapping[str, Action], by: By) -> tuple[int, int]:
        """How many were new, and how many are listed with another action now. Raises WordsFault."""
        given = {key(word): (word, action) for word, action in words.items()}
        with self._database.writing() as session:
            held = _held(session)
            other = [k for k, (_, action) in given.items() if held.get(k, action) != action]
            new = [k for k in given if k not in held]
            if len(held) + len(new) > MOST:
                raise WordsFault(f"最多 {MOST} 条，现有 {len(held)} 条，这次要加 {len(new)} 条")
            _delete(session, other)
            told = {"added_by": by.name, "added_at": datetime.now(UTC)}
            for action in Action:
                for some in _parts([k for k in other + new if given[k][1] is action]):
                    rows = [{"key": k, "word": given[k][0], "action": action} for k in some]
                    session.execute(insert(ListedWord), [row | told for row in rows])
                    listed = "、".join(row["word"] for row in rows)
                    note(session, by, "加入敏感词", f"{action} {len(rows)} 条", listed)
        self._look_at = 0.0
        return len(new), len(other)

    def remove(self, words: Iterable[str], by: By) -> int:
        """How many of them were listed."""
        with self._database.writing() as session:
            held = _held(session)
            gone = {k: word for word in words if (k := key(word)) in held}
            _delete(session, [*gone])
            for some in _parts([*gone.values()]):
                note(session, by, "删除敏感词", f"{len(some)} 条", "、".join(some))
        self._look_at = 0.0
        return len(gone)

    def _look(self) -> None:
        self._look_at = time.monotonic() + _LOOKS_EVERY
        newest = select(func.count(ListedWord.id), func.max(ListedWord.id))
        columns = select(ListedWord.key, ListedWord.word, ListedWord.action)
        try:
            with self._database.reading() as session:
                stamp = tuple(session.execute(newest).one())
                if stamp != self._known[0]:
                    rows = session.execute(columns)
                    self._known = stamp, WordList((k, w, Action(a)) for k, w, a in rows)
        except RecordsUnavailable as fault:
            self._look_at = time.monotonic() + _WAITS
            _log.warning("敏感词表暂时读不了（%s），照最近读到的执行", fault)


def _held(session: Session) -> dict[str, str]:
    """The action of each, by key."""
    return dict(session.execute(select(ListedWord.key, ListedWord.action)).all())


def _delete(session: Session, keys: Sequence[str]) -> None:
    for some in _parts(keys):
        session.execute(delete(ListedWord).where(ListedWord.key.in_(some)))


def _parts(whole: Sequence[One]) -> Iterator[Sequence[One]]:
    return (whole[n : n + _AT_ONCE] for n in range(0, len(whole), _AT_ONCE))
