"""Generated answers on the page: drafts are marked, figures point to their source, stop stops."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, AnswerStatus, CheckedFigure, Citation, Mode, Turn
from assistant.web import answer_view, message_text
from assistant.writing.failure import MODEL_NOTES, Failure
from corpus.document import Source
from corpus.passage import Passage

PASSAGE = Passage(Source("plan", "工作要点"), ("一、总体",), "p1", "年内新增300家。")
CITATION = Citation(1, PASSAGE, ("年内新增300家。",))
EXTRACT = Answer("问", "问", AnswerStatus.ANSWERED, "年内新增300家。[1]", (CITATION,))
FIGURE = CheckedFigure(4, 8, '年内<新增>"300家"')
CHECKED = replace(EXTRACT, mode=Mode.GENERATED, verified=True, figures=(FIGURE,))


def test_a_draft_is_marked_its_citations_lead_nowhere_and_it_is_no_answer_yet():
    draft = replace(CHECKED, citations=(), figures=(), verified=False, mode=Mode.DRAFT)
    shown = answer_view.message(draft)
    assert "正在核对数字…" in shown
    assert "数字已核对" not in shown
    assert "<a " not in shown
    assert "[1]" in shown
    assert "正在组织回答…" in answer_view.message(replace(draft, text=""))
    said = [("user", "问"), ("assistant", shown), ("user", "再问")]
    said.append(("assistant", answer_view.message(CHECKED)))
    talk = message_text.talk_of([{"role": role, "content": content} for role, content in said])
    assert message_text.turns(talk) == (
        Turn("问", ""),
        Turn("再问", "年内新增300家。[1]"),
    )


def test_a_checked_figure_shows_the_words_it_was_found_in():
    shown = answer_view.message(CHECKED)
    title = html.escape('原文：年内<新增>"300家"')
    assert f'年内新增<mark class="figure" title="{title}">300家</mark>。' in shown
    assert "数字已核对" in shown
    assert "正在核对" not in shown
    assert "已与原文核对" in answer_view.message(replace(CHECKED, figures=()))
    assert "核对" not in answer_view.message(replace(CHECKED, verified=None, figures=()))


@given(
    st.text(alphabet='年3.0%家<>&"*\n-1[]\ue000\ue001\ue010', max_size=40),
    st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=5),
)
def test_no_span_breaks_the_text_or_lets_markup_through(text, spans):
    figures = tuple(CheckedFigure(start, end, "<img src=x>") for start, end in sorted(spans))
    shown = answer_view.message(replace(CHECKED, text=text, figures=figures))
    plain = answer_view.message(replace(CHECKED, text=text, figures=()))
    assert set(re.findall(r"<(\w+)", shown)) <= {
        "div", "p", "ul", "ol", "li", "strong", "mark", "a", "span",
    }  # fmt: skip
    assert shown.count("<mark") == shown.count("</mark>")
    without = re.sub(r"</?mark[^>]*>", "", shown).replace("数字已核对", "已与原文核对")
    if not re.search(r"\*\*|^\s*[-*\d]", text, re.M):  # a mark may keep a line from being a list
        assert without == plain


def test_why_the_model_has_no_say_stands_above_the_extracts():
    paused = MODEL_NOTES[Failure.PAUSED]
    shown = answer_view.message(replace(EXTRACT, notes=(paused, "文件已废止。")))
    places = [shown.index(words) for words in (paused, "年内", "文件已废止")]
    assert places == sorted(places)


HOW_MANY = "今年全市新增多少家高新技术企业？"
RIGHT = "年内新增高新技术企业300家[1]。"
WRITTEN = ".answer .answer-text"


@pytest.fixture
def page(browser: Any, model_site: str) -> Iterator[Any]:
    page = browser.new_page(locale="zh-CN")
    page.set_default_timeout(15_000)
    page.goto(model_site)
    page.wait_for_selector("#question textarea")
    yield page
    page.close()


def ask(page: Any, question: str = HOW_MANY) -> None:
    page.fill("#question textarea:enabled", question)
    page.press("#question textarea", "Enter")


@pytest.mark.browser
def test_the_first_words_are_on_the_page_while_the_rest_is_written(page, model_service):
    model_service.script = lambda call: (
        call.piece("年内新增高新"),
        call.wait(2.5),
        call.say("技术企业300家[1]。"),
    )
    ask(page)
    page.get_by_text("正在核对数字…").wait_for()
    assert page.inner_text(WRITTEN) == "年内新增高新"
    page.get_by_text("数字已核对").wait_for()
    assert "年内新增高新技术企业300家。" in page.inner_text(WRITTEN)
    assert page.locator(".answer.draft").count() == 0
    mark = page.locator(".answer mark.figure")
    assert mark.inner_text() == "300家"
    assert "年内新增高新技术企业300家" in str(mark.get_attribute("title"))
    page.click('.answer a.cite[href="#cite/1"]')
    page.wait_for_selector("#source-panel mark")
    assert "sk-marked-key" not in page.content()


@pytest.mark.browser
@pytest.mark.parametrize("silent", [False, True], ids=["while it writes", "while it is silent"])
def test_stop_hangs_up_on_the_model_and_the_next_question_is_answered(page, model_service, silent):
    def slow(call: Any) -> None:
        call.piece("年内新增高新技术企业")
        for _ in range(400):
            call.wait(0.05)
            if not silent:
                call.piece("很多")

    model_service.script = slow
    ask(page)
    page.get_by_text("正在核对数字…").wait_for()
    page.click(".stop-button")
    assert model_service.hung_up.wait(3), "the service was not told"
    page.get_by_text("已停止，以下内容未经核对").wait_for()
    assert not page.get_by_text("正在核对数字…").is_visible()
    model_service.script = lambda call: call.say(RIGHT)
    page.wait_for_selector("#question textarea:enabled")
    ask(page)
    page.get_by_text("数字已核对").wait_for()
    assert page.get_by_text("已停止，以下内容未经核对").first.is_visible()


@pytest.mark.browser
def test_a_service_that_fails_is_told_in_one_line_under_the_extracts(page, model_service):
    model_service.script = lambda call: call.error(401)
    ask(page)
    page.get_by_text("模型服务拒绝访问（密钥不对或没有权限），以下为原文摘录。").wait_for()
    assert "300家" in page.inner_text(WRITTEN)
    assert "sk-marked-key" not in page.content()
