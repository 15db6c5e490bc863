"""The commands over shipped and unseen documents, with an assistant that answers by script."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals import gate, question_set
from evals.case import Case

HNTE, UNSEEN = "今年要多少家高企?", "甲办法补贴多少?"


@pytest.fixture
def small(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    write: Callable[..., Path],
    cases: tuple[Case, ...],
    wiring: Any,
) -> Any:
    """The shipped questions and documents replaced by three questions and one document."""
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "plan.md").write_text("# 要点\n\n300家。\n", encoding="utf-8")
    questions = [{**case.to_json(), "split": "test"} for case in cases]
    (tmp_path / "sets").mkdir()
    lines = "".join(json.dumps(row) + "\n" for row in questions)
    (tmp_path / "sets" / "q.jsonl").write_text(lines, encoding="utf-8")
    monkeypatch.setattr(question_set, "QUESTIONS", tmp_path / "sets")
    monkeypatch.setattr(gate, "BASELINE", tmp_path / "baseline.json")
    monkeypatch.setenv("POLICY_DOCUMENTS_DIR", str(tmp_path / "shipped"))
    return wiring


def test_three_columns_are_run_each_over_its_library(evals, small, train, tmp_path):
    small.system.script[UNSEEN] = ("补贴50万元[1]。", (0,))
    done = evals("columns", "--out", tmp_path / "out", "--train", train)
    assert done.code == 0, done.err
    libraries = [call["files"] for call in small.calls]
    assert libraries == [None, ["甲办法.txt"], ["plan.md", "甲办法.txt"]]
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in done.out.split("\n")]
    assert ["指标", "shipped", "unseen", "mixed", "目标"] in lines
    assert ["题数", "3", "1", "4", ""] in lines
    elsewhere = next(line for line in lines if line[0] == "答自别的文件")
    assert [cell.rsplit("，", 1)[1] for cell in elsewhere[1:4]] == ["0/2", "1/1", "1/3"]
    assert ["diet", "–", "1.000（1）", "1.000（1）"] in lines
    for name in ("shipped", "unseen", "mixed"):
        there = {path.name for path in (tmp_path / "out" / name).iterdir()}
        assert {"predictions.jsonl", "run.json", "scores.json", "cases.jsonl"} <= there


def test_without_the_unseen_documents_the_rest_is_printed(evals, small, tmp_path):
    done = evals("columns", "--out", tmp_path / "out", "--train", tmp_path / "none", "--limit", "1")
    assert done.code == 0, done.err
    assert done.out.startswith(f"没有 {tmp_path / 'none'}（questions.jsonl 和 documents）")
    assert "| 指标 | shipped | 目标 |" in done.out
    assert "| 题数 | 1 |  |" in done.out


def test_how_unseen_questions_fail_is_never_printed(evals, small, train, tmp_path):
    out = tmp_path / "out"
    small.system.script[HNTE] = ("120家", ())
    shown = [evals("columns", "--out", out, "--train", train).out]
    shown += [evals("score", out, "--failures").out, evals("table", out).out]
    shown += [evals("report", out).out, (out / "report.html").read_text(encoding="utf-8")]
    assert UNSEEN not in "".join(shown)
    assert HNTE in shown[1]


def test_the_gate_lets_equal_answers_pass_and_stops_far_worse_ones(
    evals, small, train, monkeypatch
):
    monkeypatch.setattr(gate, "SIGNIFICANT", 0.2)  # three questions cannot tell at .01
    assert "还没有基线" in evals("gate", "--train", train).err
    assert "shipped：3 题，对 3" in evals("baseline", "--train", train).out
    passed = evals("gate", "--train", train)
    assert (passed.code, passed.out.endswith("通过\n")) == (0, True), passed.out
    small.system.script.clear()
    small.system.script["补贴多少钱?"] = ("50万元[1]。", (0,))
    stopped = evals("gate", "--train", train)
    assert (stopped.code, "shipped：显著变差" in stopped.out) == (1, True), stopped.out
    assert all(UNSEEN not in out and "t1" not in out for out in (passed.out, stopped.out))


def test_a_run_takes_several_folders_of_which_only_what_is_asked_stays(
    evals, small, train, tmp_path
):
    folders = ("--documents", tmp_path / "shipped", "--documents", train / "documents")
    sets = ("--questions", tmp_path / "sets" / "q.jsonl", "--questions", train / "questions.jsonl")
    done = evals("run", *sets, *folders, "--only-documents-asked", "--out", tmp_path / "all")
    assert done.code == 0, done.err
    asked = ("--questions", train / "questions.jsonl", "--split", "train", "--only-documents-asked")
    evals("run", *asked, *folders[2:], "--out", tmp_path / "part", "--jobs", "2")
    evals("run", *asked, "--out", tmp_path / "ours")
    files = [call["files"] for call in small.calls]
    assert files == [["plan.md", "乙办法.txt", "甲办法.txt"], ["乙办法.txt"], None]
    kept = json.loads((tmp_path / "part" / "cases.jsonl").read_text(encoding="utf-8"))
    assert (kept["id"], kept["document"], kept["split"]) == ("t2", "乙办法.txt", "train")
