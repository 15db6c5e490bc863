"""No page holds a barrier that axe-core finds, by day and by night, on a desk and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assistant.records.audit import By
from assistant.records.tables import Role
from tests.web.visit import DESK, PHONE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SECRET = "一个好密码，很长"
HOW_MANY = "今年全市新增多少家高新技术企业？"
PUBLIC = {
    "eligibility": ".eligibility-card",
    "overview": ".policy-card",
    "targets": ".targets-table",
    "library": "#library-list table",
}
STAFF = ("login", "", "library", "drafts", "batch", "questions", "insight", "feedback", "audit",
         "accounts", "password")  # fmt: skip


def _barriers(visit: Visit, where: str) -> list[str]:
    """The page, the rule and the first part that breaks it."""
    visit.page.wait_for_function("!document.querySelector('.loading')")  # Gradio's, at the start
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(visit.page).response["violations"]
    return [
        f"{where}: {one['id']}: {node['html'][:90]}" for one in found for node in one["nodes"][:4]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_no_barrier_on_any_page(
    browser: Browser, site: Any, policy_site: Any, size: dict[str, int], scheme: Any
):
    name = f"管理{scheme}{size['width']}"
    site.app.state.records.accounts.add(name, Role.ADMINISTRATOR, SECRET, By("测试"))
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
    for path in STAFF:
        visit.open(f"staff/{path}", "main")
        barriers += _barriers(visit, f"staff/{path}")
        if path == "login":
            visit.page.get_by_label("用户名").fill(name)
            visit.page.get_by_label("密码").fill(SECRET)
            visit.page.get_by_role("button", name="登录").click()
    visit.end()
    assert not barriers, "\n".join(barriers)
