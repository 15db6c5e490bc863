"""Files come and go; whatever fails or is undone leaves the folder as it was."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.converting.convert import MAX_BYTES
from corpus.errors import CorpusError
from corpus.holdings import Aside, Holdings
from corpus.library import load_passages

ROOT = Path(__file__).resolve().parents[2]
TEXT = "# 甲市创新券管理办法\n\n第一条 创新券每家企业每年最高10万元。\n".encode()
NEWER = TEXT.replace(b"10", b"20")


@pytest.fixture
def holdings(tmp_path: Path) -> Holdings:
    (tmp_path / "b.md").write_bytes("# 乙市办法\n\n第一条 补助5万元。\n".encode())
    return Holdings(tmp_path)


def answering(holdings: Holdings) -> dict[str, str]:
    return {p.source.id: p.text for p in load_passages(holdings.folder).passages}


def test_a_file_taken_in_answers_and_is_told_with_its_card(holdings: Holdings):
    looked = holdings.add("a.md", TEXT)
    assert looked.document.source.title == "甲市创新券管理办法"
    assert [p.text for p in looked.passages] == [answering(holdings)["a"]]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        *(
            (name, TEXT, "文件名")
            for name in ("../a.md", "c/a.md", "c\\a.md", ".a.md", "", "a\n.md", "library.json")
        ),
        ("甲" * 90 + ".md", TEXT, "过长"),
        ("a.md", b"", "空"),
        ("a.md", b"x" * (MAX_BYTES + 1), "50 MB"),
        ("a.md", b"\n\n", "空"),
        ("b.txt", TEXT, "同名文件 b.md"),
        ("c.md", "# 乙市办法\n\n第一条 补助5万元。\n".encode(), "完全相同"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_the_reason(holdings, name, content, said):
    before = answering(holdings)
    with pytest.raises(CorpusError, match=said):
        holdings.add(name, content)
    assert answering(holdings) == before
    assert not [*holdings.folder.glob(".library/incoming/*")]


def test_a_replaced_file_can_be_taken_back(holdings: Holdings):
    holdings.add("a.md", TEXT)
    holdings.add("a-2.md", NEWER, instead_of="a")
    assert "20万元" in answering(holdings)["a-2"]
    assert "a" not in answering(holdings)
    (old,) = holdings.set_aside()
    assert (old.why, old.name) == (Aside.REPLACED, "a.md")
    holdings.take_back(old.key)
    assert "10万元" in answering(holdings)["a"]


@pytest.mark.parametrize("verb", ["deactivate", "remove"])
def test_what_is_set_aside_answers_no_more_until_it_is_taken_back(holdings: Holdings, verb: str):
    before = answering(holdings)
    aside = getattr(holdings, verb)("b")
    assert not answering(holdings)
    assert holdings.set_aside() == [aside] or holdings.set_aside()[0].key == aside.key
    assert holdings.take_back(aside.key) == "b.md"
    assert answering(holdings) == before
    assert not holdings.set_aside()


def test_nothing_is_put_over_a_file_in_use(holdings: Holdings):
    aside = holdings.remove("b")
    holdings.add("b.md", TEXT)
    with pytest.raises(CorpusError, match="已有一份在用"):
        holdings.take_back(aside.key)


@pytest.mark.parametrize("key", ["removed/none", "../b.md", "", "incoming"])
def test_what_is_not_set_aside_cannot_be_taken_back(holdings: Holdings, key: str):
    with pytest.raises(CorpusError):
        holdings.take_back(key)
    with pytest.raises(CorpusError):
        holdings.remove("nowhere")


def test_a_corrected_card_is_read_with_what_staff_says(holdings):
    holdings.correct("b", {"issuer": "乙市科技局", "status": "已废止"})
    holdings.correct("b", {"issued_on": "2023-05-01"})
    (source,) = load_passages(holdings.folder).sources
    assert (source.issuer, source.status, source.issued_on) == (
        "乙市科技局",
        "已废止",
        "2023-05-01",
    )
    assert [path.name for path in holdings.files()] == ["b.md"]


def test_what_staff_put_right_goes_and_comes_back_with_its_file(holdings):
    holdings.correct("b", {"status": "已废止"})
    holdings.add("b.md", NEWER, instead_of="b")
    (new,) = load_passages(holdings.folder).sources
    assert (new.title, new.status) == ("甲市创新券管理办法", None)
    holdings.remove("b")
    (old,) = (one for one in holdings.set_aside() if one.why is Aside.REPLACED)
    holdings.take_back(old.key)
    (source,) = load_passages(holdings.folder).sources
    assert (source.title, source.status) == ("乙市办法", "已废止")


def test_a_folder_that_cannot_be_written_is_told_in_words(holdings, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "磁盘已满")

    monkeypatch.setattr("corpus.holdings.os.replace", full)
    with pytest.raises(CorpusError, match="磁盘已满"):
        holdings.add("a.md", TEXT)
    with pytest.raises(CorpusError, match="磁盘已满"):
        holdings.correct("b", {"issuer": "甲市科技局"})


@pytest.mark.parametrize(
    ("source_id", "fields"),
    [("b", {"issued_on": "去年"}), ("b", {"status": "好"}), ("none", {"issuer": "甲"})],
)
def test_a_correction_that_cannot_be_is_refused(holdings, source_id, fields):
    with pytest.raises(CorpusError):
        holdings.correct(source_id, fields)
    assert not (holdings.folder / "library.json").exists()


@pytest.mark.parametrize(
    ("left", "answers", "aside"),
    [
        (["a-2.md"], ["a", "b"], []),  # killed while it was read
        (["a-2.md", ".old/a.md"], ["a", "b"], []),  # before it was put in place
        ([".old/a.md"], ["b"], ["a.md"]),  # after that: a-2 is in place
    ],
)
def test_what_a_killed_upload_leaves_is_read_by_nobody_and_ended_by_the_next_start(
    holdings, left, answers, aside
):
    for name in left:
        path = holdings.folder / ".library" / "incoming" / "x" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(TEXT)
    if ".old/a.md" not in left:
        (holdings.folder / "a.md").write_bytes(TEXT)
    before = answering(holdings)
    Holdings(holdings.folder).recover()
    assert not [*holdings.folder.glob(".library/incoming/*")]
    assert sorted(answering(holdings)) == answers
    assert before.items() <= answering(holdings).items()
    assert [one.name for one in holdings.set_aside()] == aside


@pytest.mark.parametrize("options", [[], ["--replace", "b"]])
def test_a_command_killed_while_it_reads_a_file_leaves_the_library_as_it_was(
    holdings, tmp_path_factory, options
):
    before = answering(holdings)
    slow = tmp_path_factory.mktemp("given") / "慢.html"
    slow.write_text(f"<html><h1>丙市办法</h1>{'<p>第一条 补助一万元。</p>' * 30_000}", "utf-8")
    command = [sys.executable, "-m", "corpus", "add", str(slow)]
    process = subprocess.Popen([*command, "--documents", str(holdings.folder), *options], cwd=ROOT)
    while not (left := [*holdings.folder.glob(".library/incoming/*/*")]):
        assert process.poll() is None
        time.sleep(0.003)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert left
    assert answering(holdings) == before
    holdings.add("a.md", TEXT)
    assert not [*holdings.folder.glob(".library/incoming/*")]
    assert sorted(answering(holdings)) == ["a", "b"]
