"""Expected questions lead to words that stand in the documents, or are reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import corpus
from corpus.expected_questions import SHIPPED, expected_questions
from corpus.library import load_passages

DOCUMENTS = Path(corpus.__file__).parent / "documents"
TEXT = """---
title: 科技创新券管理办法
issuer: 市科技局
issued: 2030-05-20
status: 有效
region: 盐城市
---

## 一、兑付

科技创新券每年4月集中兑付。个体工商户不能申领。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "voucher.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


def _write(folder: Path, *lines: str) -> None:
    path = folder / "voucher.questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")


def _line(*quotes: str) -> str:
    return json.dumps({"quotes": quotes, "questions": ["券什么时候换钱", "几月兑付"]})


def test_a_folder_brings_its_own_questions(folder: Path) -> None:
    _write(folder, _line("每年4月集中兑付"))
    report = load_passages(folder)
    found, problems = expected_questions(report.passages, folder)
    assert [one.text for one in found] == ["券什么时候换钱", "几月兑付"]
    assert found[0].answers[0][1] == "每年4月集中兑付"
    assert not problems
    assert not report.problems, "the file of questions is no document"


def test_where_two_documents_say_the_same_the_one_of_the_file_is_meant(folder: Path) -> None:
    (folder / "earlier.md").write_text(TEXT.replace("创新券", "服务券"), encoding="utf-8")
    _write(folder, _line("每年4月集中兑付"))
    report = load_passages(folder)
    found, _ = expected_questions(report.passages, folder)
    assert report.passages[0].source.id == "earlier"
    assert {one.answers[0][0].source.id for one in found} == {"voucher"}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (_line("每年5月集中兑付"), "找不到"),
        (_line("每年4月集中兑付", "没有的话"), "找不到"),
        (_line(), "不合格式"),
        ('{"quotes": ["每年4月集中兑付"]}', "不合格式"),
        ('{"quotes": [""], "questions": ["几月"]}', "不合格式"),
        ('["每年4月集中兑付"]', "不合格式"),
        ("{", "不合格式"),
    ],
)
def test_a_line_that_cannot_be_used_is_reported_by_its_number(
    folder: Path, line: str, told: str
) -> None:
    _write(folder, _line("个体工商户不能申领"), line)
    found, problems = expected_questions(load_passages(folder).passages, folder)
    assert len(found) == 2
    assert [p.file for p in problems] == ["voucher.questions.jsonl"]
    assert "第 2 行" in problems[0].message
    assert told in problems[0].message


def test_shipped_questions_are_passed_over_in_another_library(folder: Path) -> None:
    found, problems = expected_questions(load_passages(folder).passages, folder)
    assert found == ()
    assert problems == ()


def test_every_shipped_question_leads_to_words_of_the_shipped_documents() -> None:
    """Each line of every file is used: a corrected document must not leave questions behind."""
    found, problems = expected_questions(load_passages(DOCUMENTS).passages, DOCUMENTS)
    assert problems == ()
    lines = [
        json.loads(line)
        for path in SHIPPED.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    kept = {(one.text, tuple(quote for _, quote in one.answers)) for one in found}
    wanted = {(q, tuple(line["quotes"])) for line in lines for q in line["questions"]}
    assert wanted - kept == set()


def test_a_document_of_the_same_words_elsewhere_is_helped_too(tmp_path: Path) -> None:
    """Questions belong to the words, not to a folder or a file name."""
    copy = tmp_path / "another-name.md"
    copy.write_text((DOCUMENTS / "hnte-recognition.md").read_text(encoding="utf-8"), "utf-8")
    found, _ = expected_questions(load_passages(tmp_path).passages, tmp_path)
    assert any(one.answers[0][0].source.id == "another-name" for one in found)


def test_a_file_in_another_encoding_is_told_and_stops_nothing(folder: Path) -> None:
    _write(folder, _line("甲"))
    (folder / "x.questions.jsonl").write_bytes("高新技术企业".encode("gb18030"))
    _, problems = expected_questions(load_passages(folder).passages, folder)
    assert [p for p in problems if p.file == "x.questions.jsonl" and "UTF-8" in p.message]
