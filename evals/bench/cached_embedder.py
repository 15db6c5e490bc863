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


class CachedEmbedder(Embedder):
    """Keeps the vectors of texts in a folder, so that a benchmark that was stopped goes on."""

    def __init__(self, model: Embedder, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.name = model.name
        self._model, self._made = model, MadeVectors(folder, model.name)
        self.texts: list[str] = []
        self.anew = 0
        """Texts that were not in the folder."""
        self.spent = 0.0
        """Seconds in here."""
        self.fresh = False
        """Made by the model though they may be in the folder."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """From the folder, or by the model."""
        if self.fresh:
            return self._model.embed_documents(texts)
        start = time.perf_counter()
        lacking = self._made.lacking(texts)
        for n in range(0, len(lacking), _BATCH):
            batch = lacking[n : n + _BATCH]
            self._made.add(batch, unit(self._model.embed_documents(batch)))
        self.texts += texts
        self.anew += len(lacking)
        found = [self._made[text].tolist() for text in texts]
        self.spent += time.perf_counter() - start
        return found

    def embed_query(self, text: str) -> list[float]:
        """Always by the model."""
        return self._model.embed_query(text)

    def alone(self) -> float:
        """Seconds that embedding all texts takes by itself, told from some of them."""
        sample = self.texts[:: max(1, len(self.texts) // _SAMPLE)]
        start = time.perf_counter()
        self._model.embed_documents(sample)
        return (time.perf_counter() - start) * len(self.texts) / max(1, len(sample))


class StandIn(Embedder):
    """Random unit vectors for what is indexed; questions, and documents later on, by the model."""

    def __init__(self, model: Embedder) -> None:
        self.name = f"stand-in-{model.name}"
        self.model = model
        self.random = True
        self.spent = 0.0
        """Seconds for random vectors, which nobody else would spend."""
        self._width = len(model.embed_query("宽"))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The same for the same text."""
        if not self.random:
            return self.model.embed_documents(texts)
        start = time.perf_counter()
        rows: list[list[float]] = unit([self._row(text) for text in texts]).tolist()
        self.spent += time.perf_counter() - start
        return rows

    def embed_query(self, text: str) -> list[float]:
        """A made one, at its cost."""
        return self.model.embed_query(text)

    def _row(self, text: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        seed = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
        return np.random.default_rng(int.from_bytes(seed)).standard_normal(self._width)
