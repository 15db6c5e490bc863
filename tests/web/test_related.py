"""Documents that refer to each other lead to each other; one that is not held is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant.library import Library
from assistant.web.link_text import document_key
from assistant.web.overview_page import OverviewPage
from assistant.web.policy_list import PolicyList
from assistant.web.source_panel import SourcePanel
from corpus.library import load_passages

DAY = date(2031, 6, 1)
OLD = """# 甲市灯塔补助办法（试行）

一、补助标准
每座补助8万元。
二、附则
本办法有效期至2030年12月31日。
"""
NEW = """# 甲市灯塔补助办法

一、补助标准
根据《中华人民共和国<航标>条例》，每座补助9万元。
二、附则
《甲市灯塔补助办法（试行）》同时废止。按照《甲市规划》执行。
"""


@pytest.fixture
def library(tmp_path: Path) -> Library:
    for name, text in (("旧", OLD), ("新", NEW)):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    report = load_passages(tmp_path)
    return Library(report.passages, report.cards, links=report.links)


def pages(library: Library, id: str) -> list[str]:
    """A document as the panel shows it, and its card."""
    panel = SourcePanel(SimpleNamespace(**vars(library), library=library), DAY)
    overview = OverviewPage(PolicyList(library.passages, (), lambda: DAY, library=library))
    shown = overview.render()
    article = shown.partition(f'id="card-{id}"')[2].partition("</article>")[0]
    return [panel.document(document_key(id)) or "", article]


def test_each_leads_to_the_other_and_what_is_not_held_is_plain_text(library: Library):
    link = '<a href="library#document/{}">《{}》</a>'.format
    for shown in pages(library, "新"):
        assert "<dt>废止</dt>" in shown
        assert link(document_key("旧"), "甲市灯塔补助办法（试行）") in shown
        assert ">《中华人民共和国&lt;航标&gt;条例》<" in shown
        assert shown.index(">《甲市规划》<")
    for shown in pages(library, "旧"):
        assert "<dt>被废止</dt>" in shown
        assert link(document_key("新"), "甲市灯塔补助办法") in shown


def test_a_term_that_is_over_says_so_in_the_same_words(library: Library):
    for shown in pages(library, "旧"):
        assert '2030-12-31<span class="tag tag-state">已过</span>' in shown
    for shown in pages(library, "新"):
        assert "已过" not in shown
