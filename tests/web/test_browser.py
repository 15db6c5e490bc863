"""The pages in a real browser, as a reader meets them."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.web.visit import DESK, PANEL, PHONE, Visit

pytestmark = pytest.mark.browser

HOW_MANY = "今年全市新增多少家高新技术企业？"


@pytest.fixture
def visit(browser: Any, site: Any) -> Iterator[Visit]:
    visit = Visit(browser, site.url, DESK)
    visit.open("", "#question textarea")
    yield visit
    visit.end()


def test_a_citation_opens_the_quoted_paragraph_and_leads_through_the_others(visit):
    page = visit.page
    visit.ask(HOW_MANY)
    visit.cite(1)
    assert "年内新增高新技术企业300家" in visit.marked()
    assert page.inner_text(f"{PANEL} .counter") == "引用 1，共 3 条"
    assert page.get_by_role("button", name="上一条引用").is_disabled()
    page.get_by_role("button", name="下一条引用").click()
    visit.wait_marked("高企")
    assert "培育壮大创新型企业集群" in page.inner_text(f"{PANEL} .breadcrumb")
    page.get_by_role("button", name="查看全文").click()
    page.wait_for_selector(f"{PANEL} #cited-passage mark")
    page.get_by_role("button", name="上一条引用").click()
    visit.wait_marked("2.4%")


def test_citations_of_the_first_answer_stay_right_after_a_second(visit):
    visit.ask(HOW_MANY)
    visit.ask("认定条件有哪些？")
    visit.cite(1, answer=1)
    assert "科技人员" in visit.marked()
    visit.cite(2, answer=0)
    visit.wait_marked("确保年内新增高企300家")


def test_the_whole_way_by_keyboard(visit):
    page = visit.page
    page.focus("#question textarea")
    page.keyboard.type("孵化器有什么目标？")
    page.keyboard.press("Enter")
    page.wait_for_selector("a.cite")
    page.focus("a.cite")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{PANEL} mark")
    assert page.evaluate("document.activeElement.id") == "source-panel"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "关闭原文"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Escape")
    assert page.locator(PANEL).is_hidden()
    assert page.evaluate("document.activeElement.className").startswith("cite")


def test_a_verdict_with_its_reason_is_kept(visit, site):
    page = visit.page
    visit.ask("高新技术企业奖励标准？")
    assert page.inner_text(".answer .status") == "文件未载明"
    page.get_by_role("button", name="没有帮助").last.click()
    page.get_by_label("答非所问").check()
    page.fill("#feedback-reason textarea", "想问<奖励>")
    page.click("#feedback-send")
    page.wait_for_selector("#toast.shown")
    kept = site.app.state.records.feedback.listed().rows[0]
    assert (kept.verdict, kept.reason) == ("down", "答非所问；想问<奖励>")
    assert (kept.question, kept.status) == ("高新技术企业奖励标准？", "not_stated")
    assert kept.citation_ids == ["2023年全市科技创新工作要点#p1"]
    assert "没有载明奖励金额" in kept.answer


def test_markup_in_questions_and_documents_is_inert(visit):
    page = visit.page
    image = "<img src=x onerror='window.hacked=1'>"
    hostile = f"危险 {image} ${{window.hacked=1}} {{{{constructor}}}} **a** 3~5~6"
    visit.ask(hostile)
    visit.cite(1)
    assert "onerror" in visit.marked()
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#conversation img, #source-panel img").count() == 0
    assert hostile in page.inner_text('#conversation [data-testid="user"]')


def test_a_question_that_is_too_long_is_told_in_place(visit):
    page = visit.page
    page.fill("#question textarea", "长" * 3_023)
    assert "已有 3023 字，最多 3000 字" in page.inner_text("#question-length")
    page.press("#question textarea", "Enter")
    page.get_by_text("问题最多 3000 字，现在有 3023 字").wait_for()
    assert page.locator(".answer").count() == 0
    assert page.input_value("#question textarea").startswith("长长")
    visit.ask("孵化器有什么目标？")


def test_a_suggestion_is_asked_at_a_click_and_the_talk_can_start_anew(visit):
    page = visit.page
    page.locator("#conversation .example").first.click()
    page.wait_for_selector("a.source-link")
    page.wait_for_selector("#question .submit-button")
    page.click("#new-conversation")
    page.wait_for_selector("#conversation .example")
    assert page.locator(".answer").count() == 0
    visit.ask("故障")
    assert "请稍后再试" in page.inner_text(".answer")
    visit.ask("孵化器有什么目标？")
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert page.get_by_role("button", name="发送").is_visible()
    assert page.locator("footer").count() == 0
    for answer in page.locator('#conversation [data-testid="bot"]').all():
        assert answer.get_attribute("aria-label") == "回答"


def test_copying_gives_the_answer_as_read(visit):
    page = visit.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.ask("孵化器有什么目标？")
    page.get_by_role("button", name="复制回答").last.click()
    page.wait_for_selector("#toast.shown")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("全年争创国家级和省级孵化器、众创空间、加速器3个以上。[1]")
    assert "《2023年全市科技创新工作要点》\n[1] 二、抓好科技企业培育" in copied
    assert "<" not in copied


def test_the_library_opens_each_document_and_leads_back(visit):
    page = visit.page
    page.get_by_role("link", name="文件库").click()
    page.wait_for_selector("#library-list table")
    page.get_by_role("link", name="高新技术企业认定管理办法").click()
    page.wait_for_selector("#library-document .document-view")
    assert "科技人员" in page.inner_text("#library-document")
    page.reload()
    page.wait_for_selector("#library-document .document-view")
    page.get_by_role("link", name="返回文件库").click()
    page.wait_for_selector("#library-list table")
    page.get_by_role("link", name="对话", exact=True).click()
    page.wait_for_selector("#question textarea")


def test_a_telephone_shows_the_panel_over_the_page(browser, site):
    visit = Visit(browser, site.url, PHONE, is_mobile=True, has_touch=True)
    page = visit.page
    visit.open("", "#question textarea")
    visit.ask(HOW_MANY)
    assert visit.fits()
    visit.cite(1)
    box = page.locator(PANEL).bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert page.locator(f"{PANEL} mark").is_visible()
    assert page.locator(PANEL).get_attribute("aria-modal") == "true"
    assert visit.fits()
    page.get_by_role("button", name="关闭原文").click()
    visit.ask("孵化器有什么目标？")
    for path, shown in (("library", "#library-list table"), ("targets", ".targets-table")):
        visit.open(path, shown)
        assert visit.fits()
    visit.end()


def test_the_targets_are_filtered_opened_and_downloaded(visit):
    page = visit.page
    page.get_by_role("link", name="年度目标一览").click()
    page.wait_for_selector(".targets-table")
    page.get_by_label("关键词").fill("孵化器")
    page.keyboard.press("Enter")
    page.get_by_text("项，显示 1 项").wait_for()
    page.locator("tr.target td.figure").click()
    page.wait_for_selector(f"{PANEL} mark")
    assert visit.marked() == "全年争创国家级和省级孵化器、众创空间、加速器3个以上。"
    assert page.inner_text(f"{PANEL} .counter") == "第 1 项，共 1 项"
    page.keyboard.press("Escape")
    for name, opening in (("Excel", b"PK"), ("CSV", b"\xef\xbb\xbf")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.startswith("年度目标一览.")
        assert download.value.path().read_bytes().startswith(opening)
    page.get_by_label("关键词").fill("<img src=x onerror='window.hacked=1'>${window.hacked=1}")
    page.get_by_role("button", name="筛选").click()
    page.get_by_text("没有符合条件的目标").wait_for()
    assert page.evaluate("window.hacked") is None
    page.get_by_role("button", name="清除条件").click()
    page.wait_for_selector(".targets-table")
    page.focus("#targets-part input")  # the rest by keyboard; focus opens the choices
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_text("项，显示 6 项").wait_for()
    page.focus("tr.target a")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{PANEL} mark")
    page.get_by_role("button", name="下一项").click()
    page.get_by_text("第 2 项，共 6 项").wait_for()
