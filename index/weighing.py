"""What each part of a search counts for; a part weighed 0 is off."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weights of a search; evals run --systems ours,no-whole,… measures it part by part."""

    words: float = 0.4
    vectors: float = 0.6
    expansion: float = 0.5
    """What an added official term counts for beside a word of the question."""
    whole: float = 0.6
    """What the whole passage counts for beside its best window: a window holds the detail asked,
    the whole what it is about."""
    inner: float = 0.2
    """How far directions that vary inside passages count for less (index/metric.py)."""
    reranked: float = 0.5
    """What a reranking service counts for beside the fused score."""

    def of(self, leg: str) -> float:
        """The weight of a leg, "words" or "vectors"."""
        return {"words": self.words, "vectors": self.vectors}[leg]


SHIPPED = Weighing()
