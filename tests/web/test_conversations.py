"""A talk lasts in the browser, and a link opens a question or an answer as it was."""

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient

from assistant.answer import Answer, AnswerStatus, Citation
from assistant.tables.suggesting import further
from assistant.web.answer_link import AnswerLinks
from tests.web.conftest import GOALS_QUOTE, PASSAGES, FakeAssistant, Site
from tests.web.visit import DESK, PHONE, Visit

HOW_MANY = "今年全市新增多少家高新技术企业？"
ANSWER = Answer(
    "多少<b>家？",
    "",
    AnswerStatus.ANSWERED,
    "300家。[1]",
    (Citation(1, PASSAGES[0], (GOALS_QUOTE,)),),
)


def opened(links: AnswerLinks, link: str, **held: Any) -> Answer | None:
    by_id = held.get("by_id", FakeAssistant().by_id)
    return links.opened(link, by_id, held.get("kept", lambda *_: None))


def test_an_answer_comes_back_from_its_link_and_nothing_else_does(tmp_path: Path):
    links = AnswerLinks(tmp_path / "key")
    link = links.link(ANSWER, date(2026, 1, 15))
    back = opened(AnswerLinks(tmp_path / "key"), link)
    assert back
    assert (back.question, back.text, back.citations) == (
        "多少<b>家？",
        "300家。[1]",
        ANSWER.citations,
    )
    assert "2026-01-15" in back.notes[0]
    other = AnswerLinks(tmp_path / "other").link(ANSWER, date(2026, 1, 15))
    for wrong in (other, link[:-1], f"x{link}", "", ".", "é.a", link.replace(".", "")):
        assert opened(links, wrong) is None, wrong


def test_a_passage_that_is_gone_opens_as_it_was_kept_or_is_told(tmp_path: Path):
    links = AnswerLinks(tmp_path / "key")
    link = links.link(ANSWER, date(2026, 1, 15))
    past = opened(links, link, by_id={}, kept=lambda *_: PASSAGES[0])
    assert past
    assert past.citations == ANSWER.citations
    lost = opened(links, link, by_id={})
    assert lost
    assert lost.citations == ()
    assert "打不开" in lost.notes[1]


def test_a_talk_becomes_a_word_file_and_other_bodies_are_refused(site: Site):
    client = TestClient(site.app)
    turns = [
        {"role": "user", "text": "多少家？\u0007"},
        {"role": "assistant", "text": "300家。\n· 甲"},
    ]
    said = client.post("/conversation.docx", content=json.dumps({"turns": turns}))
    shown = [p.text for p in Document(io.BytesIO(said.content)).paragraphs]
    assert shown[-3:] == ["多少家？", "300家。", "甲"]
    for wrong in ("", "7", '{"turns": 1}', '{"turns": [[]]}', '{"turns": [{"role": "user"}]}'):
        assert client.post("/conversation.docx", content=wrong).status_code == 400
    assert client.post("/conversation.docx", content="1" * 2**21).status_code == 413
    assert client.post("/answer", content="x.y").status_code == 404


@pytest.mark.parametrize(
    ("cited", "asked", "expected"),
    [
        ((PASSAGES[0],), ["甲？"], ("乙？", "丙？")),
        ((PASSAGES[0],), ["甲", "乙"], ("丙？", "丁？")),
        ((), ["甲？"], ("丁？",)),
    ],
    ids=["of the document cited", "not those asked", "any where nothing is cited"],
)
def test_an_answer_is_followed_by_questions_not_asked_yet(cited, asked, expected):
    answer = Answer("", "", AnswerStatus.ANSWERED, "", tuple(Citation(1, p) for p in cited))
    assert (
        further(answer, asked, {PASSAGES[0].source.id: ("甲？", "乙？", "丙？")}, ("丁？", "甲？"))
        == expected
    )


@pytest.fixture
def visit(browser: Any, site: Site) -> Iterator[Visit]:
    visit = Visit(browser, site.url, DESK)
    visit.open("", "#question textarea")
    yield visit
    visit.end()


def history(site: Site) -> list[tuple[str, str]]:
    return [(turn.question, turn.answer[:10]) for turn in site.assistant.histories[-1]]


@pytest.mark.browser
def test_a_talk_is_there_after_a_reload_and_goes_on(visit: Visit, site: Site):
    page = visit.page
    visit.ask(HOW_MANY)
    page.reload()
    page.wait_for_selector(".answer")
    visit.cite(1)
    assert "300家" in visit.marked()
    visit.ask("孵化器有什么目标？")
    assert history(site)[0] == (HOW_MANY, "2023年，全市年内")
    page.get_by_role("button", name="重新回答").click()
    page.wait_for_selector("#question .stop-button", state="detached")
    page.get_by_role("button", name="撤回").click()
    page.wait_for_function("document.querySelectorAll('.answer').length === 1")
    assert page.input_value("#question textarea") == "孵化器有什么目标？"


@pytest.mark.browser
def test_talks_are_listed_searched_exported_and_deleted(visit: Visit):
    page = visit.page
    for question in (HOW_MANY, "孵化器有什么目标？"):
        page.get_by_role("button", name="新对话").click()
        page.wait_for_selector("#conversation .example")
        visit.ask(question)
    page.get_by_role("button", name="对话记录").click()
    assert page.locator("#talks li").count() == 2
    page.get_by_label("搜索对话").fill("后备梯队")
    assert HOW_MANY in page.inner_text("#talks li")
    page.locator("#talks .talk").click()
    page.locator(".answer", has_text="后备梯队").wait_for()
    page.get_by_role("button", name="对话记录").click()
    for name, ending in (("文本", ".txt"), ("Word", ".docx")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == f"政策问答{ending}"
    page.get_by_role("button", name="删除“孵化器").click()
    assert page.locator("#talks li").count() == 1
    page.on("dialog", lambda asked: asked.accept())
    page.get_by_label("在本机浏览器保存对话").uncheck()
    page.get_by_text("还没有保存的对话").wait_for()
    page.get_by_label("关闭对话记录").click()
    visit.ask("孵化器有什么目标？")
    assert "已设为不保存" in page.inner_text("#talk-kept")
    page.reload()
    page.wait_for_selector("#conversation .example")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('off'); }})",
            "不允许保存",
        ),
        (
            "const put = Storage.prototype.setItem;"
            "Storage.prototype.setItem = function (key, value) {"
            "if (value.length > 99) throw new Error('full'); put.call(this, key, value); }",
            "存储空间已满",
        ),
    ],
    ids=["off", "full"],
)
def test_without_room_to_keep_a_talk_it_goes_on_and_says_so(browser, site, broken, told):
    visit = Visit(browser, site.url, PHONE)
    visit.page.add_init_script(broken)
    visit.open("", "#question textarea")
    visit.ask(HOW_MANY)
    visit.ask("孵化器有什么目标？")
    assert told in visit.page.inner_text("#talk-kept")
    assert history(site)[0][0] == HOW_MANY
    visit.end()


@pytest.mark.browser
def test_of_a_long_talk_the_end_is_sent(visit: Visit, site: Site):
    said = [
        {"role": role, "content": "长" * 3000} for _ in range(40) for role in ("user", "assistant")
    ]
    kept = json.dumps({"id": "a", "at": 1, "messages": said})
    visit.page.evaluate(
        "kept => { localStorage.setItem('policy.talk.a', kept);"
        "sessionStorage.setItem('policy.current', 'a'); }",
        kept,
    )
    visit.page.reload()
    visit.page.wait_for_selector('#conversation [data-testid="bot"]')
    visit.ask(HOW_MANY)
    assert 1 <= len(history(site)) <= 3


@pytest.mark.browser
def test_a_question_in_the_address_is_asked_once(visit: Visit, site: Site):
    visit.open("?q=" + "孵化器有什么目标？", ".answer .source-link")
    visit.page.wait_for_selector("#question .submit-button")
    asked = len(site.assistant.asked)
    visit.page.reload()
    visit.page.wait_for_selector(".answer .source-link")
    assert len(site.assistant.asked) == asked
    assert "?" not in visit.page.url
    visit.page.locator("a.ask").first.click()
    visit.page.locator(".answer").nth(1).wait_for()
    visit.page.wait_for_selector("#question .submit-button")  # not left while it is answered
    visit.open("?q=" + "长" * 3500, "#toast.shown")
    assert len(site.assistant.asked) == asked + 1


@pytest.mark.browser
def test_a_link_opens_an_answer_as_it_was_in_another_browser(visit: Visit, browser, site: Site):
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.ask(HOW_MANY)
    visit.page.get_by_text("复制链接").click()
    visit.page.wait_for_selector("#toast.shown")
    address = visit.page.evaluate("navigator.clipboard.readText()")
    asked = len(site.assistant.asked)
    other = Visit(browser, site.url, PHONE)
    other.page.goto(address)
    other.page.wait_for_selector(".answer")
    assert HOW_MANY in other.page.inner_text('#conversation [data-testid="user"]')
    assert "2026-01-15的回答" in other.page.inner_text(".answer")
    other.cite(1)
    assert "年内新增高新技术企业300家" in other.marked()
    other.page.get_by_role("button", name="关闭原文").click()
    assert len(site.assistant.asked) == asked
    other.ask("孵化器有什么目标？")
    assert history(site)[0][0] == HOW_MANY
    other.page.goto(f"{site.url}/#answer/eNo.x")
    other.page.reload()
    other.page.get_by_text("无法核实").wait_for()
    other.faults = [fault for fault in other.faults if "404" not in fault]
    other.end()
