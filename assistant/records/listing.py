"""Rows for a page that lists them, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from assistant.records.database import Database
from assistant.records.tables import Numbered

PER_PAGE = 50

Row = TypeVar("Row", bound=Numbered)
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Listing(Generic[Row]):
    """One page of rows; pages are counted from 1."""

    rows: Sequence[Row]
    total: int
    page: int
    pages: int


def listing(
    database: Database, kind: type[Row], conditions: Iterable[Condition], page: int
) -> Listing[Row]:
    """A page of the rows wanted; the nearest where there is no such page, 0 for all rows."""
    wanted = select(kind).where(*conditions)
    with database.reading() as session:
        total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
        pages = max(1, -(-total // PER_PAGE)) if page else 1
        wanted = wanted.order_by(kind.id.desc())
        if page:
            page = min(max(page, 1), pages)
            wanted = wanted.limit(PER_PAGE).offset((page - 1) * PER_PAGE)
        return Listing(session.scalars(wanted).all(), total, page, pages)


def having(keyword: str, *columns: InstrumentedAttribute[str]) -> list[Condition]:
    """Every word of the keyword stands in one of the columns."""
    words = keyword.split()
    return [or_(*(c.icontains(word, autoescape=True) for c in columns)) for word in words]


def being(wanted: Mapping[InstrumentedAttribute[str], str]) -> list[Condition]:
    """Each column is as wanted; "" for anything."""
    return [column == value for column, value in wanted.items() if value]
