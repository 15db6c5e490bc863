"""No page holds a barrier that axe-core finds, by day and by night, on a desk and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assistant.records.tables import Role
from tests.web.people import appoint
from tests.web.visit import DESK, PHONE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HOW_MANY = "今年全市新增多少家高新技术企业？"
PUBLIC = {
    "eligibility": ".eligibility-card",
    "overview": ".policy-card",
    "targets": ".targets-table",
    "library": "#library-list table",
}
STAFF = ("", "library", "drafts", "batch", "words", "questions", "insight", "feedback",
         "audit", "accounts", "password")  # fmt: skip


def _barriers(visit: Visit, where: str) -> list[str]:
    """The page, the rule and the first part that breaks it."""
    visit.page.wait_for_function("!document.querySelector('.loading')")  # Gradio's, at the start
    if "staff" not in where:
        visit.page.wait_for_selector("a.skip", state="attached")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(visit.page).response["violations"]
    return [
        f"{where}: {one['id']}: {node['html'][:90]}" for one in found for node in one["nodes"][:4]
    ]


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"]
)
def test_axe_finds_no_barrier_on_any_page(
    browser: Browser, site: Any, policy_site: Any, size: dict[str, int], scheme: Any
):
    appoint(site.app, **{f"管理{scheme}": Role.ADMINISTRATOR})
    barriers: list[str] = []
    visit = Visit(browser, policy_site.url, size, color_scheme=scheme)
    for path, shown in PUBLIC.items():
        visit.open(path, shown)
        barriers += _barriers(visit, path)
    visit.end()
    visit = Visit(browser, site.url, size, color_scheme=scheme)
    visit.open("", "#conversation .example")
    barriers += _barriers(visit, "first visit")
    visit.ask(HOW_MANY)
    barriers += _barriers(visit, "answer")
    visit.cite(1)
    barriers += _barriers(visit, "panel")
    visit.open("staff/login", "form")
    barriers += _barriers(visit, "staff/login")
    visit.log_in(f"管理{scheme}", "login")
    for path in STAFF:
        visit.open(f"staff/{path}", "main")
        barriers += _barriers(visit, f"staff/{path}")
    visit.end()
    assert not barriers, "\n".join(barriers)


def test_on_a_telephone_an_answer_opens_at_its_beginning_below_its_question(
    browser: Browser, site: Any
):
    visit = Visit(browser, site.url, PHONE, is_mobile=True, has_touch=True)
    page = visit.page
    visit.open("", "#conversation .example")
    for question in ("认定条件有哪些？", "孵化器有什么目标？", HOW_MANY):
        visit.ask(question)
    page.wait_for_timeout(500)
    view = page.locator("#conversation .bubble-wrap").bounding_box()
    top, below = view["y"], view["y"] + view["height"]
    for part in ("#conversation .user-row", ".answer .answer-text p:first-child"):
        box = page.locator(part).last.bounding_box()
        assert top <= box["y"] < box["y"] + box["height"] <= below
    chip = page.locator(".answer a.cite").last.bounding_box()
    assert min(chip["width"], chip["height"]) >= 32
    assert page.locator(".portal .notice").is_hidden()
    page.get_by_role("button", name="没有帮助").last.click()
    page.wait_for_selector("#feedback-send")
    answer = page.locator(".answer").last.bounding_box()
    assert answer["y"] + answer["height"] > top + 100
    assert answer["y"] + 100 < page.locator("#feedback").first.bounding_box()["y"]
    visit.end()


def test_the_look_is_chosen_and_kept_and_a_page_is_reached_past_its_head(
    browser: Browser, site: Any
):
    visit = Visit(browser, site.url, DESK, color_scheme="light")
    page = visit.page
    visit.open("", "#question textarea")
    for name in ("深色", "大字"):
        page.get_by_role("button", name=name).click()
    page.keyboard.press("Escape")
    visit.open("library", "#library-list table")
    assert "dark" in page.evaluate("document.body.className")
    assert page.evaluate("document.documentElement.className") == "dark larger"
    assert page.title() == "文件库 · 政策问答助手"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "page-main"
    visit.open("staff/login", "form")
    assert page.evaluate("document.documentElement.className") == "dark larger"
    page.get_by_role("button", name="深色").click()
    visit.open("", "#question textarea")
    assert "dark" not in page.evaluate("document.body.className")
    visit.ask("孵化器有什么目标？")
    page.wait_for_function("document.activeElement.matches('#question textarea')")
    page.emulate_media(media="print")
    assert page.locator(".answer-sources").is_visible()
    assert page.locator("#question").is_hidden()
    visit.end()


def test_a_digest_is_titled_as_one_and_told_to_be_one_once(browser: Browser, site: Any):
    visit = Visit(browser, site.url, DESK)
    visit.open("", "#question textarea")
    for _ in range(2):
        visit.ask("认定条件有哪些？")
    notes = visit.page.locator(".answer-note", has_text="摘编")
    assert [notes.nth(n).is_visible() for n in range(notes.count())] == [True, False]
    visit.cite(1)
    assert "摘编" in visit.page.inner_text("#source-panel strong")
    visit.end()
