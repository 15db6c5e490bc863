"""资格自测 and 政策速览 in a real browser, on a desk and on a phone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.web.firm import FIGURES, YES
from tests.web.visit import DESK, PANEL, PHONE, Visit

pytestmark = pytest.mark.browser


both_sizes = pytest.mark.parametrize("visit", [DESK, PHONE], ids=["desk", "phone"], indirect=True)


class Tools(Visit):
    """A visit that fills in the self-test."""

    def choose(self, programme: str) -> None:
        self.open(f"eligibility#{programme}", f'#eligibility-form[data-programme="{programme}"]')

    def fill(self, programme: str) -> None:
        self.choose(programme)
        if programme == "all":
            group = self.page.locator("details.field-group", has_text="高新技术企业认定")
            group.locator("summary").click()
        for name, value in FIGURES.items():
            self.page.fill(f"#f-{name}", value)
        for name in YES:
            self.page.check(f'input[name="{name}"][value="是"]')

    def test(self) -> None:
        self.page.get_by_role("button", name="开始自测").click()
        self.page.wait_for_selector("#eligibility-result .results")

    def kept(self) -> Any:
        return self.page.evaluate("JSON.parse(localStorage.getItem('policy-assistant.self-test'))")


@pytest.fixture
def visit(browser: Any, policy_site: Any, request: pytest.FixtureRequest) -> Iterator[Tools]:
    visit = Tools(browser, policy_site.url, getattr(request, "param", DESK))
    yield visit
    visit.end()


@both_sizes
def test_a_self_test_from_choice_to_source_and_export(visit):
    page = visit.page
    visit.open("eligibility", "#eligibility-choice")
    page.locator("#eligibility-choice").get_by_text("高新技术企业认定").click()
    page.wait_for_selector("#eligibility-form")
    visit.fill("hnte")
    assert visit.fits()
    visit.test()
    assert visit.fits()
    assert "还差 40 万元" in page.inner_text(".steps")
    row = page.locator(".conditions tr", has_text="研发费用占比 = 1000 ÷ 26000")
    row.locator(".marks a").first.click()
    visit.wait_marked("研发费用占比")
    assert visit.fits()
    page.keyboard.press("Escape")
    assert page.locator(PANEL).is_hidden()
    with page.expect_download() as download:
        page.get_by_role("button", name="下载 Word 文档").click()
    assert download.value.suggested_filename == "资格自测结果_2026-06-15.docx"
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="打印版").click()
    opened.value.wait_for_load_state()
    assert "1000 ÷ 26000 = 3.85%" in opened.value.inner_text("table.wide")
    opened.value.close()


def test_the_profile_stays_in_this_browser_and_can_be_cleared(visit, policy_site):
    page = visit.page
    visit.fill("hnte")
    page.reload()
    page.wait_for_selector("#eligibility-form")
    assert page.input_value("#f-sales_last_year") == "1.2亿"
    assert page.is_checked('input[name="has_core_ip"][value="是"]')
    assert visit.kept()["values"]["tech_staff"] == "25"
    visit.choose("little-giant-2026")
    assert page.input_value("#f-revenue") == "1.2亿"  # the same figure under another name
    page.fill("#f-revenue", "1.3亿")
    visit.choose("hnte")
    assert page.input_value("#f-sales_last_year") == "1.3亿"
    page.get_by_role("button", name="清空资料").click()
    assert page.input_value("#f-sales_last_year") == ""
    assert page.is_checked('input[name="has_core_ip"][value=""]')
    assert visit.kept() is None
    stored = [f for f in Path(policy_site.data_dir).rglob("*") if f.is_file()]
    assert not any("1.2亿".encode() in f.read_bytes() for f in stored)


def test_an_impossible_value_is_told_beside_its_field(visit):
    page = visit.page
    visit.fill("hnte")
    page.fill("#f-tech_staff", "500")
    visit.test()
    assert "不能超过" in page.inner_text("#p-tech_staff")
    assert page.get_attribute("#f-tech_staff", "aria-invalid") == "true"
    assert "科技人员占比 =" not in page.inner_text(".results")
    page.locator(".problems a.to-field").first.click()
    page.wait_for_function("document.activeElement.id === 'f-tech_staff'")
    page.fill("#f-tech_staff", "25")
    assert page.locator("#p-tech_staff").is_hidden()
    assert page.locator(".stale").is_visible()


@both_sizes
def test_all_programmes_come_ranked_and_fold_open(visit):
    page = visit.page
    visit.fill("all")
    visit.test()
    cards = page.locator("details.result")
    assert cards.count() == 9
    first = cards.first.locator("summary").inner_text()
    assert "高新技术企业认定" in first
    assert "差一步" in first
    assert "还差 40 万元" in first
    cards.nth(3).locator("summary").first.click()
    assert cards.nth(3).locator(".conditions").is_visible()
    assert visit.fits()


def test_the_form_works_by_keyboard(visit):
    page = visit.page
    visit.choose("hnte")
    page.focus('[data-field="has_core_ip"] input[value=""]')
    page.keyboard.press("ArrowLeft")
    assert page.is_checked('input[name="has_core_ip"][value="否"]')
    page.focus("#f-total_staff")
    page.keyboard.type("180")
    page.keyboard.press("Enter")
    page.wait_for_selector(".results")
    page.wait_for_function("document.activeElement.id === 'eligibility-result'")


@both_sizes
def test_cards_are_found_by_a_short_name_and_lead_to_source_self_test_and_calendar(visit):
    page = visit.page
    visit.open("overview", ".policy-card")
    assert visit.fits()
    page.fill("#overview-keyword input, #overview-keyword textarea", "苏科贷")
    page.click("#overview-search")
    page.wait_for_function("document.querySelectorAll('.policy-card').length === 1")
    page.locator(".policy-card .marks a").first.click()
    page.wait_for_selector(f"{PANEL} .source-view mark")
    assert "江苏省" in page.inner_text(f"{PANEL} h2")
    page.keyboard.press("Escape")
    page.click("#overview-clear")
    page.wait_for_function("document.querySelectorAll('.policy-card').length > 9")
    page.locator("#calendar summary", has_text="已过").click()
    passed = page.locator("#calendar .date", has_text="4月25日至5月25日")
    assert passed.locator(".tag-state").inner_text() == "已过"
    with page.expect_download() as download:
        page.locator(".calendar-export a").click()
    content = Path(download.value.path()).read_bytes()
    assert len(icalendar.Calendar.from_ical(content).walk("VEVENT")) >= 7
    page.locator("#card-tech-sme").get_by_role("link", name="资格自测").click()
    page.wait_for_selector('#eligibility-form[data-programme="tech-sme"]')


@both_sizes
def test_the_pages_lead_to_each_other(visit):
    page = visit.page
    visit.open("", "#question textarea")
    for name in ("资格自测", "政策速览", "年度目标一览", "文件库", "对话"):
        link = page.locator(".nav-holder").get_by_text(name, exact=True)
        link.wait_for()
        box, title = link.bounding_box(), page.locator(".portal h1").bounding_box()
        beside, below = title["x"] + title["width"], title["y"] + title["height"] - 4
        assert box["x"] >= beside or box["y"] >= below
        link.click()
        page.wait_for_function(
            "name => document.querySelector('.nav-holder .active')?.innerText === name", arg=name
        )
        assert visit.fits()
