"""A file becomes a Document: the identity card of both forms, decoding, page furniture."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.__main__ import SHIPPED
from corpus.document import Document, Kind, Status
from corpus.encoding import decode
from corpus.errors import CorpusError
from corpus.page_header import drop_furniture, iso_date
from corpus.reader import plan_year, read

Write = Callable[[str, str], Document]

HEADER = """\
索引号 11320900014354918R/2024-00001 组配分类 专项规划
发布机构 市科技局 发文日期 2024年3月5日
文号 盐科〔2024〕1号 公开方式 主动公开
主题分类 科技
时效 有效
"""
PAGE = f"{HEADER}\n2024年全市科技工作计划\n\n一、总体要求。抓好落实。\n\n打印 关闭\n"


@pytest.fixture
def reading(tmp_path: Path) -> Write:
    def write_and_read(text: str, name: str = "文件.txt") -> Document:
        path = tmp_path / name
        path.write_bytes(text.encode("utf-8"))
        return read(path)

    return write_and_read


def test_the_work_plan_has_its_identity_card():
    document = read(SHIPPED / "2023年全市科技创新工作要点.txt")
    source = document.source
    assert source.title == source.id == "2023年全市科技创新工作要点"
    assert source.index_number == "11320900014354918R/2023-24714"
    assert (source.issuer, source.issued_on) == ("市科技局", "2023-10-16")
    assert (source.status, source.region, source.year) == (Status.IN_FORCE, "盐城市", 2023)
    assert (source.document_number, source.topics) == ("", ("科技",))
    assert source.kind is Kind.FULL_TEXT
    assert document.warnings == ()
    assert document.body.startswith("2023年,全市科技创新工作的总体要求")
    assert document.body.endswith("自律向自觉提升。")
    assert "索引号 11320900014354918R/2023-24714" in document.header


SPACED = (
    PAGE.replace("索引号 ", "索 引 号：").replace("时效 ", "时 效：").replace("文号 ", "文号：")
)
TITLE_FIRST = f"2024年全市科技工作计划\n\n{HEADER}\n正文。\n"


@pytest.mark.parametrize(
    "page",
    [
        *(PAGE, PAGE.replace("\n", "\r\n"), PAGE.replace(" ", "\t"), PAGE.replace(" ", "\n")),
        *(SPACED, TITLE_FIRST),
    ],
    ids=["as shipped", "crlf", "tabs", "upright", "spaced labels", "title first"],
)
def test_a_page_header_becomes_the_card_however_it_was_copied(page, reading):
    document = reading(page, "计划.txt")
    source = document.source
    assert source.id == "计划"
    assert source.title == "2024年全市科技工作计划"
    assert source.index_number == "11320900014354918R/2024-00001"
    assert (source.issuer, source.issued_on) == ("市科技局", "2024-03-05")
    assert source.document_number == "盐科〔2024〕1号"
    assert (source.region, source.year) == ("盐城市", 2024)
    assert document.body in ("一、总体要求。抓好落实。", "正文。")
    assert document.warnings == ()


def test_a_body_that_speaks_of_labels_is_no_header(reading):
    document = reading("通知\n关键词 创新\n正文。", "a.txt")
    assert document.body == "关键词 创新\n正文。"


@pytest.mark.parametrize(
    "furniture",
    [
        *("打印 关闭", "打 印 | 关 闭", "返回顶部", "分享到：微信 微博\n打印 关闭"),
        *("上一篇：无\n下一篇：关于……的通知", "扫一扫在手机打开当前页"),
        "责任编辑：某某\n浏览次数：12",
    ],
)
def test_page_furniture_at_the_end_is_dropped(furniture):
    assert drop_furniture(f"正文。\n\n{furniture}\n\n") == "正文。"


@pytest.mark.parametrize(
    "last", ["打印机采购按规定执行。", "关闭生产线的企业不得申报。", "来源地证明一式两份。"]
)
def test_a_last_line_of_text_is_no_furniture(last):
    body = f"打印 关闭\n正文。\n{last}"
    assert drop_furniture(body) == body


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("2023年全市科技创新工作要点", 2023),
        ("高新技术企业2022年第四季度购置设备器具税前扣除(要点摘编)", None),
        ("优质中小企业梯度培育管理办法(2026年)", None),
        ("高企培育三年行动计划（2023-2025年）", None),
        ("“十四五”科技创新规划", None),
    ],
)
def test_only_the_title_of_a_plan_names_its_year(title, year):
    assert plan_year(title) == year


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023-10-16", "2023-10-16"),
        ("2023年3月5日", "2023-03-05"),
        ("2023.03.05 09:30", "2023-03-05"),
        ("2023年10月", "2023-10"),
        ("2022", "2022"),
        ("按年度通知执行", "按年度通知执行"),
        ("", ""),
    ],
)
def test_dates_are_iso_to_the_precision_written(text, iso):
    assert iso_date(text) == iso


CARD = """\
title: 某办法(要点摘编)
issuer: 科技部
document_number: 国科发〔2024〕1号
issued: 2024-01-29
effective: 2024年2月1日
status: 有效
region: 国家
topics: [高新技术企业, 认定条件]
kind: digest
note: 以官方原文为准
url: https://example.gov.cn/1
"""


def with_card(card: str, body: str = "正文。") -> str:
    return f"---\n{card}---\n\n{body}\n"


def test_front_matter_becomes_the_card(reading):
    document = reading(with_card(CARD), "某办法.md")
    source = document.source
    assert (source.id, source.title) == ("某办法", "某办法(要点摘编)")
    assert (source.issuer, source.document_number) == ("科技部", "国科发〔2024〕1号")
    assert (source.issued_on, source.effective_on) == ("2024-01-29", "2024-02-01")
    assert (source.status, source.region) == (Status.IN_FORCE, "国家")
    assert source.topics == ("高新技术企业", "认定条件")
    assert (source.kind, source.year, source.path) == (Kind.DIGEST, None, "某办法.md")
    assert (document.body, document.warnings) == ("正文。", ())


@pytest.mark.parametrize(
    ("field", "value", "attribute", "expected"),
    [
        ("topics", "科技、人才", "topics", ("科技", "人才")),
        ("topics", "5", "topics", ("5",)),
        ("year", '"2024"', "year", 2024),
        ("year", "true", "year", None),
        ("issuer", "[科技部, 财政部]", "issuer", "科技部、财政部"),
        ("note", "|\n  两行\n  文字", "note", "两行 文字"),
        ("expires", "2027年12月31日", "expires_on", "2027-12-31"),
        ("kind", "摘编", "kind", Kind.DIGEST),
    ],
)
def test_a_field_is_read_in_the_forms_people_write(field, value, attribute, expected, reading):
    lines = [line for line in CARD.splitlines() if not line.startswith(f"{field}:")]
    card = "\n".join([*lines, f"{field}: {value}", ""])
    assert getattr(reading(with_card(card), "a.md").source, attribute) == expected


@pytest.mark.parametrize(
    ("status", "read_as", "expires"),
    [
        ("有效", Status.IN_FORCE, ""),
        ("部分有效", Status.PARTLY_IN_FORCE, ""),
        ("已废止", Status.REPEALED, ""),
        ("历史", Status.EXPIRED, ""),
        ("截止2027-12-31", Status.IN_FORCE, "2027-12-31"),
        ("有效期至2027年12月31日", Status.IN_FORCE, "2027-12-31"),
        ("2024-01-01至2027-12", Status.IN_FORCE, "2027-12"),
        ("已废止（有效期至2027-12-31）", Status.REPEALED, "2027-12-31"),
    ],
)
def test_the_status_is_read_with_its_term(status, read_as, expires, reading):
    source = reading(with_card(CARD.replace("status: 有效", f"status: {status}")), "a.md").source
    assert (source.status, source.expires_on) == (read_as, expires)


@pytest.mark.parametrize(
    ("expires", "day", "status"),
    [
        ("2027-12-31", date(2027, 12, 31), Status.IN_FORCE),
        ("2027-12-31", date(2028, 1, 1), Status.EXPIRED),
        ("2027-12", date(2028, 1, 1), Status.EXPIRED),
        ("", date(2099, 1, 1), Status.IN_FORCE),
    ],
)
def test_a_document_whose_term_has_run_out_has_expired(expires, day, status, reading):
    card = CARD + (f"expires: '{expires}'\n" if expires else "")
    assert reading(with_card(card), "a.md").source.status_on(day) is status


def test_a_rule_of_dashes_is_no_front_matter(reading):
    with pytest.raises(CorpusError, match="缺少标题"):
        reading("-----。\n正文。", "a.md")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "gb2312"])
def test_chinese_text_is_read_in_the_encodings_in_use(encoding, tmp_path):
    path = tmp_path / "计划.txt"
    path.write_bytes(PAGE.replace("〔", "[").replace("〕", "]").encode(encoding))
    document = read(path)
    assert document.source.title == "2024年全市科技工作计划"
    assert document.body == "一、总体要求。抓好落实。"


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00",
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00",
        b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n\x00\x01\x02\x03\xff\xff\xff",
        b"\xff\xfeabc",
        bytes(range(256)) * 4,
        "标题\n正文".encode("utf-32"),
    ],
    ids=["png", "zip", "pdf", "odd utf-16", "all bytes", "utf-32"],
)
def test_what_is_no_text_is_refused(raw):
    with pytest.raises(CorpusError, match="不是可读的文本"):
        decode(raw)


def test_damaged_utf8_is_refused_with_the_line_and_not_read_as_nonsense():
    raw = f"标题\n{'政策问答' * 50}".encode()
    with pytest.raises(CorpusError, match="第 2 行的 UTF-8 编码已损坏"):
        decode(raw[:40] + b"\xff" + raw[40:])
    with pytest.raises(CorpusError, match="UTF-8 编码已损坏"):
        decode(raw[:-1])
