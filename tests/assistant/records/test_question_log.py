"""What is asked is kept beside the answering: masked, found again, let go in time."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from assistant.answer import Answer, AnswerStatus, Citation
from assistant.records import database as database_module
from assistant.records import question_log
from assistant.records.database import Database
from assistant.records.feedback import FeedbackStore
from assistant.records.likeness import groups_of
from assistant.records.question_history import QuestionHistory, WantedQuestions
from assistant.records.question_log import QuestionLog, Record, record_of
from assistant.records.tables import AskedQuestion
from corpus.document import Source
from corpus.passage import Passage

PASSAGE = Passage(Source("办法", "某办法"), ("一",), "1", "补助3万元，咨询0515-88191234。", 0)


def answer(question: str = "能补多少", status: str = "answered", text: str = "补助3万元。[1]"):
    cited = (Citation(1, PASSAGE, ("补助3万元",)),) if status == "answered" else ()
    return Answer(question, question, AnswerStatus(status), text, cited, confidence=0.9)


def kept(database, *answers, keeps: bool = True) -> list[Record]:
    """In one conversation."""
    log = QuestionLog(database, keeps, 30)
    log.start()
    records = [Record()]
    for one in answers:
        records.append(log.new_record(records[-1]))
        log.keep(records[-1], one, "网页", 12.4)
    log.close()
    assert log.dropped == 0
    return records[1:]


def found(database, **wanted: str) -> list[str]:
    rows = QuestionHistory(database).listed(WantedQuestions(**wanted), 1).rows
    return [row.question for row in rows]


def test_a_question_is_kept_masked_with_what_its_answer_rests_on(database):
    told = "补助3万元，咨询0515-88191234。[1]您留的13912345678"
    first, second = kept(database, answer("我手机13912345678，补多少", text=told), answer())
    history = QuestionHistory(database)
    row, earlier = history.listed(WantedQuestions(), 1).rows
    assert earlier.question == "我手机〔手机号〕，补多少"
    assert earlier.answer == "补助3万元，咨询0515-88191234。[1]您留的〔手机号〕"  # the office's own
    (cited,) = row.cited
    assert (cited.document_id, cited.digest, cited.quotes) == (
        "办法",
        PASSAGE.digest,
        ["补助3万元"],
    )
    assert (row.status, row.mode, row.confidence, row.milliseconds) == (
        "answered", "extractive", 0.9, 12,
    )  # fmt: skip
    assert first.conversation == second.conversation == row.conversation
    assert [one.id for one in history.before(row)] == [earlier.id]
    assert record_of(str(second)) == second
    assert record_of("x.y") == record_of("") == Record()


def test_a_filter_finds_by_day_status_words_document_and_verdict(database):
    first, _ = kept(database, answer("高企补多少"), answer("能免费停车吗", "not_found"))
    log = QuestionLog(database, True, 30)
    given = FeedbackStore(database).add("down", question="", answer="", status="answered")
    log.judged(first, given)
    log.start()
    log.close()
    today = f"{datetime.now():%Y-%m-%d}"
    both = ["能免费停车吗", "高企补多少"]
    for wanted, expected in (
        ({}, both),
        ({"since": today, "until": today}, both),
        ({"since": "2999-01-01"}, []),
        ({"until": "2000-01-01"}, []),
        ({"since": "不是日期", "until": "0001-01-01x"}, both),
        ({"status": "not_found"}, both[:1]),
        ({"keyword": "高企 3万元"}, both[1:]),
        ({"document": "办法"}, both[1:]),
        ({"document": "别的"}, []),
        ({"verdict": "down"}, both[1:]),
        ({"verdict": "up"}, []),
        ({"verdict": "none"}, both[:1]),
    ):
        assert found(database, **wanted) == expected, wanted
    history = QuestionHistory(database)
    assert history.of_feedback(given).question == "高企补多少"
    count, rows = history.of_document("办法", 30, 5)
    assert (count, len(rows)) == (1, 1)
    assert history.citing(30, 5) == [("办法", 1)]
    assert [told.verdict for told in history.told(30, 9)] == [None, "down"]


def test_what_is_too_old_is_let_go_at_the_start_and_a_verdict_stays(database):
    kept(database, answer("旧问题"))
    feedback = FeedbackStore(database)
    given = feedback.add("up", question="旧问题", answer="", status="answered")
    old = datetime.now(UTC) - timedelta(days=31)
    with database.writing() as session:
        session.execute(update(AskedQuestion).values(at=old, feedback_id=given))
    kept(database, answer("新问题"))
    assert found(database) == ["新问题"]
    assert QuestionHistory(database).of_document("办法", 365, 9)[0] == 1
    assert len(feedback.listed().rows) == 1


def test_where_it_is_off_nothing_is_kept(database):
    assert kept(database, answer(), keeps=False) == [Record()]
    assert found(database) == []


def test_a_locked_database_delays_no_answer_and_the_loss_is_counted(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(database_module, "_BUSY_SECONDS", 0.2)
    monkeypatch.setattr(question_log, "_WAITING", 3)
    log = QuestionLog(Database(tmp_path / "f"), True, 30)
    with closing(sqlite3.connect(tmp_path / "f", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        log.start()
        start = time.perf_counter()
        for _ in range(20):
            log.keep(log.new_record(), answer(), "网页", 1.0)
        assert time.perf_counter() - start < 0.2
        while log.dropped < 19:
            time.sleep(0.05)
        other.execute("COMMIT")
    log.keep(log.new_record(), answer("之后的"), "网页", 1.0)
    log.close()
    assert found(Database(tmp_path / "f"))[0] == "之后的"
    assert "没有记下" in caplog.text


@pytest.mark.parametrize(
    ("questions", "groups"),
    [
        (["高企奖励多少", "孵化器免税吗", "高企奖励是多少", "孵化器能免税？"], [[0, 2], [1, 3]]),
        (["？", "？", ""], [[0, 1], [2]]),
        ([], []),
    ],
)  # fmt: skip
def test_questions_that_ask_alike_are_one_group(questions, groups):
    assert groups_of(questions) == groups
