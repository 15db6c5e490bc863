"""The list of words as it is kept: changed, told in the audit log, taken up by other processes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from assistant.records import words as words_module
from assistant.records.audit import AuditLog, By, WantedChanges
from assistant.records.database import Database
from assistant.records.question_history import QuestionHistory, WantedQuestions
from assistant.records.question_log import QuestionLog
from assistant.records.tables import AskedQuestion, Base, ListedWord, QuestionMark
from assistant.records.words import WantedWords, WordsFault, WordStore
from assistant.words import Action
from tests.assistant.records.test_question_log import answer, found, kept

ME = By("管理甲")
REFUSE, MARK = Action.REFUSE, Action.MARK


@pytest.fixture
def store(database: Database) -> WordStore:
    return WordStore(database)


def words(store: WordStore, **wanted: str) -> list[str]:
    return [f"{row.word} {row.action}" for row in store.listed(WantedWords(**wanted), 1).rows]


def test_words_are_added_replaced_found_and_removed_and_each_change_is_told(store, database):
    assert store.found("内部名单") == {}
    assert store.add({"内部名单": REFUSE, "創新券": MARK, "高企": MARK}, ME) == (3, 0)
    assert store.found("内 部 名 单和创新券") == {"内部名单": REFUSE, "創新券": MARK}
    assert store.add({"内部，名单": REFUSE, "创新券": REFUSE}, ME) == (0, 1)
    assert store.found("創新券") == {"创新券": REFUSE}
    assert words(store) == ["创新券 拒答", "高企 标记", "内部名单 拒答"]
    assert words(store, keyword="名单") == words(store, keyword="内部", action="拒答")
    assert words(store, action="标记") == ["高企 标记"]
    assert store.remove(["創新券", "没有的"], ME) == 1
    assert store.found("创新券") == {}
    told = [
        (row.who, row.action, row.subject, row.detail)
        for row in reversed(AuditLog(database).listed(WantedChanges()).rows)
    ]
    assert told == [
        ("管理甲", "加入敏感词", "拒答 1 条", "内部名单"),
        ("管理甲", "加入敏感词", "标记 2 条", "創新券、高企"),
        ("管理甲", "加入敏感词", "拒答 1 条", "创新券"),
        ("管理甲", "删除敏感词", "1 条", "創新券"),
    ]


def test_twenty_thousand_words_are_kept_and_every_one_is_told(store, database):
    given = {f"词{n}号": REFUSE for n in range(20_000)}
    assert store.add(given, ME) == (20_000, 0)
    assert store.found("问词19999号和词7号") == {"词19999号": REFUSE, "词7号": REFUSE}
    told = [row.detail for row in AuditLog(database).listed(WantedChanges()).rows]
    assert {word for detail in told for word in detail.split("、")} == set(given)
    assert store.remove(given, ME) == 20_000
    assert store.found("词7号") == {}


def test_no_more_are_taken_than_may_be_listed(store, monkeypatch):
    monkeypatch.setattr(words_module, "MOST", 2)
    store.add({"内部名单": REFUSE}, ME)
    with pytest.raises(WordsFault, match="最多 2 条，现有 1 条"):
        store.add({"创新券": REFUSE, "高企": REFUSE}, ME)
    assert words(store) == ["内部名单 拒答"]


def test_another_process_takes_a_change_up_once_it_looks_again(store, place, monkeypatch):
    other = WordStore(Database(place))
    store.add({"内部名单": REFUSE}, ME)
    assert other.found("内部名单") == {"内部名单": REFUSE}
    store.add({"内部名单": MARK}, ME)
    assert other.found("内部名单") == {"内部名单": REFUSE}  # it does not look with every question
    monkeypatch.setattr(words_module, "_LOOKS_EVERY", 0.0)
    other._look_at = 0.0  # its time has come
    assert other.found("内部名单") == {"内部名单": MARK}
    store.remove(["内部名单"], ME)
    assert other.found("内部名单") == {}
    other._database.close()


def test_the_log_keeps_which_words_were_hit_and_lets_go_of_them_with_the_question(database):
    marked = replace(answer("有创新券的"), listed={"创新券": MARK, "名单": REFUSE})
    kept(database, answer("没有的"), marked)
    history = QuestionHistory(database)
    row, other = history.listed(WantedQuestions(), 1).rows
    assert {mark.word: mark.action for mark in row.marks} == {"创新券": "标记", "名单": "拒答"}
    assert other.marks == []
    assert found(database, marked="yes") == ["有创新券的"]
    with database.writing() as session:
        session.execute(update(AskedQuestion).values(at=row.at - timedelta(days=99)))
    assert QuestionLog(database, True, 30).purge() == 2
    with database.reading() as session:
        assert session.scalars(select(QuestionMark)).all() == []


def test_a_state_from_before_there_were_lists_keeps_what_it_has(database, place):
    kept(database, answer("早先的"))
    younger = [Base.metadata.tables[t.__tablename__] for t in (QuestionMark, ListedWord)]
    with database.writing() as session:
        Base.metadata.drop_all(session.connection(), younger)
    again = Database(place)
    WordStore(again).add({"内部名单": REFUSE}, ME)
    assert found(again) == ["早先的"]
    assert found(again, marked="yes") == []
    again.close()
