"""Vectors made once for all benchmarks and sizes, and vectors that stand in for made ones."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import numpy as np

from index.embedder import Embedder
from index.encoding import MadeVectors
from index.vector_index import unit

_BATCH = 32
_SAMPLE = 64  # texts embedded anew, to see how fast that is now


class PreparedEmbedder(Embedder):
    """Of texts by something faster than the model, while prepared; of questions by the model."""

    def __init__(self, model: Embedder) -> None:
        self.name, self.model = f"prepared-{model.name}", model
        self.prepared = True
        self.texts: list[str] = []
        self.spent = 0.0
        """Seconds in here, which nobody else would spend."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Rows of the model's width."""
        if not self.prepared:
            return self.model.embed_documents(texts)
        start = time.perf_counter()
        rows = self.prepare(texts)
        self.texts += texts
        self.spent += time.perf_counter() - start
        return rows

    def embed_query(self, text: str) -> list[float]:
        """At its cost."""
        return self.model.embed_query(text)

    def prepare(self, texts: list[str]) -> list[list[float]]:
        """Random unit vectors, the same for the same text."""
        digests = (hashlib.blake2b(t.encode("utf-8", "replace"), digest_size=8) for t in texts)
        made = (np.random.default_rng(int.from_bytes(one.digest())) for one in digests)
        rows: list[list[float]] = unit([one.standard_normal(384) for one in made]).tolist()
        return rows


class CachedEmbedder(PreparedEmbedder):
    """Keeps the vectors of texts in a folder, so that a benchmark that was stopped goes on."""

    def __init__(self, model: Embedder, folder: Path) -> None:
        super().__init__(model)
        folder.mkdir(parents=True, exist_ok=True)
        self._made = MadeVectors(folder, model.name)
        self.anew = 0
        """Texts that were not in the folder."""

    def prepare(self, texts: list[str]) -> list[list[float]]:
        """From the folder, or by the model."""
        lacking = self._made.lacking(texts)
        for n in range(0, len(lacking), _BATCH):
            batch = lacking[n : n + _BATCH]
            self._made.add(batch, unit(self.model.embed_documents(batch)))
        self.anew += len(lacking)
        return [self._made[text].tolist() for text in texts]

    def alone(self) -> float:
        """Seconds that embedding all texts takes by itself, told from some of them."""
        sample = self.texts[:: max(1, len(self.texts) // _SAMPLE)]
        start = time.perf_counter()
        self.model.embed_documents(sample)
        return (time.perf_counter() - start) * len(self.texts) / max(1, len(sample))
