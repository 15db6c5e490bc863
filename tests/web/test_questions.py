"""From a question asked on the page to what staff see of it: the log, the statistics, a case."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.records.tables import Role
from assistant.web import message_text
from assistant.web.feedback_form import FeedbackForm
from assistant.web.link_text import document_key
from evals.question_set import load
from tests.web.conftest import GOALS_QUOTE, PLAN, FakeAssistant, Site, on_day, opened
from tests.web.people import Desk, appoint
from tests.web.talk import Talk
from tests.web.visit import DESK, PHONE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ASKED = "=高新技术企业多少家？我的手机是13912345678"
MASKED = "=高新技术企业多少家？我的手机是〔手机号〕"


def ask_some(site: Site) -> None:
    """Two talks; the second answer of the first is judged, as the page does it."""
    appoint(site.app, 编辑一=Role.EDITOR, 读者一=Role.READER)
    talk = Talk(site.url)
    talk.ask("能免费停车吗？")
    shown = talk.ask(ASKED)
    Talk(site.url).ask("请问能免费停车吗")
    form = FeedbackForm(
        site.app.state.records.feedback, site.app.state.records.questions, site.assistant
    )
    messages = [{"role": "user", "content": ASKED}, {"role": "assistant", "content": shown}]
    given, *_ = form._judge({"messages": messages}, type("Like", (), {"index": 1, "liked": False}))
    form._explain(given, ["数字或事实不对"], "打13912345678问我")
    site.app.state.records.questions.close()
    site.app.state.records.questions.start()


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    settings = on_day(tmp_path_factory.mktemp("asked"), 2026, 1, 15)
    with opened(FakeAssistant(), settings) as site:
        ask_some(site)
        yield site


@pytest.fixture(scope="module")
def desk(asked: Site) -> Desk:
    return Desk(asked.app, "编辑一")


@pytest.fixture(scope="module")
def editor(desk: Desk) -> TestClient:
    return desk.client


def links(shown: str) -> dict[str, str]:
    """The questions of a page, by their text."""
    return {text: to for to, text in re.findall(r'href="(/staff/questions/\d+)">(.+?)</a>', shown)}


def test_a_question_is_listed_masked_and_opens_as_it_was_answered(editor: TestClient):
    listed = editor.get("/staff/questions").text
    assert "13912345678" not in listed
    assert list(links(listed)) == ["请问能免费停车吗", MASKED, "能免费停车吗？"]
    assert list(links(editor.get("/staff/questions?verdict=down").text)) == [MASKED]
    shown = editor.get(links(listed)[MASKED]).text
    assert f"<mark>{GOALS_QUOTE}</mark>" in shown
    assert "前面问过" in shown
    assert "能免费停车吗？" in shown
    assert "理由：数字或事实不对；打〔手机号〕问我" in shown
    assert editor.get("/staff/questions/999").status_code == 404
    assert editor.get(f"/staff/questions/{10**30}").status_code == 404


def test_only_editors_read_it(asked: Site):
    reader = Desk(asked.app, "读者一").client
    for path in ("questions", "questions.csv", "questions.xlsx", "questions/1", "insight"):
        assert reader.get(f"/staff/{path}").status_code == 403, path
    key = document_key(PLAN.id)
    assert "答过的问题" not in reader.get(f"/staff/library/{key}").text
    assert "加入题集" not in reader.get("/staff/feedback").text


def test_what_is_exported_is_no_formula(editor: TestClient):
    sheet = editor.get("/staff/questions.csv?status=answered").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(sheet, newline=""))
    assert row["问题"] == f"'{MASKED}"
    assert (row["结果"], row["依据的文件"], row["评价"]) == ("已答复", PLAN.title, "没有帮助")
    book = load_workbook(io.BytesIO(editor.get("/staff/questions.xlsx?status=answered").content))
    cell = book.active["B2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (MASKED, "s", True)


def test_what_is_asked_most_and_in_vain_is_told(editor: TestClient):
    shown = editor.get("/staff/insight?days=7").text
    _, most, lacking, documents = re.split("<h2>(?:问得最多的|文件答不了|答得最多的)", shown)
    assert "另有 1 种问法" in most
    assert list(links(lacking)) == list(links(most))[:1]
    assert PLAN.title in documents
    assert re.search(r"数字或事实不对</td><td[^>]*>1<", shown)
    assert "<rect" in shown
    assert editor.get("/staff/insight?days=x").status_code == 200
    document = editor.get(f"/staff/library/{document_key(PLAN.id)}").text
    assert "近 30 天 1 个问题" in document
    assert MASKED in document


def test_a_row_and_a_verdict_become_one_case_that_the_evaluation_reads(asked: Site, desk: Desk):
    editor = desk.client

    def add(**sent: str) -> str:
        answer = desk.send("questions/case", **sent)
        return re.search('role="status">(.+?)<', answer.text)[1]

    number = links(editor.get("/staff/questions").text)[MASKED].rpartition("/")[2]
    told = {"answerable": "yes", "facts": "300家|三百家\n\n45%"}
    assert add(question_id=number, **told) == "已加入题集。"
    assert add(feedback_id="1") == "题集里已经有这一题。"
    file = asked.app.state.records.question_set.path
    file.write_text(file.read_text("utf-8").rstrip("\n"), encoding="utf-8")  # edited by hand
    refused = links(editor.get("/staff/questions").text)["能免费停车吗？"].rpartition("/")[2]
    assert add(question_id=refused) == "已加入题集。"
    first, second = load([file])
    assert (first.question, first.facts) == (MASKED, (("300家", "三百家"), ("45%",)))
    assert first.history[0] == ("user", "能免费停车吗？")
    assert "没有帮助" in first.note
    assert (second.answerable, second.facts) == (False, ())


def test_the_page_says_what_is_kept_and_off_keeps_nothing(tmp_path: Path):
    for keeps, told in ((False, "问答不作记录。"), (True, "问答隐去证件号、电话等后保留 90 天。")):
        settings = on_day(tmp_path, 2026, 1, 15, question_log=keeps, question_log_days=90)
        with opened(FakeAssistant(), settings) as site:
            shown = Talk(site.url).ask("孵化器有什么目标？")
            assert bool(message_text.record_in(shown)) is keeps
            assert told in str(TestClient(site.app).get("/config").json())
            site.app.state.records.questions.close()
            assert len(site.app.state.records.history.told(1, 9)) == keeps


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_an_editor_looks_at_the_statistics_and_opens_a_question(
    browser: Browser, asked: Site, size: dict[str, int]
):
    visit = Visit(browser, asked.url, size)
    page = visit.log_in("编辑一", "insight")
    assert page.inner_text("h1") == "问答统计"
    assert page.get_by_role("img", name="每天的问题数").bounding_box()["height"] > 100
    assert visit.fits()
    page.get_by_role("link", name="未找到").first.click()
    assert page.inner_text("h1") == "问题记录"
    assert visit.fits()
    page.get_by_role("link", name="能免费停车").first.click()
    assert page.inner_text("h1").endswith("能免费停车吗")
    assert visit.fits()
    visit.end()
