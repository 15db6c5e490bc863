"""口径库: written by one, approved by another, given before the documents' words while its basis
stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from assistant.answer import Turn
from assistant.pipeline import Assistant
from assistant.records.audit import WantedChanges
from assistant.records.tables import Role
from assistant.settings import Settings
from assistant.web.server import create_app
from assistant.wiring import build_assistant
from tests.web.conftest import office, served
from tests.web.people import Desk, appoint
from tests.web.visit import DESK, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCUMENT = """---
title: 甲市科技创新券管理办法
---
第一条 科技创新券每年4月1日至5月31日集中兑付。
第二条 科技创新券每家企业每年最高10万元。
"""
SAID = "本答复为本单位核定口径，核定于"
ASKED, ANSWER = "科技创新券每家企业每年最高多少？", "每家企业每年最高10万元，同一项目不重复享受。"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return office(tmp_path, {"创新券.md": DOCUMENT})


@pytest.fixture
def app(settings: Settings) -> Iterator[FastAPI]:
    made = create_app(build_assistant(settings), settings)
    appoint(made, 编辑甲=Role.EDITOR, 编辑乙=Role.EDITOR)
    yield made
    made.state.records.database.close()


class Writer(Desk):
    """One person at the pages of the answers."""

    page = ""

    def open(self, path: str) -> str:
        self.page = self.shown(f"curated{path}")
        return self.page

    def fill(self, path: str, **fields: object) -> str:
        """The form as it is shown, with some fields filled in."""
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.page))
        self.page = self.send(f"curated{path}", **{**hidden, **fields}).text
        return self.page


def ticked(shown: str) -> list[str]:
    return re.findall(r'name="basis" value="(\w+)"', shown)


def number_in(shown: str) -> str:
    return re.search(r'action="/staff/curated(/\d+)/move"', shown)[1]


def in_use(app: FastAPI, text: str = ANSWER) -> str:
    """One written and approved; returns its path."""
    writer, other = Writer(app, "编辑甲"), Writer(app, "编辑乙")
    writer.open("/new")
    found = writer.fill("/new", do="search", questions=ASKED, text=text)
    basis = ticked(found.partition("每家企业每年最高10万元。</p>")[0])[-1]
    submitted = writer.fill("/new", do="submit", questions=ASKED, text=text, basis=basis)
    assert "已提交" in submitted, submitted
    path = number_in(submitted)
    assert "另一个人" in writer.fill(f"{path}/move", do="approve")
    other.open(path)
    assert "已审定" in other.fill(f"{path}/move", do="approve")
    app.state.live.now.curated.__self__._looked = (0.0, None)  # no wait until it looks again
    return path


def told(app: FastAPI) -> list[tuple[str, str]]:
    rows = app.state.records.audit.listed(WantedChanges()).rows
    return [(row.who, row.action) for row in reversed(rows) if "口径" in row.action]


def test_an_approved_answer_is_given_and_says_so(app: FastAPI):
    assistant: Assistant = app.state.live.now
    assert SAID not in assistant.ask(ASKED).text
    in_use(app)
    answer = assistant.ask("请问科技创新券每家企业每年最高多少")
    assert re.fullmatch(rf"{ANSWER}\[1\]\n{SAID}\d+年\d+月\d+日。", answer.text)
    assert answer.status == "answered"
    assert answer.citations[0].quotes[0].startswith("第二条 科技创新券每家企业每年最高10万元")
    two = assistant.ask(f"{ASKED}科技创新券什么时候集中兑付？")
    assert ANSWER in two.text
    assert "4月1日至5月31日" in two.text
    assert told(app) == [("编辑甲", "新写口径"), ("编辑甲", "提交口径"), ("编辑乙", "审定口径")]
    for text, history in NOT_THE_SAME:  # what is not surely the same: from the documents
        answer = assistant.ask(text, [Turn(asked, "") for asked in history])
        assert SAID not in answer.text, text


NOT_THE_SAME = [
    ("科技创新券每家企业每年最低多少？", ()),
    ("科技创新券每家企业2025年最高多少？", ()),
    ("科技创新券什么时候集中兑付？", ()),
    ("乙市科技创新券每家企业每年最高多少？", ()),
    ("那最高多少呢？", (ASKED,)),
    (ASKED, ("盐城市有哪些补贴？",)),
]


def test_it_is_withdrawn_when_its_source_changes_and_put_right(app: FastAPI, settings: Settings):
    path = in_use(app)
    file = settings.documents_dir / "创新券.md"
    file.write_text(DOCUMENT.replace("10万元", "8万元"), encoding="utf-8")
    app.state.live.replace(build_assistant(settings))
    answer = app.state.live.now.ask(ASKED)
    assert SAID not in answer.text
    assert "8万元" in answer.text
    assert told(app)[-1] == ("（系统）", "口径待复核")
    desk, other = Writer(app, "编辑乙"), Writer(app, "编辑甲")
    assert "的原文有改动" in desk.open("?state=待复核")
    desk.open(path)
    shown = desk.fill(f"{path}/move", do="revise")
    fresh = number_in(shown)
    assert "8万元" in shown
    fields = {"questions": ASKED, "basis": ticked(shown)}
    warned = desk.fill(fresh, do="submit", text="每年最高9万元。", **fields)
    assert "请核对" in warned
    other.open(fresh)
    assert "请写明理由" in other.fill(f"{fresh}/move", do="return")
    other.open(fresh)
    assert "理由：数字不对" in other.fill(f"{fresh}/move", do="return", why="数字不对")
    desk.open(fresh)
    desk.fill(fresh, do="submit", text="每年最高8万元。", **fields)
    other.open(fresh)
    other.fill(f"{fresh}/move", do="approve")
    assert "已停用" in other.open(path)


def test_it_ends_with_its_validity_and_is_replaced_by_a_later_one(app: FastAPI):
    path = in_use(app)
    lookup, writer, other = app.state.live.now.curated, Writer(app, "编辑甲"), Writer(app, "编辑乙")
    writer.open(path)
    draft = writer.fill(f"{path}/move", do="revise")
    assert lookup(ASKED, date(2026, 1, 1))
    fresh = number_in(draft)
    fields = {"questions": f"{ASKED}\n创新券封顶多少", "text": ANSWER, "basis": ticked(draft)}
    assert "有效期到" in writer.fill(fresh, do="submit", valid_until="2020-03-01", **fields)
    until = date.today() + timedelta(1)
    assert "已提交" in writer.fill(fresh, do="submit", valid_until=f"{until}", **fields)
    other.open(fresh)
    other.fill(f"{fresh}/move", do="approve")
    assert "由第 2 条取代" in other.open(path)
    assert lookup("创新券封顶多少", until)
    assert lookup(ASKED, until + timedelta(1)) is None


def test_what_may_not_be_submitted_stays_in_the_form(app: FastAPI):
    desk = Writer(app, "编辑甲")
    for fields, told in (
        ({"questions": " "}, "请写明问题"),
        ({"questions": ASKED, "text": ANSWER}, "至少有一条依据"),
        ({"questions": ASKED, "valid_until": "明年"}, "有效期应写成"),
    ):
        desk.open("/new")
        shown = desk.fill("/new", do="submit", **fields)
        assert told in shown
        assert fields.get("text", "") in shown
        assert "还没有口径" in desk.open("")


def test_one_click_from_the_log_or_a_verdict_fills_the_form(app: FastAPI):
    answer, records = app.state.live.now.ask(ASKED), app.state.records
    records.questions.start()
    records.questions.keep(records.questions.new_record(), answer, "网页", 20.0)
    records.questions.close()
    cited = [citation.passage.id for citation in answer.citations]
    records.feedback.add(
        "down",
        question=ASKED,
        answer=answer.text,
        status=answer.status,
        citation_ids=cited,
    )
    desk = Writer(app, "编辑甲")
    for page, query in (("questions/1", "question_id=1"), ("feedback", "feedback_id=1")):
        assert f"/staff/curated/new?{query}" in desk.client.get(f"/staff/{page}").text
        shown = desk.open(f"/new?{query}")
        assert ASKED in shown
        assert len(ticked(shown)) == len(answer.citations)


@pytest.mark.browser
def test_the_pages_fit_a_desk_and_a_telephone(browser: Browser, app: FastAPI, tmp_path: Path):
    in_use(app)
    with served(app) as url:
        visit = Visit(browser, url, DESK)
        page = visit.log_in("编辑甲", "curated")
        visit.fits_all(tmp_path / "1-list")
        page.get_by_role("link", name="新写一条").click()
        page.get_by_label("问题（第一行").fill(ASKED)
        page.get_by_label("答复（最多").fill("每家企业每年最高20万元。")
        page.get_by_role("button", name="查找").click()
        page.get_by_role("checkbox").first.check()
        page.get_by_role("button", name="提交审定").click()
        page.locator("[role=status]", has_text="已提交").wait_for()
        assert "20万元" in page.locator("section", has_text="请核对").inner_text()
        visit.fits_all(tmp_path / "2-submitted")
        visit.open("staff/curated/1", "h1")
        page.get_by_role("button", name="修改（另起一稿）").click()
        page.get_by_label("有效期到").wait_for()
        visit.fits_all(tmp_path / "3-form")
        visit.open("", "#question")
        visit.ask(ASKED)
        assert SAID in page.locator(".answer").last.inner_text()
        visit.fits_all(tmp_path / "4-answer")
        visit.end()
