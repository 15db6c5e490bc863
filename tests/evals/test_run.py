import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evals.case import InputError
from evals.run import Plan, run
from evals.score import score_folder, score_rows


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_run_keeps_all_that_scoring_needs(saved):
    folder = saved()
    names = {path.name for path in folder.iterdir()}
    assert names == {"predictions.jsonl", "retrieval.jsonl", "cases.jsonl", "run.json"}
    first = _lines(folder / "predictions.jsonl")[0]
    assert first["id"] == "a"
    assert first["latency_ms"] >= 0
    assert {"question", "standalone_question", "status", "mode", "answer"} <= first.keys()
    assert first["citations"][0]["text"].startswith("年内新增")
    trace = _lines(folder / "retrieval.jsonl")[0]
    assert trace["own"] == ["plan"]
    assert trace["hits"][0]["passage_id"] == "plan#一、目标/1"
    about = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert {"corpus_digest", "start", "duration_s", "cases", "errors"} <= about.keys()


def test_a_crash_on_one_question_is_a_result_and_not_the_end(tmp_path, cases, wiring):
    wiring.system.crash_on = cases[0].question
    assert list(run(Plan(cases, ()), tmp_path)) == [(tmp_path, 1)]
    first, second, _ = _lines(tmp_path / "predictions.jsonl")
    assert (first["status"], first["error"]) == ("unavailable", "RuntimeError: boom")
    assert second["status"] == "answered"


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_interrupted_run_leaves_no_half_written_file(tmp_path, cases, wiring, jobs):
    wiring.system.interrupt_on = cases[1].question
    with pytest.raises(KeyboardInterrupt):
        list(run(Plan(cases, (), jobs=jobs), tmp_path / "out"))
    assert not (tmp_path / "out").exists()
    wiring.system.interrupt_on = ""
    list(run(Plan(cases, (), jobs=jobs), tmp_path / "out"))
    assert [row["id"] for row in _lines(tmp_path / "out" / "predictions.jsonl")] == ["a", "b", "c"]


def test_a_saved_run_is_scored_without_the_system(saved):
    folder = saved()
    found = score_folder(folder)
    assert found["cases"] == 3
    values = {name: figure["value"] for name, figure in found["figures"].items()}
    assert values["complete_and_concise"] == values["fact_recall"] == values["facts_cited"] == 1
    assert values["proof@3"] == values["refusal_recall"] == 1
    assert values["forbidden"] == values["false_refusals"] == values["other_document"] == 0
    assert found["statuses"] == {"answerable": {"answered": 2}, "unanswerable": {"not_stated": 1}}
    assert set(found["categories"]) == {"single_target", "list", "unanswerable"}
    assert json.loads((folder / "scores.json").read_text(encoding="utf-8")) == found


def test_an_outside_prediction_file_is_scored_with_the_questions_beside_it(tmp_path, saved):
    questions = saved() / "cases.jsonl"
    outside = tmp_path / "outside"
    outside.mkdir()
    row = {"id": "a", "status": "answered", "answer": "300家", "citations": []}
    (outside / "predictions.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    rows = score_rows(outside, [questions])
    assert [row.prediction.status for row in rows] == ["answered", "unavailable", "unavailable"]
    assert rows[0].reasons() == ["引文中无证据：300家/三百家"]


def test_each_failure_says_why(saved):
    folder = saved(**{"今年要多少家高企?": ("是120家" + "。" * 300, (2,))})
    reasons = "；".join(score_rows(folder)[0].reasons())
    for part in ("缺事实：300家", "引文中无证据", "多余引文 1/1", "断言了禁止内容：120家", "过长"):
        assert part in reasons


@pytest.mark.parametrize("text", ["{", "[]", '{"answer": ""}'])
def test_a_damaged_prediction_is_named_by_its_line(saved, text):
    path = saved() / "predictions.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + text + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"predictions\.jsonl:4："):
        score_rows(path.parent)


def test_how_an_unseen_question_fails_is_not_kept_in_the_scores(saved, cases):
    hidden = replace(cases[0], given_split="unseen", category="诗歌")
    folder = saved(cases=(hidden, *cases[1:]), **{hidden.question: ("120家", ())})
    found = score_folder(folder)
    assert [bool(row["reasons"]) for row in found["rows"]] == [False, False, False]
    assert list(found["categories"]) == ["list", "unanswerable", "诗歌"]
    assert score_rows(folder)[0].reasons() != []
