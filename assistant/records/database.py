"""The database of the state: SQLite in a file, or PostgreSQL where a URL names one."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from assistant.records.tables import Base

Work = Callable[[Session], None]
_BUSY_SECONDS = 30.0
_START_SECONDS = 2.0  # the service does not wait longer for its state

_log = logging.getLogger(__name__)


class RecordsUnavailable(Exception):
    """The state cannot be read or written now."""


class DatabaseUnknown(ValueError):
    """The URL names no database that can be used; told in one line."""


class Database:
    """Safe for several threads and processes at once.

    A file that is damaged is set aside, a database that cannot be used now is tried again with
    every use: neither stops the service, and each is told in one line.
    """

    def __init__(self, place: str | Path, at_first: Sequence[Work] = ()) -> None:
        """place is a file or a URL; at_first is done once it can first be used, in one
        transaction with the tables."""
        self._at_first = at_first
        self._ready = False
        self._preparing = threading.Lock()
        try:
            file = URL.create("sqlite", database=str(place)) if isinstance(place, Path) else None
            self._url = file or make_url(str(place))
            self._engine = self._opened(_BUSY_SECONDS)
        except (ArgumentError, ImportError) as fault:
            driver = "，请先安装驱动：pip install -e '.[postgres]'"
            hint = driver if "psycopg" in str(fault) else ""
            raise DatabaseUnknown(f"DATABASE_URL 不能用（{fault}）{hint}") from None
        of_one_moment = {} if self._in_a_file else {"isolation_level": "REPEATABLE READ"}
        reading = self._engine.execution_options(**of_one_moment)
        self._read = sessionmaker(reading, expire_on_commit=False)
        writing = self._engine.execution_options(writes=True)
        self._write = sessionmaker(writing, expire_on_commit=False)
        try:
            self._prepare()
        except RecordsUnavailable as fault:
            where = self._url.render_as_string(hide_password=True)
            _log.warning("反馈和登录暂时记不下来（%s：%s），其余照常", where, fault)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """What is read here is of one moment."""
        self._prepare()
        with _told(), self._read() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Kept whole at the end, or not at all. Writers to a file wait in a queue."""
        self._prepare()
        with _told(), self._write.begin() as session:
            yield session

    def check(self) -> None:
        """Raises RecordsUnavailable where it cannot be read now."""
        with self.reading() as session:
            session.execute(text("SELECT 1"))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def _prepare(self) -> None:
        if self._ready:
            return
        with self._preparing, _told():
            if self._ready:
                return
            if self._in_a_file and self._url.database:
                path = Path(self._url.database)
                path.parent.mkdir(parents=True, exist_ok=True)
                _set_aside_if_damaged(path)
                path.touch(mode=0o600)  # hashes of passwords are in it; its journals do as it does
            starting = self._opened(_START_SECONDS, poolclass=NullPool)
            with Session(starting.execution_options(writes=True)) as session, session.begin():
                if self._url.get_backend_name() == "postgresql":  # replicas that start at once
                    session.execute(text("SELECT pg_advisory_xact_lock(7860)"))
                Base.metadata.create_all(session.connection())
                for work in self._at_first:
                    work(session)
            self._ready = True

    @property
    def _in_a_file(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    def _opened(self, seconds: float, **options: Any) -> Engine:
        if not self._in_a_file:
            seconds_told = {"connect_timeout": int(seconds)}
            return create_engine(
                self._url, pool_pre_ping=True, connect_args=seconds_told, **options
            )
        engine = create_engine(self._url, connect_args={"timeout": seconds}, **options)
        event.listen(engine, "connect", _set_up)
        event.listen(engine, "begin", _begin)
        return engine


def put_missing(session: Session, table: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Rows whose keys are not there yet; one that another writer has just put stays as it is."""
    a_file = session.get_bind().dialect.name == "sqlite"
    insert: Any = sqlite.insert if a_file else postgresql.insert
    session.execute(insert(table).on_conflict_do_nothing(), rows)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (OSError, SQLAlchemyError) as fault:
        said = str(getattr(fault, "orig", None) or fault).splitlines()
        raise RecordsUnavailable(said[0] if said else type(fault).__name__) from fault


def _set_up(connection: Any, _: object) -> None:
    connection.isolation_level = None  # the driver begins nothing: _begin does
    with suppress(sqlite3.Error):  # the switch does not wait; without it all works, only slower
        connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Connection) -> None:
    """A writer takes its lock at once, as one that is upgraded does not wait for others."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_aside_if_damaged(path: Path) -> None:
    if not path.exists() or not is_damaged(path):
        return
    end = f".damaged-{datetime.now(UTC):%Y%m%d%H%M%S}"
    for part in ("-wal", "-shm", ""):  # a journal left behind would be played into the new file
        with suppress(FileNotFoundError):
            path.with_name(path.name + part).replace(path.with_name(path.name + end + part))
    _log.warning("状态文件已损坏，改名为 %s 留存，另建新文件", path.name + end)


def is_damaged(path: Path) -> bool:
    """Whether it is no database, or a broken one; a lock says nothing about it."""
    try:
        with closing(sqlite3.connect(path, timeout=_START_SECONDS)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.OperationalError:
        return False
    except sqlite3.DatabaseError:
        return True
