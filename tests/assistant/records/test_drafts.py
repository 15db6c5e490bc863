"""Drafts in the database: versions, nobody written over unseen, a second person who approves."""

from datetime import UTC, datetime, timedelta

import pytest

from assistant.records import drafts as module
from assistant.records.audit import By
from assistant.records.database import Database
from assistant.records.drafts import DraftFault, DraftStore, Overtaken
from assistant.records.tables import DraftState

A, B = By("甲"), By("乙")


@pytest.fixture
def store(tmp_path):
    database = Database(tmp_path / "state.sqlite3")
    yield DraftStore(database)
    database.close()


@pytest.fixture
def begun(store):
    number = store.add("创新券", "来信", "{}", A)
    store.begin(number, "复函", "{}", "初稿", A)
    return number


def count(store, number: int) -> int:
    return store.get(number).count


def test_a_change_of_what_was_not_seen_is_refused_and_loses_nothing(store, begun):
    seen = count(store, begun)
    new = store.write(begun, seen, "乙改", B)
    with pytest.raises(Overtaken, match="乙 刚才改过"):
        store.write(begun, seen, "甲改", A)
    assert store.write(begun, new, "乙改", B) == new  # nothing new, nothing counted
    assert store.get(begun).text == "乙改"
    assert [(v.who, v.text) for v in store.versions(begun)] == [("乙", "乙改"), ("甲", "初稿")]


def test_one_person_writes_on_in_one_version_for_a_while(store, begun, monkeypatch):
    for text in ("一", "二"):
        store.write(begun, count(store, begun), text, A)
    assert [v.text for v in store.versions(begun)] == ["二"]
    later = datetime.now(UTC) + timedelta(minutes=6)
    monkeypatch.setattr(module, "datetime", type("Later", (), {"now": lambda _: later}))
    store.write(begun, count(store, begun), "三", A)
    assert [v.text for v in store.versions(begun)] == ["三", "二"]


def test_who_wrote_does_not_approve_and_what_is_final_is_not_changed(store, begun):
    store.write(begun, count(store, begun), "乙改", B)
    store.move(begun, count(store, begun), DraftState.WAITING, A)
    for who in (A, B):
        with pytest.raises(DraftFault, match="另一个人"):
            store.move(begun, count(store, begun), DraftState.FINAL, who)
    with pytest.raises(Overtaken):
        store.move(begun, count(store, begun) - 1, DraftState.FINAL, By("丙"))
    store.move(begun, count(store, begun), DraftState.FINAL, By("丙"))
    with pytest.raises(DraftFault, match="已定稿，不能修改"):
        store.write(begun, count(store, begun), "再改", A)
    store.move(begun, count(store, begun), DraftState.RETURNED, A, "有误")
    store.write(begun, count(store, begun), "再改", A)
    told = [(one.who, one.action, one.detail) for one in store.history(begun)]
    assert told[-2:] == [("丙", "定稿答复", ""), ("甲", "退回答复", "有误")]
    assert [row.id for row in store.listed(DraftState.RETURNED, "创新").rows] == [begun]
    assert store.listed(DraftState.FINAL).total == 0


def test_the_parts_of_a_letter_are_put_right_until_it_waits(store):
    number = store.add("创新券", "来信", "{}", A)
    store.divide(number, 0, '{"parts": []}', A)
    with pytest.raises(Overtaken):
        store.divide(number, 0, "{}", B)
    assert store.get(number).division == '{"parts": []}'
    with pytest.raises(DraftFault, match="没有这份"):
        store.divide(999, 0, "{}", A)
