"""The table of targets: filtered, drawn, escaped, exported."""

from __future__ import annotations

import csv
import html
import io
import re
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import openpyxl
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.settings import Settings
from assistant.web.target_downloads import add_downloads
from assistant.web.target_export import COLUMNS, to_csv, to_xlsx
from assistant.web.target_list import TargetList, Wanted, link_of
from assistant.web.targets_page import TargetsPage
from corpus.library import load_passages
from corpus.targets import Target, targets

DAY = date(2026, 1, 15)
SECTION = "二、抓好科技企业培育，厚植创新发展优势"
HOSTILE = '<img src=x onerror="window.hacked=1"> ${window.hacked=1} \'"&'


@pytest.fixture(scope="module")
def shipped():
    return load_passages(Settings(_env_file=None).documents_dir)


@pytest.fixture
def held(assistant, shipped):
    found = targets(shipped.passages)
    return replace(
        assistant, passages=shipped.passages, sources=shipped.sources, targets=tuple(found)
    )


def page(assistant) -> TargetsPage:
    return TargetsPage(TargetList(assistant), DAY)


def client(assistant) -> TestClient:
    app = FastAPI()
    add_downloads(app, TargetList(assistant), lambda: DAY)
    return TestClient(app)


def hostile_row(assistant) -> Target:
    return replace(assistant.targets[0], indicator=HOSTILE, text="=1+1", scope="@x", due="-1")


def test_every_target_of_the_plan_is_shown_under_its_section(held):
    shown = page(held).render(Wanted())
    total = len(held.targets)
    assert f"共 {total} 项，显示 {total} 项" in shown
    assert shown.count('class="target"') == total
    text = html.unescape(re.sub(r"<[^>]*>", " ", shown))
    for row in held.targets:
        assert row.indicator in text
        assert row.text in text
        assert (row.passage.heading_path or ("总体要求",))[0] in text
        assert f"/{link_of(row)}" in shown


@pytest.mark.parametrize(
    ("part", "keyword", "expected"),
    [
        ("", "研发投入", ["全社会研发投入占地区生产总值比重"]),
        ("", "研发投入 全市 2023年", ["全社会研发投入占地区生产总值比重"]),
        ("", "350亿", ["登记认定技术合同成交额"]),
        ("", "高新技术企业 ３００家", ["新增高新技术企业"]),
        ("", "高企 300家", ["新增高新技术企业", "新增高企"]),
        ("", "<script>", []),
        (f"2023年全市科技创新工作要点#{SECTION}", "孵化器", ["孵化器"]),
        ("2023年全市科技创新工作要点#总体要求", "孵化器", []),
        ("没有这一部分", "", []),
    ],
)
def test_rows_are_those_of_the_section_that_have_every_word(assistant, part, keyword, expected):
    found = TargetList(assistant).select(Wanted(part, keyword))
    assert len(found) == len(expected)
    assert all(name in row.indicator for name, row in zip(expected, found, strict=True))


def test_the_chart_counts_each_section_and_what_is_shown_of_it(assistant):
    shown = page(assistant).render(Wanted(keyword="孵化器"))
    assert f"共 {len(assistant.targets)} 项，显示 1 项" in shown
    counts = re.findall(r'class="count">([^<]*)<', shown)
    assert counts == ["0 / 6", f"1 / {len(assistant.targets) - 6}"]
    bars = re.findall(r'class="(all|some)" width="([\d.]+)%"', shown)
    assert bars == [("all", "100.0"), ("some", "0.0"), ("all", "83.3"), ("some", "16.7")]


def test_a_section_without_targets_is_drawn_empty(held):
    shown = page(held).render(Wanted())
    assert re.search(r"八、守牢安全发展底线.*?class=\"count\">0<", shown, re.DOTALL)


def test_who_answers_has_a_column_only_where_a_plan_names_somebody(assistant):
    shown = page(assistant).render(Wanted())
    assert "责任单位" not in shown
    assert "责任单位" not in to_csv(assistant.targets).decode("utf-8-sig")
    first, *rest = assistant.targets
    named = replace(assistant, targets=(replace(first, body="市科技局<b>"), *rest))
    shown = page(named).render(Wanted())
    assert shown.count('<th scope="col">责任单位</th>') == 1
    assert shown.count('data-label="责任单位"') == len(named.targets)
    assert "市科技局&lt;b&gt;" in shown
    assert TargetList(named).select(Wanted(keyword="市科技局"))[0].body == "市科技局<b>"
    lines = list(csv.DictReader(io.StringIO(to_csv(named.targets).decode("utf-8-sig"))))
    assert [line["责任单位"] for line in lines] == ["市科技局<b>", *("" for _ in rest)]
    assert {line["原句"] for line in lines} == {row.sentence for row in named.targets}
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(named.targets, 1, DAY)))["年度目标"]
    heads = [cell.value for cell in sheet[1]]
    assert heads.index("责任单位") == heads.index("时限") + 1
    assert sheet.cell(2, heads.index("责任单位") + 1).value == "市科技局<b>"


def test_nothing_found_is_said(assistant):
    shown = page(assistant).render(Wanted(keyword="不存在"))
    assert (
        f"没有符合条件的目标。请换一个关键词，或清除条件查看全部 {len(assistant.targets)}" in shown
    )
    assert "<table" not in shown
    assert "download" not in shown


@pytest.mark.parametrize(("kept", "said"), [([], "没有年度计划"), ([0], "没有找到量化目标")])
def test_a_library_without_plan_or_targets_says_so(assistant, kept, said):
    sources = [source for n, source in enumerate(assistant.sources) if n in kept or n]
    none = replace(assistant, sources=tuple(sources), targets=())
    assert said in page(none).render(Wanted())
    assert client(none).get("/targets.xlsx").status_code == 404


def test_several_plans_are_told_apart(assistant):
    first = assistant.sources[0]
    later = replace(first, id="2024", title="2024年全市科技创新工作要点", year=2024)
    rows = tuple(
        replace(row, passage=replace(row.passage, source=later)) for row in assistant.targets
    )
    both = replace(
        assistant,
        sources=(*assistant.sources, later),
        passages=(*assistant.passages, *(row.passage for row in rows)),
        targets=(*assistant.targets, *rows),
    )
    parts = TargetList(both).parts
    assert [key for key in parts if "#" not in key] == [first.id, "2024"]
    assert TargetList(both).select(Wanted("2024")) == rows
    shown = page(both).render(Wanted())
    assert shown.count("<caption>") == 2
    assert "2024年全市科技创新工作要点" in shown


def test_a_hostile_row_stays_text(assistant):
    hostile = replace(assistant, targets=(hostile_row(assistant),))
    shown = page(hostile).render(Wanted(keyword="onerror"))
    assert "显示 1 项" in shown
    assert "<img" not in shown
    assert HOSTILE in html.unescape(shown)
    assert "<script" not in page(assistant).render(Wanted('"><script>', '"><script>'))


def test_the_csv_holds_every_row_and_opens_in_excel(held):
    content = to_csv(held.targets)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert list(lines[0]) == list(COLUMNS)
    assert len(lines) == len(held.targets)
    for line, row in zip(lines, held.targets, strict=True):
        assert (line["指标"], line["目标"], line["单位"]) == (row.indicator, row.text, row.unit)
        assert (line["要求"], line["范围"], line["时限"]) == (row.comparator, row.scope, row.due)
        assert float(line["数值"]) == row.value
        assert line["原句"] == row.sentence


def test_the_xlsx_holds_every_row_with_numbers_as_numbers(held):
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(held.targets, 99, DAY)))
    heads, *lines = book["年度目标"].iter_rows(values_only=True)
    assert heads == tuple(COLUMNS)
    assert len(lines) == len(held.targets)
    for number, (line, row) in enumerate(zip(lines, held.targets, strict=True), 1):
        cells = dict(zip(heads, line, strict=True))
        assert cells["序号"] == number
        assert cells["数值"] == row.value
        assert isinstance(cells["数值"], int | float)
        assert (cells["指标"], cells["目标"]) == (row.indicator, row.text)
        assert (cells["范围"] or "", cells["时限"] or "") == (row.scope, row.due)
    about = [cell for line in book["说明"].iter_rows(values_only=True) for cell in line]
    assert f"共 99 项，本表 {len(held.targets)} 项" in about
    assert "2026-01-15" in about


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", " =1", "\t=1", "\r=1"])
def test_text_like_a_formula_is_never_one(assistant, text: str):
    row = replace(assistant.targets[0], indicator=text, value=-5)
    (line,) = csv.DictReader(io.StringIO(to_csv([row]).decode("utf-8-sig"), newline=""))
    assert line["指标"] == f"'{text}"
    assert line["数值"] == "-5"
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([row], 1, DAY)))["年度目标"]
    cell = sheet.cell(2, 4)
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert str(cell.value).strip() == text.strip()


def test_characters_that_no_file_may_hold_are_left_out(assistant):
    row = replace(assistant.targets[0], indicator="坏\x00\x0b\ud800字")
    assert "坏?字" in to_csv([row]).decode("utf-8-sig")
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx([row], 1, DAY)))["年度目标"]
    assert sheet.cell(2, 4).value == "坏?字"


def test_a_download_is_narrowed_as_the_page_is(assistant):
    wanted = {"part": f"2023年全市科技创新工作要点#{SECTION}", "keyword": "孵化器"}
    answered = client(assistant).get("/targets.csv", params=wanted)
    assert answered.headers["content-type"] == "text/csv; charset=utf-8"
    assert (
        f"filename*=UTF-8''{quote('年度目标一览')}.csv" in answered.headers["content-disposition"]
    )
    assert answered.text.count("3个以上") == 2  # the target and its sentence
    assert len(answered.text.splitlines()) == 2
    whole = client(assistant).get("/targets.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(whole.content))
    assert book["年度目标"].max_row == len(assistant.targets) + 1


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
