"""A letter in, a draft out: edited with the net, approved by a second person, exported; and a
sheet of questions. In a real browser, over the whole service."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from assistant.records.audit import WantedChanges
from assistant.records.tables import Role
from tests.web.conftest import Site, office, opened
from tests.web.people import appoint
from tests.web.visit import DESK, PHONE, Visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

DOCUMENT = """---
title: 甲市科技创新券管理办法
document_number: 甲科规〔2030〕8号
---
第一条 科技创新券每年4月1日至5月31日集中兑付。
第二条 科技创新券每家企业每年最高10万元。
第三条 申领企业上年度研发费用不低于60万元。
"""
LETTER = """关于科技创新券的咨询
市科技局：
我公司去年研发费用75万元，有职工41人。现有几个问题请教：
一、科技创新券每家企业每年最高多少万元？
二、科技创新券什么时候集中兑付？
三、市里的班车几点发车？
恳请贵局派员上门辅导。
某某机械有限公司
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    from assistant.wiring import build_assistant

    settings = office(tmp_path_factory.mktemp("drafts"), {"创新券.md": DOCUMENT})
    with opened(build_assistant(settings), settings) as site:
        appoint(site.app, 编辑甲=Role.EDITOR, 编辑乙=Role.EDITOR)
        yield site


def replace(page: Page, old: str, new: str) -> None:
    """In the text, as a person types it; until it is kept."""
    area = page.locator("#text")
    assert old in area.input_value()
    area.fill(area.input_value().replace(old, new, 1))
    page.locator("#kept", has_text="已保存").wait_for()


def test_a_letter_becomes_a_reply_that_a_second_person_approves(
    browser: Browser, site: Site, tmp_path: Path
):
    writer, other = Visit(browser, site.url, DESK), Visit(browser, site.url, DESK)
    page = writer.log_in("编辑甲", "drafts")
    page.get_by_label("来信（粘贴").fill(LETTER)
    writer.fits_all(tmp_path / "1-list")
    page.get_by_role("button", name="分出问题").click()
    asked = page.locator("#asked textarea")
    assert asked.count() == 3
    assert page.get_by_label("称谓").input_value() == "某某机械有限公司"
    writer.fits_all(tmp_path / "2-division")
    page.locator("#asked [data-do=up]").nth(1).click()  # the second is to come first
    page.locator("#kept", has_text="已保存").wait_for()
    page.reload()
    assert "什么时候集中兑付" in asked.first.input_value()
    page.get_by_role("button", name="起草", exact=True).click()
    page.wait_for_selector("#text")

    text = page.input_value("#text")
    assert text.index("4月1日至5月31日") < text.index("最高10万元") < text.index("【待补充】")
    assert "与来源相符" in page.inner_text("#checked")
    replace(page, "最高10万元", "最高20万元")
    mark = page.locator("#marks li")
    assert "20万元" in mark.inner_text()
    assert page.locator(".backdrop mark").all_inner_texts() == ["最高20万元"]
    writer.fits_all(tmp_path / "3-mark")
    replace(page, "最高20万元", "最高10万元")
    assert mark.count() == 0

    page.get_by_label("检索段落").fill("研发费用要求")
    page.get_by_role("button", name="检索").click()
    page.locator("#hits li", has_text="60万元").first.wait_for()
    area = page.locator("#text")
    at = area.input_value().index("来信收悉。") + len("来信收悉。")
    area.evaluate("(it, at) => it.setSelectionRange(at, at)", at)
    hit = page.locator("#hits li", has_text="60万元").first
    writer.fits_all(tmp_path / "4-search")
    hit.get_by_role("button", name="加为依据").click()
    page.locator("#basis li", has_text="60万元").wait_for()
    assert "来信收悉。[3]" in area.input_value()
    replace(page, "来信收悉。[3]", "来信收悉。研发费用不低于60万元。[3]")
    assert mark.count() == 0

    page.get_by_role("button", name="提交审定").click()
    assert "【待补充】" in page.inner_text("[role=alert]:visible")
    lines = area.input_value().splitlines()
    kept = [line for line in lines if "【" not in line and "班车" not in line]
    area.fill("\n".join(kept))
    page.get_by_role("button", name="提交审定").click()
    page.locator("[role=status]", has_text="待另一人审定").wait_for()
    assert page.locator("#text").get_attribute("readonly") is not None
    page.get_by_role("button", name="定稿").click()
    assert "另一个人" in page.inner_text("[role=alert]:visible")

    second = other.log_in("编辑乙", "drafts")
    second.get_by_role("link", name="科技创新券", exact=True).click()
    second.get_by_role("button", name="定稿").click()
    second.locator("[role=status]", has_text="已定稿").wait_for()
    other.fits_all(tmp_path / "5-final")
    with second.expect_download() as got:
        second.get_by_role("link", name="导出 Word").click()
    word = Document(io.BytesIO(Path(got.value.path()).read_bytes()))
    assert "每家企业每年最高10万元" in "\n".join(p.text for p in word.paragraphs)
    assert got.value.suggested_filename == "关于科技创新券的答复.docx"
    writer.end()
    other.end()
    done = [row.action for row in site.app.state.records.audit.listed(WantedChanges()).rows]
    assert [one for one in reversed(done) if one not in ("登录", "新增帐号")] == [
        "收下来信",
        "起草答复",
        "提交答复",
        "定稿答复",
    ]


def test_two_people_at_one_draft_do_not_write_over_each_other(
    browser: Browser, site: Site, tmp_path: Path
):
    first, second = Visit(browser, site.url, DESK), Visit(browser, site.url, PHONE)
    page = first.log_in("编辑甲", "drafts")
    page.get_by_label("来信（粘贴").fill("科技创新券什么时候集中兑付？我公司有职工41人。")
    page.get_by_role("button", name="分出问题").click()
    page.get_by_role("button", name="增加一问").click()
    asked, rest = page.locator("#asked textarea"), page.locator("#rest textarea")
    asked.nth(1).fill("每年最高多少万元？")
    page.locator("#asked [data-do=merge]").nth(1).click()
    page.locator("#rest select").select_option("问题")
    page.locator("#kept", has_text="已保存").wait_for()
    page.reload()
    told = [one.input_value() for one in asked.all()]
    assert told == ["科技创新券什么时候集中兑付？每年最高多少万元？", "我公司有职工41人。"]
    page.locator("#asked [data-do=remove]").nth(1).click()
    assert (asked.count(), rest.count()) == (1, 0)
    page.get_by_role("button", name="起草", exact=True).click()
    page.wait_for_selector("#text")
    path = page.url.removeprefix(f"{site.url}/")
    theirs = second.log_in("编辑乙", "drafts")
    second.open(path, "#text")
    replace(page, "来信收悉。", "您的来信收悉。")
    theirs.fill("#text", theirs.input_value("#text").replace("来信收悉。", "大函收悉。"))
    theirs.locator("#conflict:visible", has_text="编辑甲 刚才改过").wait_for()
    second.fits_all(tmp_path / "6-conflict")
    theirs.get_by_role("button", name="用我的").click()
    theirs.locator("#kept", has_text="已保存").wait_for()
    first.open(path, "#text")
    assert "大函收悉。" in page.input_value("#text")
    assert page.locator("details", has_text="版本（2）").count()
    page.close(run_before_unload=False)
    assert [fault for fault in second.faults if "409" not in fault] == []


def test_a_sheet_is_answered_in_the_background(browser: Browser, site: Site, tmp_path: Path):
    book = Workbook()
    for row in (["问题"], ["科技创新券什么时候集中兑付？"], ["天气怎么样？"]):
        book.active.append(row)
    book.save(tmp_path / "题表.xlsx")
    visit = Visit(browser, site.url, DESK)
    page = visit.log_in("编辑甲", "batch")
    page.set_input_files("input[type=file]", tmp_path / "题表.xlsx")
    page.get_by_role("button", name="开始").click()
    page.get_by_role("link", name="下载结果").wait_for()
    visit.fits_all(tmp_path / "7-batch")
    with page.expect_download() as got:
        page.get_by_role("link", name="下载结果").click()
    book = load_workbook(io.BytesIO(Path(got.value.path()).read_bytes()))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[4] for row in rows] == ["需人工", "否", "是"]
    assert got.value.suggested_filename == "题表（已作答）.xlsx"
    page.get_by_role("button", name="删除 题表.xlsx").click()
    assert "还没有题表" in page.inner_text("main")
    visit.end()
