"""Chroma queried: near to exact search, and what a passage's vectors are worth together."""

from pathlib import Path

import numpy as np
import pytest

from index.nearness import Nearness
from index.vector_index import VectorIndex, Vectors, copied, row_ids, unit, write


def index_of(folder: Path, passages: list[tuple[str, int]], vectors: Vectors) -> VectorIndex:
    ids = [row for key, count in passages for row in row_ids(key, count)]
    assert write(folder, [], ids, vectors) == len(ids)
    return VectorIndex(copied(folder), passages)


def plane(*angles: float) -> Vectors:
    """Unit vectors in the plane, by their angle in degrees."""
    turned = np.radians(angles)
    return unit(np.stack([np.cos(turned), np.sin(turned)], axis=1))


def cos(degrees: float) -> float:
    return float(np.cos(np.radians(degrees)))


def test_recall_against_exact_search(tmp_path):
    """Random directions are the hardest case: nothing lies near anything."""
    random = np.random.default_rng(7)
    vectors = unit(random.normal(size=(2000, 384)))
    passages = [(f"p{n}", 1) for n in range(len(vectors))]
    index = index_of(tmp_path / "chroma", passages, vectors)
    recalls = []
    for query in unit(random.normal(size=(40, 384))):
        exact = vectors @ query
        best = {f"p{n}~0" for n in np.argsort(-exact)[:100]}
        found = index.nearest(query.tolist(), 100)
        recalls.append(len(best & found.keys()) / 100)
        for row, cosine in list(found.items())[:5]:
            assert cosine == pytest.approx(exact[int(row[1:-2])], abs=1e-5)
    assert np.mean(recalls) >= 0.99


def test_a_passage_far_from_the_question_scores_nothing_but_has_its_cosines(tmp_path, monkeypatch):
    monkeypatch.setattr(VectorIndex.nearest, "__defaults__", (2,))
    index = index_of(tmp_path / "chroma", [("a", 1), ("b", 2), ("c", 1)], plane(1, 50, 80, 60, 2))
    near = Nearness(index, [1.0, 0.0])
    assert near.passages == pytest.approx([cos(1), 0, cos(2)], abs=1e-6)
    assert near.windows(1) == pytest.approx([cos(50), cos(80)], abs=1e-6)
