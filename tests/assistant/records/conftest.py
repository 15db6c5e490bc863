"""A database of its own for each test: a file, and PostgreSQL: that of DATABASE_URL_TEST, or one
that the tests start."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from assistant.records import passwords
from assistant.records.database import Database
from assistant.records.tables import Base

POSTGRES = os.environ.get("DATABASE_URL_TEST", "")  # noqa: TID251


@pytest.fixture(autouse=True)
def _cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    monkeypatch.setattr(passwords, "_NOBODYS", passwords.hashed("nobody's"))


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """What Database is given."""
    if request.param == "sqlite":
        return tmp_path / "deep" / "state.sqlite3"
    url: str = POSTGRES or request.getfixturevalue("postgres").url
    Base.metadata.drop_all(engine := create_engine(url))
    engine.dispose()
    return url


@pytest.fixture
def database(place: Path | str) -> Iterator[Database]:
    database = Database(place)
    yield database
    database.close()
