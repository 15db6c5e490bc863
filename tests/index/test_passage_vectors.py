"""The vector leg ranks passages by their best window and as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.passage import Passage
from index.contents import load_contents
from index.indexer import sync
from index.passage_vectors import PassageVectors
from index.vector_index import unit
from index.weighing import SHIPPED, Weighing

UNMEASURED = Weighing(inner=0)


def rows(*angles: float) -> Any:
    """Unit vectors in the plane, by their angle in degrees."""
    turned = np.radians(angles)
    return unit(np.stack([np.cos(turned), np.sin(turned)], axis=1))


def cos(degrees: float) -> float:
    return float(np.cos(np.radians(degrees)))


def test_a_window_and_the_whole_count_together() -> None:
    """One passage of windows at 0 and 60 and a whole at 30; one of a single window at 90."""
    near = PassageVectors(rows(0, 60, 30, 90), [2, 1], UNMEASURED).nearness([1.0, 0.0])
    assert near.windows == pytest.approx([1.0, cos(60), 0.0], abs=1e-6)
    share = SHIPPED.whole
    assert near.passages == pytest.approx([(1 - share) * 1.0 + share * cos(30), 0.0], abs=1e-6)


def test_windows_keep_their_cosines_while_passages_rank_by_the_measure_of_the_index() -> None:
    """What is told of a window must not depend on what else the library holds."""
    vectors, counts = rows(0, 60, 30, 50, 110, 80), [2, 2]
    measured = PassageVectors(vectors, counts).nearness([1.0, 0.0])
    plain = PassageVectors(vectors, counts, UNMEASURED).nearness([1.0, 0.0])
    assert measured.windows == pytest.approx(plain.windows)
    assert measured.passages != pytest.approx(plain.passages)


def test_a_library_of_short_passages_ranks_by_plain_cosines() -> None:
    near = PassageVectors(rows(0, 60), [1, 1]).nearness([1.0, 0.0])
    assert near.passages == pytest.approx([1.0, cos(60)], abs=1e-6)


@pytest.mark.parametrize("part", ["windows", "passages"])
def test_there_is_one_score_for_each(part: str) -> None:
    near = PassageVectors(rows(*range(8)), [1, 3, 2]).nearness([0.0, 1.0])
    assert len(getattr(near, part)) == {"windows": 6, "passages": 3}[part]


def test_the_store_keeps_the_whole_of_a_long_passage(
    store: Path, passages: list[Passage], embedder: Any
) -> None:
    sync(passages, embedder, store)
    held = load_contents(store)
    assert held.vectors is not None
    several = [parts for parts in held.windows if len(parts) > 1]
    assert several
    assert len(held.vectors) == sum(map(len, held.windows)) + len(several)
    assert ["".join(parts) for parts in held.windows] == [p.text for p in passages]
