"""Verdicts are kept, whole, whoever else writes at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assistant.web.feedback import FeedbackStore


def add(store: FeedbackStore, question: str = "问") -> int:
    return store.add(
        "down", question=question, answer="答", status="answered", citation_ids=["a#一"]
    )


def test_a_verdict_is_kept_with_what_it_was_given_on(tmp_path: Path):
    store = FeedbackStore(tmp_path / "deep" / "feedback.sqlite3")
    number = add(store)
    store.explain(number, "  数字不对  ")
    (kept,) = store.all()
    assert (kept.verdict, kept.question, kept.answer, kept.status) == (
        "down",
        "问",
        "答",
        "answered",
    )
    assert (kept.reason, kept.citation_ids) == ("数字不对", ("a#一",))
    assert kept.given_at.endswith("+00:00")


def test_the_file_is_there_after_reopening(tmp_path: Path):
    add(FeedbackStore(tmp_path / "f"), "早先的")
    assert [kept.question for kept in FeedbackStore(tmp_path / "f").all()] == ["早先的"]


def test_nothing_is_lost_when_many_write_at_once(tmp_path: Path):
    def write(writer: int) -> None:
        store = FeedbackStore(tmp_path / "f")  # each with its own, as several workers would
        for turn in range(10):
            store.explain(add(store, f"{writer}-{turn}"), f"原因{writer}-{turn}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    kept = FeedbackStore(tmp_path / "f").all()
    assert len(kept) == 80
    assert all(one.reason == f"原因{one.question}" for one in kept)


def test_any_text_can_be_kept(tmp_path: Path):
    store = FeedbackStore(tmp_path / "f")
    store.explain(add(store, "\ud800'); DROP TABLE feedback;--"), "长" * 9999)
    (kept,) = store.all()
    assert "DROP TABLE" in kept.question
    assert len(kept.reason) == 500
