"""The staff area in a real browser: from the login to the log of what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assistant.records.tables import Role
from tests.web.people import SECRET, appoint
from tests.web.visit import DESK, PHONE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("size", "options"),
    [(DESK, {"java_script_enabled": False}), (PHONE, {"color_scheme": "dark"})],
    ids=["desk without scripts", "phone in the dark"],
)
def test_an_administrator_logs_in_sees_the_pages_and_adds_a_colleague(
    browser: Browser, site: Any, size: dict[str, int], options: dict[str, Any]
):
    name = f"管理{size['width']}"
    appoint(site.app, **{name: Role.ADMINISTRATOR})
    visit = Visit(browser, site.url, size, **options)
    page = visit.log_in(name, "audit")
    assert page.url == f"{site.url}/staff/audit"
    assert page.get_by_role("cell", name="登录").count() >= 1
    for link in ("反馈", "审计", "帐号"):
        page.get_by_role("navigation").get_by_role("link", name=link).click()
        assert page.inner_text("h1") == link
        assert page.get_by_role("link", name=link, exact=True).get_attribute("aria-current")
        if options.get("java_script_enabled", True):
            assert visit.fits()
    new = page.locator("section", has_text="新增帐号")
    new.get_by_label("名字").fill(f"新人{size['width']}")
    new.get_by_label("密码").fill(SECRET)
    new.get_by_role("button", name="新增").click()
    assert page.inner_text("[role=status]") == "已新增"
    page.get_by_role("button", name="退出").click()
    assert page.inner_text("[role=status]") == "已退出。"
    visit.open("staff/accounts", "form")
    assert "/staff/login" in page.url
    visit.end()
