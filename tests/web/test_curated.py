"""口径库: written by one, approved by another, given before the documents' words while its basis
stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.answer import Turn
from assistant.pipeline import Assistant
from assistant.records import passwords
from assistant.records.audit import By
from assistant.records.tables import Role
from assistant.settings import Settings
from assistant.web.server import create_app
from assistant.wiring import build_assistant

SECRET = "一个好密码，很长"
DOCUMENT = """---
title: 甲市科技创新券管理办法
---
第一条 科技创新券每年4月1日至5月31日集中兑付。
第二条 科技创新券每家企业每年最高10万元。
"""
ASKED, ANSWER = "科技创新券每家企业每年最高多少？", "每家企业每年最高10万元，同一项目不重复享受。"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "创新券.md").write_text(DOCUMENT, encoding="utf-8")
    monkeypatch.setattr(passwords, "ROUNDS", 4)
    folders = {"documents_dir": "documents", "store_dir": "store", "data_dir": "data"}
    return Settings(_env_file=None, **{k: tmp_path / v for k, v in folders.items()})


@pytest.fixture
def app(settings: Settings) -> Iterator[FastAPI]:
    made = create_app(build_assistant(settings), settings)
    for name in ("编辑甲", "编辑乙"):
        made.state.records.accounts.add(name, Role.EDITOR, SECRET, By("测试"))
    yield made
    made.state.records.database.close()


class Desk:
    """One person at the staff pages."""

    def __init__(self, app: FastAPI, name: str) -> None:
        self.client = TestClient(app, base_url="https://policy.example")
        self.client.post("/staff/login", data={"name": name, "password": SECRET})
        self.shown = ""

    def open(self, path: str) -> str:
        self.shown = self.client.get(f"/staff/curated{path}").text
        return self.shown

    def send(self, path: str, **fields: object) -> str:
        """The form as it is shown, with some fields filled in."""
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.shown))
        sent = self.client.post(f"/staff/curated{path}", data={**hidden, **fields})
        self.shown = sent.text
        return self.shown


def ticked(shown: str) -> list[str]:
    return re.findall(r'name="basis" value="(\w+)"', shown)


def in_use(app: FastAPI, text: str = ANSWER) -> str:
    """One written and approved; returns its path."""
    writer, other = Desk(app, "编辑甲"), Desk(app, "编辑乙")
    writer.open("/new")
    found = writer.send("/new", do="search", questions=ASKED, text=text)
    basis = ticked(found.partition("每家企业每年最高10万元。</p>")[0])[-1]
    submitted = writer.send("/new", do="submit", questions=ASKED, text=text, basis=basis)
    assert "已提交" in submitted, submitted
    path = re.search(r'action="/staff/curated(/\d+)/move"', submitted)[1]
    assert "另一个人" in submitted
    assert "另一个人" in writer.send(f"{path}/move", do="approve")
    other.open(path)
    assert "已审定" in other.send(f"{path}/move", do="approve")
    return path


def test_an_approved_answer_is_given_and_says_so(app: FastAPI):
    assistant: Assistant = app.state.live.now
    before = assistant.ask(ASKED)
    assert before.curated == ()
    in_use(app)
    answer = assistant.ask("请问科技创新券每家企业每年最高多少")
    assert answer.curated == (1,)
    assert answer.text == f"{ANSWER}[1]"
    assert answer.citations[0].quotes[0].startswith("第二条 科技创新券每家企业每年最高10万元")
    assert answer.notes[0] == "本答复采用本单位已审定的口径。"
    two = assistant.ask(f"{ASKED}什么时候集中兑付？")
    assert ANSWER in two.text
    assert "4月1日至5月31日" in two.text
    assert two.curated == (1,)


@pytest.mark.parametrize(
    ("text", "history"),
    [
        ("科技创新券每家企业每年最低多少？", ()),
        ("科技创新券每家企业2025年最高多少？", ()),
        ("科技创新券什么时候集中兑付？", ()),
        ("乙市科技创新券每家企业每年最高多少？", ()),
        ("那最高多少呢？", (ASKED,)),
    ],
)
def test_what_is_not_surely_the_same_is_answered_from_the_documents(
    app: FastAPI, text: str, history: tuple[str, ...]
):
    in_use(app)
    answer = app.state.live.now.ask(text, [Turn(asked, "") for asked in history])
    assert answer.curated == ()


def test_it_is_withdrawn_when_its_source_changes(app: FastAPI, settings: Settings):
    path = in_use(app)
    file = settings.documents_dir / "创新券.md"
    file.write_text(DOCUMENT.replace("10万元", "8万元"), encoding="utf-8")
    app.state.live.replace(build_assistant(settings))
    answer = app.state.live.now.ask(ASKED)
    assert answer.curated == ()
    assert "8万元" in answer.text
    desk = Desk(app, "编辑乙")
    assert "待复核" in desk.open("")
    assert "的原文有改动" in desk.open(path)


def test_it_ends_with_its_validity_and_is_replaced_by_a_later_one(app: FastAPI):
    path = in_use(app)
    lookup, writer, other = app.state.live.now.curated, Desk(app, "编辑甲"), Desk(app, "编辑乙")
    writer.open(path)
    draft = writer.send(f"{path}/move", do="revise")
    assert lookup(ASKED, date(2026, 1, 1))
    fresh = re.search(r'action="/staff/curated(/\d+)/move"', draft)[1]
    fields = {"questions": f"{ASKED}\n创新券封顶多少", "text": ANSWER, "basis": ticked(draft)}
    writer.send(fresh, do="submit", valid_until="2099-03-01", **fields)
    other.open(fresh)
    other.send(f"{fresh}/move", do="approve")
    assert "已停用" in other.open(path)
    assert lookup("创新券封顶多少", date(2099, 3, 1)).curated == (2,)
    assert lookup(ASKED, date(2099, 3, 2)) is None


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"questions": " "}, "请写明问题"),
        ({"questions": ASKED, "text": ANSWER}, "至少有一条依据"),
        ({"questions": ASKED, "text": "最高20万元。", "basis": True}, "与依据不符"),
        ({"questions": ASKED, "valid_until": "明年"}, "有效期应写成"),
    ],
)
def test_what_may_not_be_submitted_stays_in_the_form(
    app: FastAPI, fields: dict[str, object], told: str
):
    desk = Desk(app, "编辑甲")
    desk.open("/new")
    found = ticked(desk.send("/new", do="search", questions=ASKED))
    if fields.pop("basis", None):
        fields["basis"] = found
    shown = desk.send("/new", do="submit", **fields)
    assert told in shown
    assert str(fields.get("text", "")) in shown
    assert "还没有口径" in desk.open("")


def test_one_click_from_the_log_fills_the_form(app: FastAPI):
    answer, log = app.state.live.now.ask(ASKED), app.state.records.questions
    log.start()
    log.keep(log.new_record(), answer, "网页", 20.0)
    log.close()
    desk = Desk(app, "编辑甲")
    assert "/staff/curated/new?question_id=1" in desk.client.get("/staff/questions/1").text
    shown = desk.open("/new?question_id=1")
    assert ASKED in shown
    assert len(ticked(shown)) == len(answer.citations)
