"""The identity card as header and text together state it, and where each field was read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.document import Source, Status, Where
from corpus.reader import read

NOTICE = """\
某办法
滨州市科技局 滨州市财政局关于印发《滨州市某办法》的通知
滨科规〔2029〕5号
各县区科技局：
现将《滨州市某办法》印发给你们。
滨州市科技局
滨州市财政局
2029年4月10日
滨州市某办法
第一条 支持研发。
第二条 本办法自2029年5月1日起施行，有效期5年。
"""
REGULATION = """\
滨州市促进条例
2029年4月12日 滨州市第十三届人民代表大会常务委员会第二十六次会议通过
第一条 支持研发。
"""
ORDER = """\
优待办法
滨州市人民政府令
第193号
《优待办法》已经审议通过，现予公布，自2029年5月1日起施行。
2029年1月29日
第一条 支持研发。
"""
COPIED = """\
补贴问答
2029-04-12 09:30
来源：滨州市民政局
滨民规〔2029〕1号
2029年04月16日
2031年06月01日
一、谁能领补贴？都能领。
"""
H, T, S, C = Where.HEADER, Where.TITLE, Where.SIGNATURE, Where.CLAUSE


@pytest.mark.parametrize(
    ("page", "card"),
    [
        (
            NOTICE,
            {
                "document_number": ("滨科规〔2029〕5号", T),
                "issuer": ("滨州市科技局、滨州市财政局", S),
                "signed_on": ("2029-04-10", S),
                "effective_on": ("2029-05-01", C),
                "expires_on": ("2034-04-30", C),
                "region": ("滨州市", T),
            },
        ),
        (
            REGULATION,
            {"issuer": ("滨州市人民代表大会常务委员会", S), "signed_on": ("2029-04-12", S)},
        ),
        (
            ORDER,
            {
                "document_number": ("滨州市人民政府令第193号", T),
                "issuer": ("滨州市人民政府", T),
                "signed_on": ("2029-01-29", S),
                "effective_on": ("2029-05-01", C),
            },
        ),
        (
            COPIED,
            {
                "issuer": ("滨州市民政局", H),
                "issued_on": ("2029-04-12", H),
                "effective_on": ("2029-04-16", H),
                "expires_on": ("2031-06-01", H),
                "region": ("滨州市", H),
            },
        ),
        (f"发布机构 市民政局\n成文日期 2029-01-02\n\n{NOTICE}", {"issuer": ("市民政局", H)}),
        (f"成文日期 2029-01-02\n\n{NOTICE}", {"signed_on": ("2029-01-02", H)}),
        ("某通知\n根据甲文（滨府规〔2029〕5号）办理。", {"document_number": None, "issuer": None}),
    ],
)
def test_each_field_has_its_value_and_where_it_was_read(tmp_path, page, card):
    (tmp_path / "a.txt").write_text(page, encoding="utf-8")
    source = read(tmp_path / "a.txt").source
    found = {name: source.where(name) for name in card}
    assert {name: s and (s.value, s.where) for name, s in found.items()} == card


def test_a_digest_speaks_of_other_documents(tmp_path: Path):
    text = "---\ntitle: 甲(要点摘编)\nkind: digest\n---\n本办法自2029年5月1日起施行。\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert read(tmp_path / "a.md").source.effective_on == ""


@pytest.mark.parametrize(
    ("card", "status"),
    [
        ({}, Status.UNKNOWN),
        ({"effective_on": "2029-05-01"}, Status.UNKNOWN),
        ({"effective_on": "2029-05-01", "expires_on": "2034-04-30"}, Status.IN_FORCE),
        ({"expires_on": "2030-04-30"}, Status.EXPIRED),
        ({"effective_on": "2032-05", "status": Status.IN_FORCE}, Status.NOT_YET),
        ({"effective_on": "按年度通知执行"}, Status.UNKNOWN),
        ({"status": Status.REPEALED, "expires_on": "2034-04-30"}, Status.REPEALED),
    ],
)
def test_a_status_is_stated_or_follows_from_days_and_is_never_assumed(card, status):
    assert Source("a", "甲", **card).status_on(date(2031, 6, 1)) is status
