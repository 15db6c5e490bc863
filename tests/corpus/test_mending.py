"""Faults of copied texts are mended; what is meant stays."""

from __future__ import annotations

import pytest

from corpus.converting.mending import mended
from corpus.document import Document, Source
from corpus.splitter import split
from corpus.table_rows import LIMIT

MENDED = [
    ("第一章 总 则", "第一章 总则"),
    ("申 报 条 件", "申报条件"),
    ("第二条 企业申 报时，每家支持 20 万元。", "第二条 企业申报时，每家支持20万元。"),
    ("依照本办法第 7 条办理", "依照本办法第7条办理"),
    ("2024 年 3 月 5 日", "2024年3月5日"),
    ("补助 1 0 万元，不退。", "补助10万元，不退。"),
    ("占比在 15 %以上。", "占比在15%以上。"),
]
KEPT = [
    "1 总则",
    "第一条 为了规范管理，制定本办法。",
    "发布机构 市科技局 发文日期 2024-03-05",
    "发文日期 2024年3月5日",
    "使用 GPT 4 模型的企业，按 R&D 投入补助。",
    "Open AI 20 models",
    "《省财政厅 省民政厅关于提高标准的通知》，请遵照执行。",
    "依照财政部 税务总局公告2026年第10号执行。",
    "填表人： 年 月 日",
    "| 中小企业 | 10 | 5 |",
]


@pytest.mark.parametrize(("line", "expected"), [*MENDED, *((line, line) for line in KEPT)])
def test_stray_spaces_go_and_others_stay(line: str, expected: str) -> None:
    assert mended(line) == expected


ARTICLES = [
    f"第{n}条规定的企业应当在每年三月前提出申请，经审核后给予{n}0万元补助。" for n in range(1, 13)
]


def test_a_body_given_twice_is_read_once() -> None:
    body = ["云湖市补助办法", *ARTICLES]
    assert mended("\n".join([*body, "打印本页", *body])).split("\n") == [*body, "打印本页"]


def test_like_conditions_of_two_programmes_stay_both() -> None:
    text = "\n".join([*ARTICLES[:2], "二、另一项目", *ARTICLES[:2], *ARTICLES[4:]])
    assert mended(text) == text


def test_an_abstract_of_the_whole_page_goes_and_gives_back_lost_headings() -> None:
    abstract = "".join([*ARTICLES[:4], "二、补助标准", *ARTICLES[4:]])
    lines = mended("\n".join(["云湖市补助办法", *ARTICLES, abstract])).split("\n")
    assert lines == ["云湖市补助办法", *ARTICLES[:4], "二、补助标准", *ARTICLES[4:]]


# ---- tables in passages -------------------------------------------------------------------------


def test_a_long_table_is_cut_into_groups_under_caption_unit_and_header() -> None:
    opening = ["表1 补助标准", "单位：万元", "| 企业 | 金额 |"]
    rows = [f"| 第{n}类企业，注册满一年并按时报送统计数据 | {n} |" for n in range(60)]
    body = "\n".join(
        ["一、标准", "按下表执行。", *opening[:2], opening[2], "|---|---|", *rows, "三、附则"]
    )
    passages = split(Document(Source(id="s", title="办法"), body))
    tables = [p for p in passages if p.text.startswith("表1")]
    assert len(tables) > 2
    assert all(p.text.split("\n")[:3] == opening and len(p.text) <= LIMIT for p in tables)
    assert [row for p in tables for row in p.text.split("\n")[3:]] == rows
    assert {p.heading_path for p in tables} == {("一、标准", "表1 补助标准")}
    assert len({p.id for p in passages}) == len(passages)


@pytest.mark.parametrize(("rows", "passages"), [(3, 1), (60, 5)])
def test_a_short_table_stays_in_its_article_and_a_long_one_follows_it(
    rows: int, passages: int
) -> None:
    table = [f"| 第{n}类企业，注册满一年并按时报送统计数据 | {n} |" for n in range(rows)]
    body = "\n".join(["第一条 按下表执行：", "| 企业 | 金额 |", *table, "第二条 另有规定的除外。"])
    found = split(Document(Source(id="s", title="办法"), body))
    assert {p.heading_path for p in found} == {("第一条",), ("第二条",)}
    assert len(found) == passages + 1
