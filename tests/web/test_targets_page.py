"""The table of targets: filtered, drawn, escaped, exported."""

import csv
import html
import io
import re
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.web.downloads import add_downloads
from assistant.web.target_export import COLUMNS, to_csv, to_xlsx
from assistant.web.target_list import TargetList, last_day, link_of
from assistant.web.targets_page import TargetsPage

DAY = date(2026, 1, 15)
SECTION = "二、抓好科技企业培育，厚植创新发展优势"
HOSTILE = '<img src=x onerror="window.hacked=1"> ${window.hacked=1} \'"&'


def page(assistant) -> TargetsPage:
    return TargetsPage(TargetList(assistant), lambda: DAY)


def client(assistant) -> TestClient:
    app = FastAPI()
    add_downloads(app, TargetList(assistant), lambda: DAY)
    return TestClient(app)


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheet_of(content: bytes, name: str = "年度目标") -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))[name]


def test_every_target_of_the_plan_is_shown_under_its_section(policies):
    shown = page(policies).render()
    total = len(policies.targets)
    assert f"共 {total} 项，显示 {total} 项" in shown
    assert shown.count('class="target"') == total
    text = html.unescape(re.sub(r"<[^>]*>", " ", shown))
    for row in policies.targets:
        assert row.indicator in text
        assert row.text in text
        assert (row.passage.heading_path or ("总体要求",))[0] in text
        assert f"/{link_of(row)}" in shown


@pytest.mark.parametrize(
    ("part", "keyword", "expected"),
    [
        ("", "研发投入 全市 2023年", ["全社会研发投入占地区生产总值比重"]),
        ("", "高新技术企业 ３００家", ["新增高新技术企业"]),
        ("", "高企 300家", ["新增高新技术企业", "新增高企"]),
        ("", "<script>", []),
        (f"2023年全市科技创新工作要点#{SECTION}", "孵化器", ["孵化器"]),
        ("没有这一部分", "", []),
    ],
)
def test_rows_are_those_of_the_section_that_have_every_word(assistant, part, keyword, expected):
    found = TargetList(assistant).select(part, keyword)
    assert len(found) == len(expected)
    assert all(name in row.indicator for name, row in zip(expected, found, strict=True))


def test_the_chart_counts_each_section_and_what_is_shown_of_it(assistant):
    shown = page(assistant).render(keyword="孵化器")
    assert f"共 {len(assistant.targets)} 项，显示 1 项" in shown
    counts = re.findall(r'class="count">([^<]*)<', shown)
    assert counts == ["0 / 6", f"1 / {len(assistant.targets) - 6}"]
    bars = re.findall(r'class="(all|some)" width="([\d.]+)%"', shown)
    assert bars == [("all", "100.0"), ("some", "0.0"), ("all", "83.3"), ("some", "16.7")]


def test_who_answers_has_a_column_only_where_a_plan_names_somebody(assistant):
    assert "责任单位" not in page(assistant).render()
    assert "责任单位" not in to_csv(assistant.targets).decode("utf-8-sig")
    first, *rest = assistant.targets
    named = replace(assistant, targets=(replace(first, body="市科技局<b>"), *rest))
    shown = page(named).render()
    assert shown.count('<th scope="col">责任单位</th>') == 1
    assert shown.count('data-label="责任单位"') == len(named.targets)
    assert "市科技局&lt;b&gt;" in shown
    assert TargetList(named).select(keyword="市科技局")[0].body == "市科技局<b>"
    assert [line["责任单位"] for line in rows_of(to_csv(named.targets))][:2] == ["市科技局<b>", ""]
    heads, line, *_ = sheet_of(to_xlsx(named.targets, 1, DAY)).iter_rows(values_only=True)
    assert line[heads.index("责任单位")] == "市科技局<b>"


@pytest.mark.parametrize(("kept", "said"), [([], "没有年度计划"), ([0], "没有找到量化目标")])
def test_nothing_found_or_nothing_held_is_said(assistant, kept, said):
    shown = page(assistant).render(keyword="不存在")
    assert "没有符合条件的目标。请换一个关键词，或清除条件查看全部" in shown
    assert "<table" not in shown
    assert "download" not in shown
    sources = [source for n, source in enumerate(assistant.sources) if n in kept or n]
    none = replace(assistant, sources=tuple(sources), targets=())
    assert said in page(none).render()
    assert client(none).get("/targets.xlsx").status_code == 404


def test_several_plans_are_told_apart(assistant):
    first = assistant.sources[0]
    later = replace(first, id="2024", title="2024年全市科技创新工作要点", year=2024)
    rows = tuple(
        replace(row, passage=replace(row.passage, source=later)) for row in assistant.targets
    )
    held = (*assistant.passages, *(row.passage for row in rows))
    both = replace(assistant, sources=(*assistant.sources, later), passages=held)
    both = replace(both, targets=(*assistant.targets, *rows))
    parts = TargetList(both).parts
    assert [key for key in parts if "#" not in key] == [first.id, "2024"]
    assert TargetList(both).select("2024") == rows
    shown = page(both).render()
    assert shown.count("<caption>") == 2
    assert "2024年全市科技创新工作要点" in shown


def test_a_hostile_row_stays_text(assistant):
    hostile = replace(assistant, targets=(replace(assistant.targets[0], indicator=HOSTILE),))
    shown = page(hostile).render(keyword="onerror")
    assert "显示 1 项" in shown
    assert "<img" not in shown
    assert HOSTILE in html.unescape(shown)
    assert "<script" not in page(assistant).render('"><script>', '"><script>')


def test_both_files_hold_every_row_with_numbers_as_numbers(policies):
    content = to_csv(policies.targets)
    assert content.startswith(b"\xef\xbb\xbf")  # Excel reads it as UTF-8
    lines = rows_of(content)
    columns = [name for name in COLUMNS if name != "责任单位"]  # as no plan names one
    assert list(lines[0]) == columns
    book = to_xlsx(policies.targets, 99, DAY)
    heads, *cells = sheet_of(book).iter_rows(values_only=True)
    assert heads == tuple(columns)
    for line, cell, row in zip(lines, cells, policies.targets, strict=True):
        named = dict(zip(heads, cell, strict=True))
        assert isinstance(named["数值"], int | float)
        assert named["数值"] == float(line["数值"]) == row.value
        told = (row.indicator, row.text, row.unit, row.comparator, row.scope, row.due, row.sentence)
        for filled in (line, named):
            names = ("指标", "目标", "单位", "要求", "范围", "时限", "原句")
            assert tuple(filled[name] or "" for name in names) == told
    about = [c for line in sheet_of(book, "说明").iter_rows(values_only=True) for c in line]
    assert f"共 99 项，本表 {len(policies.targets)} 项" in about
    assert "2026-01-15" in about


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", " =1", "\t=1", "\r=1"])
def test_text_like_a_formula_is_never_one(assistant, text):
    row = replace(assistant.targets[0], indicator=text, value=-5)
    (line,) = rows_of(to_csv([row]))
    assert (line["指标"], line["数值"]) == (f"'{text}", "-5")
    cell = sheet_of(to_xlsx([row], 1, DAY)).cell(2, 4)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert str(cell.value).strip() == text.strip()
    row = replace(row, indicator="坏\x00\x0b\ud800字")  # what no file may hold
    assert rows_of(to_csv([row]))[0]["指标"] == "坏?字"
    assert sheet_of(to_xlsx([row], 1, DAY)).cell(2, 4).value == "坏?字"


def test_a_download_is_narrowed_as_the_page_is(assistant):
    wanted = {"part": f"2023年全市科技创新工作要点#{SECTION}", "keyword": "孵化器"}
    answered = client(assistant).get("/targets.csv", params=wanted)
    assert answered.headers["content-type"] == "text/csv; charset=utf-8"
    named = f"filename*=UTF-8''{quote('年度目标一览')}.csv"
    assert named in answered.headers["content-disposition"]
    assert answered.text.count("3个以上") == 2  # the target and its sentence
    assert len(answered.text.splitlines()) == 2
    whole = client(assistant).get("/targets.xlsx")
    assert sheet_of(whole.content).max_row == len(assistant.targets) + 1


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ({"part": "../../etc/passwd"}, 404, "没有这个部分"),
        ({"keyword": "长" * 61}, 400, "关键词最多 60 字"),
        ({"keyword": "不存在"}, 200, ""),
    ],
)
def test_a_query_is_checked(assistant, kind, query, status, said):
    answered = client(assistant).get(f"/targets.{kind}", params=query)
    assert answered.status_code == status
    assert not said or said in answered.text


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("年内", date(2023, 12, 31)),
        ("2025年", date(2025, 12, 31)),
        ("6月底前", date(2023, 6, 30)),
        ("到2024年底", date(2024, 12, 31)),
        ("二季度", date(2023, 6, 30)),
        ("3年内", None),
        ("13月底", None),
        ("", None),
    ],
)
def test_a_row_is_due_on_the_last_day_of_what_its_plan_says(assistant, due, expected):
    assert last_day(replace(assistant.targets[0], due=due)) == expected


def test_the_timeline_counts_what_is_due_and_marks_the_past_once(assistant):
    rows = tuple(replace(row, due="年内") for row in assistant.targets[:3])
    shown = page(replace(assistant, targets=rows)).render()
    assert re.findall(r"2023年12月底 3 项( 已过)?</text>", shown) == [" 已过"]
