"""What a search finds."""

from dataclasses import dataclass

from corpus.passage import Passage


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a passage that was scored by itself: its characters there, and the score, 0..1."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found: score is fused, 0..1; words is raw BM25; vectors the cosine, if known.

    windows are all its parts in order.
    """

    passage: Passage
    score: float
    words: float
    vectors: float | None
    windows: tuple[Window, ...] = ()
