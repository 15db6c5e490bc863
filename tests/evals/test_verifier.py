"""The verifier, measured: right answers and corrupted twins made from the shipped documents."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.writing.sentences import Sentence, Verification
from corpus.library import load_passages
from corpus.passage import Passage
from evals.__main__ import app
from evals.corruption import KINDS, twins
from evals.hand_written import hand_written
from evals.paraphrase import made_answers
from evals.verifier import (
    RIGHT,
    TARGETS,
    Measured,
    Rate,
    chosen,
    is_caught,
    measure,
    save,
    wilson,
)

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
SAMPLE = 90


@pytest.fixture(scope="module")
def passages() -> tuple[Passage, ...]:
    return load_passages(DOCUMENTS).passages


@pytest.fixture(scope="module")
def measured(passages: tuple[Passage, ...]) -> Measured:
    return measure(passages, SAMPLE)


def test_at_least_three_hundred_right_answers_of_several_kinds_are_made(
    passages: tuple[Passage, ...],
) -> None:
    made = made_answers(passages)
    counts = Counter(answer.kind for answer in made)
    assert len(made) >= 300
    assert len([kind for kind, count in counts.items() if count >= 20]) >= 6
    assert {answer.held_out for answer in made} == {True, False}
    assert [a.text for a in made] == [a.text for a in made_answers(passages)]


def test_every_mark_of_a_right_answer_is_on_a_passage_that_says_it(
    passages: tuple[Passage, ...],
) -> None:
    for answer in made_answers(passages):
        assert len({p.id for p in answer.sources}) == 5
        marks = {mark for part in answer.parts for mark in part.marks}
        assert marks <= set(range(1, 6))
        if marks and answer.kind != "两段合并":
            assert {answer.sources[mark - 1].id for mark in marks} == {answer.about.id}


def test_a_twin_differs_in_one_sentence_and_is_no_longer_true(
    passages: tuple[Passage, ...],
) -> None:
    seen = set()
    for number, answer in enumerate(chosen(passages, SAMPLE)):
        for twin in twins(answer, passages, random.Random(number)):
            seen.add(twin.kind)
            parts = [*answer.parts, None][: len(twin.answer.parts)]
            differ = [
                at
                for at, (mine, theirs) in enumerate(zip(twin.answer.parts, parts, strict=True))
                if mine != theirs
            ]
            assert differ == [twin.at]
            if twin.kind == "引文移到别段":
                part = twin.answer.parts[twin.at]
                assert not set(part.marks) & set(answer.parts[twin.at].marks)
            if twin.kind == "数字改一位" and answer.parts[twin.at].marks:
                cited = [answer.sources[m - 1].text for m in answer.parts[twin.at].marks]
                told = set(re.findall(r"[\d.]*\d", twin.answer.parts[twin.at].text))
                new = told - set(re.findall(r"[\d.]*\d", answer.parts[twin.at].text))
                assert new
                assert not any(re.search(rf"(?<![\d.]){n}(?![\d.])", c) for n in new for c in cited)
    assert seen == set(KINDS)


def rate(measured: Measured, kind: str) -> Rate:
    return next(r for r in measured.rates["all"] if r.kind == kind)


def test_right_answers_pass(measured: Measured) -> None:
    assert rate(measured, RIGHT).made == SAMPLE
    assert rate(measured, RIGHT).rate <= TARGETS[RIGHT] + 0.02


# Below the target, and so reported: without lists of names or of words that mean the same, one
# name for another of the same passage passes, and a free paraphrase is refused (ADR 0009).
KNOWN_SHORT = {"换项目名称": 0.75}
REFUSED, MISSED = 0.45, 0.20


# A sample is small: a miss or two below the target must not fail it, a broken rule must.
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_corruption_is_caught(measured: Measured, kind: str) -> None:
    found = rate(measured, kind)
    assert found.made >= 5
    target = KNOWN_SHORT.get(kind, TARGETS[kind])
    assert found.caught >= target * found.made - 2


def test_answers_written_by_hand_are_judged_as_their_writer_judged_them(
    passages: tuple[Passage, ...],
) -> None:
    written = hand_written(passages)
    right = [one for one in written if one.is_right]
    wrong = [one for one in written if not one.is_right]
    assert len(right) >= 30
    assert len(wrong) >= 30
    refused = [one.id for one in right if not one.is_judged_well(one.verified())]
    missed = [one.id for one in wrong if not one.is_judged_well(one.verified())]
    assert len(refused) <= REFUSED * len(right), refused
    assert len(missed) <= MISSED * len(wrong), missed


def test_only_the_sentence_that_was_made_wrong_counts_as_caught(
    passages: tuple[Passage, ...],
) -> None:
    answer = next(a for a in made_answers(passages) if len(a.parts) > 2)
    twin = next(t for t in twins(answer, passages, random.Random(1)) if t.at == len(answer.parts))
    other = Sentence(answer.parts[1].text, faults=("不对",))
    wrong = Sentence(twin.answer.parts[twin.at].text, faults=("不对",))
    assert not is_caught(twin, Verification((other,)))
    assert is_caught(twin, Verification((other, wrong)))


@pytest.mark.parametrize(
    ("got", "of", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 100, 0.0, 0.037), (99, 100, 0.9455, 0.9982), (50, 100, 0.404, 0.596)],
)
def test_the_interval_is_wilsons(got: int, of: int, low: float, high: float) -> None:
    assert wilson(got, of) == pytest.approx((low, high), abs=1e-3)


def test_the_result_and_every_miss_are_written(measured: Measured, tmp_path: Path) -> None:
    save(measured, tmp_path / "out")
    saved = json.loads((tmp_path / "out" / "verifier.json").read_text(encoding="utf-8"))
    assert {row["kind"] for row in saved["rates"]["all"]} == {RIGHT, *KINDS}
    assert saved["p95_ms"] > 0
    lines = (tmp_path / "out" / "verifier_misses.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(measured.misses)


def test_the_command_prints_the_table_or_json() -> None:
    shown = CliRunner().invoke(app, ["verifier", "--limit", "3", "--documents", str(DOCUMENTS)])
    assert shown.exit_code == 0
    assert RIGHT in shown.stdout
    assert "95% 区间" in shown.stdout
    arguments = ["verifier", "--limit", "3", "--json", "--documents", str(DOCUMENTS)]
    found = json.loads(CliRunner().invoke(app, arguments).stdout)
    assert found["rates"]["all"][0]["made"] == 3
