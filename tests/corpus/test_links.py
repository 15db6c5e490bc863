"""How documents refer to each other, which version is the newer, and what staff puts right."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document, Source, Status, Where
from corpus.library import load_passages
from corpus.links import LinkKind, links
from corpus.versions import core, newer_versions

OLD = Source("old", "滨州市某办法", document_number="滨科规〔2025〕3号")
PLAN = Source("plan", "滨州市某规划")


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("《滨州市某办法》（滨科规〔2025〕3号）同时废止。", [("old", LinkKind.REPEALS)]),
        ("原《滨州市某办法》停止执行。", [("old", LinkKind.REPEALS)]),
        ("《关于印发〈滨州市某办法〉的通知》同时废止。", [("old", LinkKind.REPEALS)]),
        ("《滨州市某办法》（滨科规〔2024〕9号）同时废止。", []),  # it may mean itself
        ("按照滨科规〔2025〕3号文件执行。", [("old", LinkKind.BASIS)]),
        ("根据《滨州市某规划》，制定本办法。", [("plan", LinkKind.BASIS)]),
        ("《滨州市某办法》废止后的事项另行规定。", []),
        ("将《滨州市某办法》第三条修改为：略。", [("old", LinkKind.AMENDS)]),
        ("继续执行《滨州市某办法》，有效期延续5年。", [("old", LinkKind.EXTENDS)]),
        ("《滨州市某规划》已经公开。", []),
        ("《没有收录的办法》同时废止。", [("", LinkKind.REPEALS)]),
        ("本办法依据济科规〔2025〕1号制定。", [("", LinkKind.BASIS)]),
        ("按照《申请表》的要求填写。", []),
        ("按照《实施办法》执行。", []),
        ("《滨州市某办法（2029年修订）》同时废止。", [("old", LinkKind.REPEALS)]),
    ],
)
def test_a_clause_links_to_the_document_that_it_mentions(clause, expected):
    new = Document(Source("new", "滨州市某办法（2029年修订）"), clause)
    found = links([new, Document(OLD, "正文。"), Document(PLAN, "正文。")])
    assert [(link.target, link.kind) for link in found] == expected
    assert all(link.clause == clause.rstrip("。") for link in found)
    assert all(link.title and link.title in clause for link in found)
    assert all("依据" not in link.title for link in found)


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("滨州市某办法（试行）", True),
        ("滨州市某暂行办法", True),
        ("滨州市某办法(2029年)(要点摘编)", True),
        ("滨州市科技局关于印发《滨州市某办法》的通知", True),
        ("滨州市科技局关于重新发布滨州市某办法的通知", True),
        ("2029年滨州市某办法", False),
        ("滨州市某办法实施细则", False),
    ],
)
def test_versions_of_one_title_are_known(title, same):
    assert (core(title) == "滨州市某办法") is same


def test_the_newer_version_is_of_the_same_place_and_has_a_later_day():
    first = Source("1", "滨州市某办法（试行）", effective_on="2025-01-01")
    later = Source("2", "滨州市某办法", effective_on="2029-01-01")
    undated = Source("3", "滨州市某办法")
    other = Source("4", "某办法", region="滨州市", effective_on="2030-01-01")
    assert newer_versions([first, later, undated, other]) == {"1": later}
    elsewhere = Source("5", "某办法", region="济南市", effective_on="2031-01-01")
    assert newer_versions([other, elsewhere]) == {}


def write(folder: Path, sidecar: str) -> None:
    (folder / "旧.txt").write_text("滨州市某办法\n第一条 甲。", encoding="utf-8")
    text = "滨州市新办法\n第一条 乙。\n《滨州市某办法》同时废止。"
    (folder / "新.txt").write_text(text, encoding="utf-8")
    (folder / "library.json").write_text(sidecar, encoding="utf-8")


def test_a_repeal_is_a_proposal_until_staff_confirms_it(tmp_path: Path):
    write(tmp_path, "{}")
    old = next(s for s in load_passages(tmp_path).sources if s.id == "旧")
    assert (old.status, old.repealed_by) == (None, "滨州市新办法")
    write(tmp_path, '{"旧": {"status": "已废止", "issuer": "滨州市科技局"}}')
    report = load_passages(tmp_path)
    old = next(p.source for p in report.passages if p.source.id == "旧")
    assert (old.status, old.repealed_by, old.issuer) == (Status.REPEALED, "", "滨州市科技局")
    assert {s.where for s in old.stated if s.field in ("status", "issuer")} == {Where.STAFF}


@pytest.mark.parametrize("sidecar", ["[", '{"旧": {"colour": "红"}}', '{"旧": {"status": "好"}}'])
def test_corrections_that_cannot_be_read_are_reported_and_left_out(tmp_path: Path, sidecar):
    write(tmp_path, sidecar)
    report = load_passages(tmp_path)
    assert any("更正读不出来" in str(problem) for problem in report.problems)
    assert len(report.sources) == 2
