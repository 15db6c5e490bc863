import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.case import Case, InputError
from evals.folder import members, score_folder, score_rows
from evals.run import generate


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_run_keeps_all_that_scoring_needs(saved: Callable[..., Path]) -> None:
    folder = saved()
    names = {path.name for path in folder.iterdir()}
    assert names == {"predictions.jsonl", "retrieval.jsonl", "cases.jsonl", "run.json"}
    first = _lines(folder / "predictions.jsonl")[0]
    assert first["id"] == "a"
    assert first["latency_ms"] >= 0
    assert {"question", "standalone_question", "status", "mode", "answer"} <= first.keys()
    assert first["citations"][0]["text"].startswith("年内新增")
    trace = _lines(folder / "retrieval.jsonl")[0]
    assert trace["gold"] == ["plan#一、目标/1"]
    assert trace["hits"][0]["passage_id"] == "plan#一、目标/1"
    about = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert {"corpus_digest", "start", "duration_s", "cases", "errors"} <= about.keys()


def test_a_crash_on_one_question_is_a_result_and_not_the_end(
    tmp_path: Path, cases: tuple[Case, ...], scripted: Callable[..., Any]
) -> None:
    system = scripted(crash_on=cases[0].question)
    assert generate(system, cases, tmp_path, {}) == 1
    first, second, _ = _lines(tmp_path / "predictions.jsonl")
    assert (first["status"], first["error"]) == ("unavailable", "RuntimeError: boom")
    assert second["status"] == "answered"


@pytest.mark.parametrize("jobs", [1, 3])
def test_an_interrupted_run_resumes_where_it_stopped(
    tmp_path: Path, cases: tuple[Case, ...], scripted: Callable[..., Any], jobs: int
) -> None:
    with pytest.raises(KeyboardInterrupt):
        generate(scripted(interrupt_on=cases[1].question), cases, tmp_path, {}, jobs=jobs)
    assert [path.name for path in tmp_path.iterdir()] == ["partial.jsonl"]
    with (tmp_path / "partial.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": "b", "p')  # cut off in the middle of a line
    again = scripted()
    generate(again, cases, tmp_path, {}, jobs=jobs, resume=True)
    assert cases[0].question not in again.asked
    assert [row["id"] for row in _lines(tmp_path / "predictions.jsonl")] == ["a", "b", "c"]
    assert not (tmp_path / "partial.jsonl").exists()


def test_another_set_of_questions_is_not_resumed(
    tmp_path: Path, cases: tuple[Case, ...], scripted: Callable[..., Any]
) -> None:
    with pytest.raises(KeyboardInterrupt):
        generate(scripted(interrupt_on=cases[1].question), cases, tmp_path, {})
    with pytest.raises(InputError, match="不能续跑"):
        generate(scripted(), cases[:2], tmp_path, {}, resume=True)


def test_a_saved_run_is_scored_without_the_system(saved: Callable[..., Path]) -> None:
    folder = saved()
    found = score_folder(folder)
    assert found["cases"] == 3
    values = {name: figure["value"] for name, figure in found["figures"].items()}
    assert values["complete_and_concise"] == values["fact_recall"] == values["facts_cited"] == 1
    assert values["proof@3"] == values["refusal_recall"] == 1
    assert values["forbidden"] == values["false_refusals"] == 0
    assert found["statuses"] == {"answerable": {"answered": 2}, "unanswerable": {"not_stated": 1}}
    assert set(found["categories"]) == {"single_target", "list", "unanswerable"}
    assert json.loads((folder / "scores.json").read_text(encoding="utf-8")) == found


def test_an_outside_prediction_file_is_scored_with_the_questions_beside_it(
    tmp_path: Path, saved: Callable[..., Path]
) -> None:
    questions = saved() / "cases.jsonl"
    outside = tmp_path / "outside"
    outside.mkdir()
    row = {"id": "a", "status": "answered", "answer": "300家", "citations": []}
    (outside / "predictions.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    rows = score_rows(outside, [questions])
    assert [row.prediction.status for row in rows] == ["answered", "unavailable", "unavailable"]
    assert rows[0].reasons() == ["引文中无证据：300家/三百家"]


def test_each_failure_says_why(saved: Callable[..., Path]) -> None:
    folder = saved(**{"今年要多少家高企?": ("是120家" + "。" * 300, (2,))})
    reasons = "；".join(score_rows(folder)[0].reasons())
    for part in ("缺事实：300家", "引文中无证据", "多余引文 1/1", "断言了禁止内容：120家", "过长"):
        assert part in reasons


@pytest.mark.parametrize("text", ["{", "[]", '{"answer": ""}'])
def test_a_damaged_prediction_is_named_by_its_line(saved: Callable[..., Path], text: str) -> None:
    path = saved() / "predictions.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + text + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"predictions\.jsonl:4："):
        score_rows(path.parent)


def test_a_folder_without_a_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="先运行"):
        members(tmp_path)


def test_systems_stand_side_by_side_in_the_order_asked(
    tmp_path: Path, saved: Callable[..., Path]
) -> None:
    for name in ("side/tutorial-1", "side/ours"):
        saved(name)
    (tmp_path / "side" / "run.json").write_text('{"systems": ["ours", "tutorial-1"]}')
    assert list(members(tmp_path / "side")) == ["ours", "tutorial-1"]
