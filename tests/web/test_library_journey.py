"""The documents kept by an editor in a real browser while a reader asks in another tab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant import library_watch
from assistant.library_watch import LibraryWatch
from assistant.records.audit import WantedChanges
from assistant.records.tables import Role
from tests.document_site import DocumentSite, reply
from tests.web.conftest import office, served
from tests.web.people import appoint
from tests.web.visit import DESK, PANEL, PHONE, Visit

if TYPE_CHECKING:
    from fastapi import FastAPI
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

VOUCHER = "# 甲市科技创新券管理办法\n\n第一条 科技创新券每家企业每年最高10万元。\n"
INCUBATOR = "# 甲市科技企业孵化器管理办法\n\n第一条 孵化器场地面积不低于3000平方米。\n"
VEHICLE = "甲市新能源汽车补贴办法\n\n第一条 购买新能源汽车每辆补贴8000元。\n"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FastAPI]:
    """The whole service over a folder of its own, looking at it often."""
    from assistant.web.server import create_app
    from assistant.wiring import build_assistant

    monkeypatch.setattr(library_watch, "LOOKS_EVERY", 0.3)
    settings = office(tmp_path, {"孵化器.md": INCUBATOR})
    watch = LibraryWatch(settings)
    app = create_app(build_assistant(settings), settings)
    appoint(app, 编辑甲=Role.EDITOR)
    watch.start(app.state.live.replace)
    yield app
    watch.stop()


def wait_for(page: Page, text: str) -> None:
    """Until the list, looked at again and again, shows it."""
    for _ in range(100):
        page.goto(page.url.split("?")[0])
        if text in page.inner_text("main"):
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"{text} did not appear in: {page.inner_text('main')}")


def answer_of(visit: Visit, question: str) -> str:
    visit.ask(question)
    return visit.page.locator(".answer").last.inner_text()


def test_an_editor_keeps_the_library_while_a_reader_asks(
    browser: Browser, app: FastAPI, tmp_path: Path
):
    (tmp_path / "创新券.md").write_text(VOUCHER, encoding="utf-8")
    (tmp_path / "汽车.txt").write_bytes(VEHICLE.encode("gb18030"))
    (tmp_path / "坏.txt").write_bytes(b"\x00\x01\x02")
    newer = tmp_path / "创新券2.md"
    newer.write_text(VOUCHER.replace("10万", "20万"), encoding="utf-8")
    question = "科技创新券每家企业每年最高多少？"
    with served(app) as url:
        reader, editor = Visit(browser, url, PHONE), Visit(browser, url, DESK)
        reader.open("", "#question textarea")
        assert "10万元" not in answer_of(reader, question)

        page = editor.log_in("编辑甲", "library")
        files = [tmp_path / name for name in ("创新券.md", "汽车.txt", "坏.txt")]
        page.set_input_files("#upload input[type=file]", files)
        page.get_by_role("button", name="收入", exact=True).click()
        page.locator("#outcomes a").wait_for()
        outcomes = page.locator("#outcomes li").all_inner_texts()
        assert [line.split("，")[0] for line in outcomes[:3]] == [
            "创新券.md：已收入",
            "汽车.txt：已收入",
            "坏.txt：未收入",
        ]
        wait_for(page, "在用 3 份；")
        assert "10万元" in answer_of(reader, question)

        page.get_by_role("link", name="甲市科技创新券管理办法").click()
        assert "最高10万元" in page.inner_text("article.passage")
        page.get_by_label("时效").select_option("有效")
        page.get_by_label("发布机构").fill("甲市科技局")
        page.get_by_role("button", name="保存更正").click()
        assert "已更正 创新券 的发布机构、时效" in page.inner_text("[role=status]")
        wait_for(page, "甲市科技局")
        page.get_by_role("link", name="甲市科技创新券管理办法").click()
        assert "读自工作人员" in page.inner_text("form.fields")
        page.set_input_files("input[type=file]", newer)
        page.get_by_role("button", name="替换", exact=True).click()
        page.wait_for_selector("#outcomes .good")
        wait_for(page, "创新券2.md\n")
        wait_for(page, "在用 3 份；")
        assert "20万元" in answer_of(reader, question)
        reader.page.locator(".answer").nth(1).locator("a.cite").first.click()
        reader.page.wait_for_selector(f"{PANEL} .source-view")
        assert "最高10万元" in reader.page.inner_text(PANEL)  # the text that it rested on
        assert "作答时所依据的文本" in reader.page.inner_text(PANEL)
        reader.page.keyboard.press("Escape")

        page.get_by_role("button", name="停用 创新券2.md").click()
        assert "已停用" in page.inner_text("[role=status]")
        wait_for(page, "在用 2 份；")
        page.get_by_role("button", name="恢复 创新券.md").click()
        wait_for(page, "在用 3 份；")
        assert "10万元" in answer_of(reader, question)
        assert editor.fits()
        editor.end()
        reader.end()
    log = app.state.records.audit.listed(WantedChanges()).rows
    assert [row.action for row in reversed(log)][-6:] == [
        "收入文件",
        "收入文件",
        "更正文件信息",
        "替换文件",
        "停用文件",
        "恢复文件",
    ]


def test_an_editor_takes_a_document_in_by_its_address(browser: Browser, app: FastAPI):
    with DocumentSite() as site, served(app) as url:
        site.pages["/voucher"] = reply(VOUCHER.encode(), kind="text/plain")
        app.state.fetch = site.fetcher("a.example")
        editor = Visit(browser, url, PHONE)
        page = editor.log_in("编辑甲", "library")
        outcomes = []
        for address in ("http://b.example/", f"http://a.example:{site.port}/voucher"):
            page.get_by_label("按网址收入（只限 a.example）").fill(address)
            page.get_by_role("button", name="按网址收入").click()
            page.locator("#outcomes li[class]").wait_for()
            outcomes.append(page.inner_text("#outcomes li[class]"))
        assert outcomes[0] == "http://b.example/：未收入，b.example 不是可以收入文件的网站"
        assert "已收入，《甲市科技创新券管理办法》" in outcomes[1]
        wait_for(page, "在用 2 份；")
        assert editor.fits()
        editor.end()
