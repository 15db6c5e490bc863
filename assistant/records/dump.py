"""The rows of the state as lines of JSON: from one kind of database into any other."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from operator import methodcaller
from typing import Any

from sqlalchemy import Table, func, insert, select
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from assistant.records.tables import Base, Failures, Login

_AT_ONCE = 500  # rows in one statement
_FOR_HOURS = {Login.__tablename__, Failures.__tablename__}  # an old login lets nobody in again
TABLES: Mapping[str, Table] = {
    table.name: table for table in Base.metadata.sorted_tables if table.name not in _FOR_HOURS
}


def is_empty(session: Session) -> bool:
    """Whether there is no row in any table."""
    return not any(session.execute(select(table).limit(1)).first() for table in TABLES.values())


def lines(session: Session, table: Table) -> Iterator[bytes]:
    """A row each, by its key."""
    rows = select(table).order_by(*table.primary_key).execution_options(yield_per=_AT_ONCE)
    for row in session.execute(rows).mappings():
        told = json.dumps(dict(row), ensure_ascii=False, default=methodcaller("isoformat"))
        yield told.encode() + b"\n"


def empty(session: Session) -> None:
    """Anew, for no row of the audit log can be deleted."""
    Base.metadata.drop_all(session.connection())
    Base.metadata.create_all(session.connection())


def load(session: Session, table: Table, lines: Iterable[bytes]) -> int:
    """Add the rows; returns how many. Raises ValueError, KeyError for what is no row."""
    rows, count = (_row(table, json.loads(line)) for line in lines), 0
    while some := list(islice(rows, _AT_ONCE)):
        session.execute(insert(table), some)
        count += len(some)
    _go_on_counting(session, table)
    return count


def _row(table: Table, told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(table.c[name].type, held) for name, held in told.items()}


def _value(kind: TypeEngine[Any], held: Any) -> Any:
    python = getattr(kind, "impl", kind).python_type
    return python.fromisoformat(held) if held and issubclass(python, date) else held


def _go_on_counting(session: Session, table: Table) -> None:
    """PostgreSQL would give numbers again that came with the rows."""
    keys: Sequence[Any] = [*table.primary_key]
    counted = table.autoincrement_column
    if session.get_bind().dialect.name != "postgresql" or counted is None or len(keys) > 1:
        return
    highest = session.scalar(select(func.max(counted)))
    if highest:
        sequence = func.pg_get_serial_sequence(table.name, counted.name)
        session.execute(select(func.setval(sequence, highest)))
