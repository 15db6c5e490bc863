"""Verdicts are kept, whole, whoever else writes at the same moment."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event

from assistant.records import database as database_module
from assistant.records.audit import AuditLog, WantedChanges
from assistant.records.database import Database, DatabaseUnknown, RecordsUnavailable
from assistant.records.feedback import FeedbackStore, WantedFeedback, take_over

NOT_NOW = "暂时记不下来"


def add(store: FeedbackStore, question: str = "问") -> int:
    return store.add(
        "down", question=question, answer="答", status="answered", citation_ids=["a#一"]
    )


def kept(place: Path | str) -> list:
    return list(FeedbackStore(Database(place)).listed().rows)


def test_a_verdict_is_kept_with_what_it_was_given_on(place):
    store = FeedbackStore(Database(place))
    store.explain(add(store), "  数字不对  ")
    (row,) = kept(place)
    assert (row.verdict, row.question, row.answer) == ("down", "问", "答")
    assert (row.status, row.reason, row.citation_ids) == ("answered", "数字不对", ["a#一"])
    assert row.given_at.isoformat().endswith("+00:00")


def test_nothing_is_lost_when_many_write_at_once(place):
    def write(writer: int) -> None:
        store = FeedbackStore(Database(place))  # each with its own, as several workers would
        for turn in range(10):
            store.explain(add(store, f"{writer}-{turn}"), f"原因{writer}-{turn}")

    Database(place)  # the tables of PostgreSQL are made by one
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert len(kept(place)) == 80
    assert all(one.reason == f"原因{one.question}" for one in kept(place))


def test_any_text_can_be_kept(database):
    store = FeedbackStore(database)
    store.explain(add(store, "\ud800\0'); DROP TABLE feedback;--"), "长" * 9999)
    (row,) = store.listed().rows
    assert "DROP TABLE" in row.question
    assert len(row.reason) == 500


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (WantedFeedback(), ["50%的_奖励", "高企 认定"]),
        (WantedFeedback(keyword="企 认"), ["高企 认定"]),
        (WantedFeedback(keyword="%的_"), ["50%的_奖励"]),
        (WantedFeedback(keyword="没有的词"), []),
        (WantedFeedback(verdict="up"), []),
        (WantedFeedback(verdict="down", status="answered"), ["50%的_奖励", "高企 认定"]),
    ],
)
def test_a_filter_takes_words_as_they_are(database, wanted, found):
    store = FeedbackStore(database)
    add(store, "高企 认定")
    add(store, "50%的_奖励")
    assert [row.question for row in store.listed(wanted, 1).rows] == found


def test_pages_are_clamped_and_zero_is_all(database):
    store = FeedbackStore(database)
    for n in range(51):
        add(store, str(n))
    pages = {n: store.listed(page=n) for n in (0, 1, 2, 9)}
    assert {n: len(one.rows) for n, one in pages.items()} == {0: 51, 1: 50, 2: 1, 9: 1}
    assert (pages[9].page, pages[9].pages, pages[9].total) == (2, 2, 51)


def broken(whole: bytes) -> bytes:
    return whole[:8192] + b"\xff" * 8192 + whole[16384:]


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"no database, but long enough to be read" * 40, lambda _: b"\0" * 9, broken],
)
def test_a_damaged_file_is_set_aside_and_named(tmp_path: Path, caplog, damage):
    path = tmp_path / "f"
    store = FeedbackStore(database := Database(path))
    for n in range(200):
        add(store, "长" * 400 + str(n))
    database.close()
    path.write_bytes(damaged := damage(path.read_bytes()))
    path.with_name("f-wal").write_bytes(b"a journal left behind")
    add(FeedbackStore(Database(path)))
    (aside,) = (f for f in tmp_path.glob("f.damaged-*") if not f.name.endswith(("-wal", "-shm")))
    assert aside.read_bytes() == damaged
    assert len(kept(path)) == 1
    assert aside.name in caplog.text


def test_the_file_is_its_owners_alone(tmp_path: Path):
    add(FeedbackStore(Database(tmp_path / "f")))
    assert {f.stat().st_mode & 0o777 for f in tmp_path.glob("f*")} == {0o600}


def test_a_file_is_read_while_it_is_written(tmp_path: Path):
    database = Database(tmp_path / "f")
    with database.writing():
        assert FeedbackStore(database).listed().rows == []


def test_a_locked_file_does_not_keep_the_service_from_starting(tmp_path: Path, caplog, monkeypatch):
    monkeypatch.setattr(database_module, "_START_SECONDS", 0.1)
    add(FeedbackStore(Database(tmp_path / "f")))
    with closing(sqlite3.connect(tmp_path / "f", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = FeedbackStore(Database(tmp_path / "f"))
        other.execute("COMMIT")
    assert NOT_NOW in caplog.text
    add(store)
    assert len(store.listed().rows) == 2


def test_a_folder_that_cannot_be_is_told_and_tried_again(tmp_path: Path, caplog):
    (file := tmp_path / "file").write_text("")
    store = FeedbackStore(Database(file / "f"))
    assert NOT_NOW in caplog.text
    with pytest.raises(RecordsUnavailable):
        add(store)
    file.unlink()
    assert add(store) == 1


def test_a_full_disk_loses_the_verdict_alone(tmp_path: Path):
    database = Database(tmp_path / "f")
    store = FeedbackStore(database)
    add(store)

    @event.listens_for(database._engine, "checkout")
    def full(connection, *_):
        connection.execute("PRAGMA max_page_count = 1")

    with pytest.raises(RecordsUnavailable, match="full"):
        add(store, "长" * 100_000)
    assert len(store.listed().rows) == 1


@pytest.mark.parametrize("url", ["no url", "nothing://x", "postgresql+nodriver://u:hidden@h/d"])
def test_a_url_that_names_no_database_is_one_line_without_its_password(url: str):
    with pytest.raises(DatabaseUnknown, match="DATABASE_URL") as raised:
        Database(url)
    assert "\n" not in str(raised.value)
    assert "hidden" not in str(raised.value)


def old_file(path: Path, *rows: tuple) -> Path:
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(
            "CREATE TABLE feedback (id INTEGER PRIMARY KEY, given_at, verdict, reason, question,"
            " answer, status, citation_ids)"
        )
        file.executemany("INSERT INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return path


def test_the_rows_of_the_old_file_are_taken_over_once(place, tmp_path: Path):
    row = ("2031-03-01T08:00:00+00:00", "up", "好", "旧问", "旧答", "answered", '["b#二"]')
    old = old_file(tmp_path / "feedback.sqlite3", (7, *row), (8, *row))
    for _ in range(2):
        database = Database(place, [partial(take_over, old=old)])
    rows = FeedbackStore(database).listed().rows
    assert [(r.question, r.reason, r.citation_ids) for r in rows] == [("旧问", "好", ["b#二"])] * 2
    assert rows[0].given_at.hour == 8
    (noted,) = AuditLog(database).listed(WantedChanges()).rows
    assert (noted.action, noted.detail) == ("接收旧反馈", "2 条")
    assert old.exists()


def test_an_old_file_that_cannot_be_read_is_told_and_left(tmp_path: Path, caplog):
    (old := tmp_path / "feedback.sqlite3").write_bytes(b"no database" * 99)
    database = Database(tmp_path / "f", [partial(take_over, old=old)])
    assert old.name in caplog.text
    assert add(FeedbackStore(database)) == 1
