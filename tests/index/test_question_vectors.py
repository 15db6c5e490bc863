"""Vectors of the expected questions: embedded once, found by text, missed without harm."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from corpus.expected_questions import Expected

from index.embedder import Embedder
from index.question_index import QuestionIndex
from index.question_vectors import QuestionVectors, question_vectors

ASKED = {"券何时兑付": (1.0, 0.1, 0.5), "谁来受理": (0.1, 1.0, 0.5), "要交几张表": (0.2, 0.2, 0.5)}


class Counting(Embedder):
    """Gives the vectors above and remembers what it was asked."""

    name = "counting-1"
    local = True

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        raise AssertionError("questions are no documents")

    def embed_query(self, text: str) -> list[float]:
        self.asked.append(text)
        return list(ASKED.get(text, (0.3, 0.3, 0.3)))


@pytest.fixture
def vectors() -> QuestionVectors:
    return QuestionVectors.made(list(ASKED), list(ASKED.values()))


def test_questions_are_embedded_once_and_kept(tmp_path: Path) -> None:
    first = question_vectors(list(ASKED), Counting(), tmp_path)
    again = question_vectors(list(ASKED), idle := Counting(), tmp_path)
    assert first is not None
    assert again is not None
    assert idle.asked == []
    assert np.allclose(first.of(list(ASKED))[0], again.of(list(ASKED))[0], atol=1e-3)
    assert first.of(list(ASKED))[1].all()


def test_only_new_questions_are_embedded_and_progress_counts_them(tmp_path: Path) -> None:
    question_vectors(list(ASKED), Counting(), tmp_path)
    told: list[tuple[int, int]] = []
    question_vectors([*ASKED, "何时开评"], later := Counting(), tmp_path, lambda *n: told.append(n))
    assert later.asked == ["何时开评"]
    assert told == [(1, 1)]


def test_whoever_stops_it_half_way_goes_on_from_there(tmp_path: Path) -> None:
    many = [f"第{n}问" for n in range(64 * 17)]

    def stop(done: int, total: int) -> None:
        if done >= 64 * 16:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        question_vectors(many, Counting(), tmp_path, stop)
    question_vectors(many, later := Counting(), tmp_path)
    assert len(later.asked) == 64


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    question_vectors(list(ASKED), Counting(), tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:50])
    assert question_vectors(list(ASKED), later := Counting(), tmp_path) is not None
    assert len(later.asked) == len(ASKED)


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("")
    assert question_vectors(list(ASKED), Counting(), taken / "store") is not None


def test_nothing_is_sent_to_a_service_nor_made_of_nothing(tmp_path: Path, embedder: Any) -> None:
    assert not embedder.local
    assert question_vectors(list(ASKED), embedder, tmp_path) is None
    assert question_vectors(list(ASKED), None, tmp_path) is None
    assert question_vectors([], Counting(), tmp_path) is None


def test_a_near_question_is_like_though_it_shares_no_word(vectors) -> None:
    index = QuestionIndex(
        [Expected(text, ()) for text in ASKED], vectors, lambda text: (0.9, 0.0, 0.5)
    )
    likest = index.alike("钱几月份到手")[0]
    assert likest.expected.text == "券何时兑付"
    assert likest.score > 0.5


@pytest.mark.parametrize("embed", [lambda text: None, lambda text: (0.0, 1.0, 0.5)])
def test_a_question_without_vector_is_found_by_its_words(vectors, embed) -> None:
    index = QuestionIndex(
        [*(Expected(t, ()) for t in ASKED), Expected("补贴多少钱", ())], vectors, embed
    )
    assert index.alike("补贴多少钱")[0].expected.text == "补贴多少钱"


def test_what_parts_wordings_of_one_answer_tells_little(passages) -> None:
    """Along the second axis only wordings of one answer differ: nearness there is no likeness."""
    rows = {
        "券何时兑付": (1.0, 0.9, 0.0),
        "兑付的日子": (1.0, -0.9, 0.0),
        "谁来受理": (-1.0, 0.9, 0.0),
        "受理的部门": (-1.0, -0.9, 0.0),
    }
    first, second = ((p, p.text) for p in passages[:2])
    expected = [Expected(text, (first if n < 2 else second,)) for n, text in enumerate(rows)]
    vectors = QuestionVectors.made(list(rows), list(rows.values()))
    index = QuestionIndex(expected, vectors, lambda text: (0.4, 0.9, 0.0))
    scores = {one.expected.text: one.score for one in index.alike("钱几月份到手")}
    assert scores["兑付的日子"] > scores.get("谁来受理", 0.0)
