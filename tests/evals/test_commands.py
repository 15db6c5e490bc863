import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_command_line_starts_without_the_product():
    code = "import sys, evals.__main__; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    heavy = {"numpy", "chromadb", "gradio", "jieba", "onnx", "ir_measures", "jinja2"}
    assert not heavy & set(done.stdout.split())


def test_score_prints_a_table_and_the_failures(evals, saved):
    done = evals("score", saved("run", **{"补贴多少钱?": ("50万元[1]", (0,))}), "--failures")
    assert done.code == 0, done.err
    said = ("1 题失败", "应拒答而作答", "断言了禁止内容：50万元", "完整且简明", "延迟 p50 / p95")
    assert [part for part in said if part not in done.out] == []


@pytest.mark.parametrize(
    ("line", "message"),
    [("{", "不是合法的 JSON"), ('{"id": "a", "category": ""}', "缺少 category")],
)
def test_bad_questions_end_in_one_line_and_write_nothing(evals, tmp_path, line, message):
    questions = tmp_path / "q.jsonl"
    questions.write_text(line + "\n", encoding="utf-8")
    done = evals("run", "--questions", questions, "--out", tmp_path / "out")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert f"{questions}:1：" in done.err
    assert message in done.err
    assert not (tmp_path / "out").exists()


def test_evidence_that_is_in_no_document_fails_the_check(evals, tmp_path, saved):
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.md").write_text("---\ntitle: 甲\n---\n# 甲\n\n正文。\n", "utf-8")
    questions = saved() / "cases.jsonl"
    done = evals("check", questions, "--documents", tmp_path / "documents")
    assert done.code == 1
    assert f"{questions}:1：a：证据不在文件中：新增高新技术企业300家" in done.out


def test_report_and_compare_read_saved_runs(evals, saved):
    folder = saved()
    assert evals("report", folder).code == 0
    assert (folder / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    done = evals("compare", folder, folder)
    assert "变对 0 题，变错 0 题" in done.out
    assert not list(folder.glob(".*"))


def test_the_shipped_questions_stand_in_the_shipped_documents(evals):
    done = evals("check")
    assert done.code == 0, done.out
