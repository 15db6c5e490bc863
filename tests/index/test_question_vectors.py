"""Vectors of the expected questions: kept small, found by text, missed without harm."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.expected_questions import Expected, expected_questions
from corpus.library import load_passages
from index.embedder import BundledEmbedder
from index.indexer import SHIPPED_DOCUMENTS
from index.question_index import QuestionIndex
from index.question_vectors import QuestionVectors, embedded, shipped_vectors, vectors_path

ASKED = {"券何时兑付": (1.0, 0.1, 0.5), "谁来受理": (0.1, 1.0, 0.5), "要交几张表": (0.2, 0.2, 0.5)}


@pytest.fixture
def vectors() -> QuestionVectors:
    return embedded(list(ASKED), lambda text: ASKED[text], lambda: None)


def test_vectors_come_back_from_the_file_nearly_the_same(vectors, tmp_path) -> None:
    path = vectors_path("some-embedder", tmp_path)
    vectors.save(path)
    again = shipped_vectors("some-embedder", tmp_path)
    assert again is not None
    rows, known = vectors.of(list(ASKED))
    rows_again, known_again = again.of(list(ASKED))
    assert known.all()
    assert known_again.all()
    assert np.allclose(rows, rows_again, atol=0.01)


def test_another_embedder_has_no_vectors(tmp_path) -> None:
    assert shipped_vectors("some-embedder", tmp_path) is None


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


def test_the_shipped_questions_have_their_vectors() -> None:
    """Else run python -m index expected."""
    found, _ = expected_questions(load_passages(SHIPPED_DOCUMENTS).passages, SHIPPED_DOCUMENTS)
    vectors = shipped_vectors(BundledEmbedder().name)
    assert vectors is not None
    _, known = vectors.of([one.text for one in found])
    assert known.mean() > 0.95
