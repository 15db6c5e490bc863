from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.case import InputError
from evals.folder import score_rows
from evals.gate import (
    baseline_of,
    gate,
    load_baseline,
    save_baseline,
    shipped_questions,
    watched,
    worse,
)
from evals.question_set import load, select
from evals.score import scores

HNTE, RATIO, MONEY = "今年要多少家高企?", "研发占比和孵化器呢?", "补贴多少钱?"


def _scores(folder: Path) -> dict[str, Any]:
    return scores(score_rows(folder))


def test_the_same_answers_pass(saved: Callable[..., Path]) -> None:
    good = _scores(saved())
    assert gate(good, baseline_of(good)) == []


@pytest.mark.parametrize(
    ("fault", "changes", "said"),
    [
        ("a wrong figure in an answer", {HNTE: ("新增310家[1]。", (0,))}, "a：回答由对变错"),
        ("a dropped citation", {RATIO: ("占比2.4%左右[1],孵化器35家。", (1,))}, "b：引文由对变错"),
        ("a refusal turned into an answer", {MONEY: ("补贴300家[1]。", (0,))}, "c：回答由对变错"),
    ],
)
def test_a_planted_fault_is_caught(
    saved: Callable[..., Path], fault: str, changes: dict[str, Any], said: str
) -> None:
    baseline = baseline_of(_scores(saved("good")))
    found = gate(_scores(saved("bad", **changes)), baseline)
    assert any(said in line for line in found), fault
    assert any("基线" in line for line in found), "the figures fell too"


def test_a_figure_may_move_within_its_interval(saved: Callable[..., Path]) -> None:
    good = _scores(saved())
    baseline = baseline_of(good)
    baseline["figures"]["fact_recall"] = {"value": 1.0, "low": 0.9, "high": 1.0}
    good["figures"]["fact_recall"]["value"] = 0.92
    assert gate(good, baseline) == []
    good["figures"]["fact_recall"]["value"] = 0.89
    assert gate(good, baseline) == ["事实召回：0.890，低于基线 1.000 [0.900, 1.000]"]


def test_more_forbidden_assertions_fail_though_the_figure_rises(
    saved: Callable[..., Path],
) -> None:
    good = _scores(saved())
    baseline = baseline_of(good)
    good["figures"]["forbidden"]["value"] = 0.1
    assert gate(good, baseline) == ["断言了禁止内容：0.100，高于基线 0.000 [0.000, 0.000]"]


def test_a_question_that_vanished_is_noticed(saved: Callable[..., Path]) -> None:
    good = _scores(saved())
    baseline = baseline_of(good)
    good["rows"] = good["rows"][1:]
    assert gate(good, baseline) == ["a：基线中有而本次没有"]


def test_a_question_that_was_wrong_may_stay_wrong(saved: Callable[..., Path]) -> None:
    bad = _scores(saved("bad", **{HNTE: ("不知道。", ())}))
    assert gate(bad, baseline_of(bad)) == []


def test_lowering_the_baseline_is_noticed(saved: Callable[..., Path]) -> None:
    good = baseline_of(_scores(saved("good")))
    bad = baseline_of(_scores(saved("bad", **{HNTE: ("120家[1]。", (0,))})))
    assert any(line.startswith("断言了禁止内容：0.000 → 0.333") for line in worse(bad, good))
    assert worse(good, bad) == []


def test_the_baseline_survives_the_round_trip(tmp_path: Path, saved: Callable[..., Path]) -> None:
    made = baseline_of(_scores(saved()))
    save_baseline(made, tmp_path / "baseline.json")
    assert load_baseline(tmp_path / "baseline.json") == made
    with pytest.raises(InputError, match="还没有基线"):
        load_baseline(tmp_path / "none.json")


def test_one_dev_question_of_three_is_watched() -> None:
    questions = load(shipped_questions())
    found, dev = watched(questions), select(questions, "dev")
    assert {case.split for case in found} == {"dev"}
    assert 0.30 < len(found) / len(dev) < 0.37
    assert {case.id for case in found} == set(load_baseline()["cases"])
