from collections.abc import Sequence

import pytest

from evals import gate
from evals.case import Case, InputError
from evals.gate import judge, load_baseline, sampled, save_baseline
from evals.metrics import Tally
from evals.question_set import load, shipped_questions
from evals.score import Row, rows


def _rows(right: Sequence[bool], category: str = "list", split: str = "dev") -> list[Row]:
    cases = [Case(f"q{n}", category, "?", True, given_split=split) for n in range(len(right))]
    scored = rows(cases, {})
    return [
        Row(row.case, row.prediction, {**row.tallies, "complete_and_concise": Tally(good, 1)})
        for row, good in zip(scored, right, strict=True)
    ]


def _then(size: int, wrong: int = 0) -> dict[str, bool]:
    return {f"q{n}": n >= wrong for n in range(size)}


@pytest.mark.parametrize(
    ("size", "lost", "gained", "category", "fault"),
    [
        (300, 0, 0, "list", ""),
        (300, 1, 0, "list", ""),  # no single question is pinned
        (300, 6, 0, "list", ""),  # six lost are chance still: p = .016
        (300, 7, 0, "list", "显著变差（p = 0.0078）"),
        (300, 12, 6, "list", ""),  # what is gained counts too
        (300, 30, 8, "list", "显著变差"),
        (20, 4, 0, "诗歌", "诗歌 20 题，对的由 20 降到 16"),  # a category falls
        (20, 3, 0, "诗歌", ""),  # not by three questions
        (50, 5, 0, "诗歌", ""),  # nor by a tenth
        (19, 5, 0, "诗歌", ""),  # a small category has no floor
    ],
)
def test_a_column_fails_only_where_it_is_surely_worse(size, lost, gained, category, fault):
    then = _then(size, wrong=gained)
    now = [n < gained or n >= gained + lost for n in range(size)]
    told, faults = judge("shipped", _rows(now, category), then)
    assert f"变对 {gained}，变错 {lost}" in told
    assert bool(faults) == bool(fault)
    assert fault in "".join(faults)


def test_the_baseline_is_one_line_a_column_and_survives_the_round_trip(tmp_path):
    made = {"shipped": {"a": True, "b": False}, "unseen": {"c": True}}
    save_baseline(made, tmp_path / "baseline.json")
    assert load_baseline(tmp_path / "baseline.json") == made
    assert (tmp_path / "baseline.json").read_text(encoding="utf-8").count("\n") == 4
    with pytest.raises(InputError, match="还没有基线"):
        load_baseline(tmp_path / "none.json")


def test_the_sample_is_the_test_split_and_a_stable_part_of_dev():
    questions = load(shipped_questions())
    found = sampled(questions)
    test = [case for case in questions if case.split == "test"]
    assert [case for case in found if case.split == "test"] == test
    assert 420 < len(found) < 480
    assert set(sampled(questions[::2])) <= set(found)


def test_the_committed_baseline_is_small_and_about_the_sample():
    assert gate.BASELINE.stat().st_size < 40_000
    known = {case.id for case in sampled(load(shipped_questions()))}
    assert set(load_baseline(gate.BASELINE)["shipped"]) <= known
