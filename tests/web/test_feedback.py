"""Verdicts are kept, whole, whoever else writes at the same moment."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from types import SimpleNamespace

import pytest

from assistant.web import feedback, feedback_form
from assistant.web.feedback import FeedbackStore


def add(store: FeedbackStore, question: str = "问") -> int:
    return store.add(
        "down", question=question, answer="答", status="answered", citation_ids=["a#一"]
    )


def test_a_verdict_is_kept_with_what_it_was_given_on(tmp_path):
    path = tmp_path / "deep" / "feedback.sqlite3"
    store = FeedbackStore(path)
    store.explain(add(store), "  数字不对  ")
    (kept,) = FeedbackStore(path).all()
    assert (kept.verdict, kept.question, kept.answer) == ("down", "问", "答")
    assert (kept.status, kept.reason, kept.citation_ids) == ("answered", "数字不对", ("a#一",))
    assert kept.given_at.endswith("+00:00")


def broken(whole: bytes) -> bytes:
    return whole[:8192] + b"\xff" * 8192 + whole[16384:]


@pytest.mark.parametrize(
    "damage",
    [lambda _: b"no database, but long enough to be read" * 40, lambda _: b"\0" * 9, broken],
)
def test_a_damaged_file_is_set_aside_and_named(tmp_path, caplog, damage):
    path = tmp_path / "f"
    store = FeedbackStore(path)
    for n in range(200):
        add(store, "长" * 400 + str(n))
    path.write_bytes(damage(path.read_bytes()))
    add(FeedbackStore(path))
    (aside,) = tmp_path.glob("f.damaged-*")
    assert aside.read_bytes() == damage(aside.read_bytes())
    assert len(FeedbackStore(path).all()) == 1
    assert aside.name in caplog.text


def test_nothing_is_lost_when_many_write_at_once(tmp_path):
    def write(writer: int) -> None:
        store = FeedbackStore(tmp_path / "f")  # each with its own, as several workers would
        for turn in range(10):
            store.explain(add(store, f"{writer}-{turn}"), f"原因{writer}-{turn}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    kept = FeedbackStore(tmp_path / "f").all()
    assert len(kept) == 80
    assert all(one.reason == f"原因{one.question}" for one in kept)


def test_any_text_can_be_kept(tmp_path):
    store = FeedbackStore(tmp_path / "f")
    store.explain(add(store, "\ud800'); DROP TABLE feedback;--"), "长" * 9999)
    (kept,) = store.all()
    assert "DROP TABLE" in kept.question
    assert len(kept.reason) == 500


def test_a_locked_file_does_not_keep_the_service_from_starting(tmp_path, caplog, monkeypatch):
    monkeypatch.setattr(feedback, "_START_SECONDS", 0.1)
    add(FeedbackStore(tmp_path / "f"))
    with closing(sqlite3.connect(tmp_path / "f", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        store = FeedbackStore(tmp_path / "f")
        other.execute("COMMIT")
    assert "反馈暂时记不下来" in caplog.text
    add(store)
    assert len(store.all()) == 2


def test_a_folder_that_cannot_be_is_told_and_a_verdict_answered_in_words(
    tmp_path, caplog, monkeypatch
):
    (tmp_path / "file").write_text("")
    store = FeedbackStore(tmp_path / "file" / "f")
    assert "反馈暂时记不下来" in caplog.text
    told: list[str] = []
    monkeypatch.setattr(feedback_form.gr, "Warning", told.append)
    talk = [{"role": "user", "content": "问"}, {"role": "assistant", "content": "答"}]
    liked = SimpleNamespace(index=1, liked=True)
    given, *_ = feedback_form.FeedbackForm(store, {})._judge(talk, liked)
    assert given == 0
    assert "请稍后再试" in told[0]
