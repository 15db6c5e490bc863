"""Vectors of the shipped expected questions, computed beforehand: a first start has no time to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.tokenizer import normalize

SHIPPED = Path(__file__).with_name("expected")
_LEVELS = 127  # of a signed byte: a quarter of the size, and no rank changes

Vector = Sequence[float]
Rows = npt.NDArray[np.float32]


@dataclass(frozen=True)
class QuestionVectors:
    """One embedder's vectors of questions, by the digest of their text, less what is common to
    all: e5 packs all questions closely, and only what sets them apart tells."""

    common: Rows
    rows: Mapping[int, Rows]

    @staticmethod
    def made(texts: Sequence[str], vectors: Sequence[Vector]) -> QuestionVectors:
        """Of plain vectors, one a text."""
        plain = np.asarray(vectors, dtype=np.float32)
        common = plain.mean(axis=0)
        return QuestionVectors(
            common, dict(zip(map(_digest, texts), _unit(plain - common), strict=True))
        )

    def of(self, texts: Sequence[str]) -> tuple[Rows, npt.NDArray[np.bool_]]:
        """The rows of texts, and which of them there are; a missing one is all zero."""
        digests = [_digest(text) for text in texts]
        none = np.zeros_like(self.common)
        rows = [self.rows.get(digest, none) for digest in digests]
        known = np.array([digest in self.rows for digest in digests], dtype=np.bool_)
        return np.array(rows, dtype=np.float32).reshape(len(texts), -1), known

    def centred(self, vector: Vector) -> Rows:
        """A question's plain vector, made comparable with the rows."""
        return _unit(np.asarray(vector, dtype=np.float32) - self.common)

    def save(self, path: Path) -> None:
        """As signed bytes."""
        rows = np.array(list(self.rows.values()))
        scale = float(np.abs(rows).max()) / _LEVELS
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez_compressed(
            path,
            common=self.common,
            scale=np.float32(scale),
            digests=np.array(list(self.rows), dtype=np.uint64),
            rows=np.round(rows / scale).astype(np.int8),
        )


def shipped_vectors(embedder: str, folder: Path = SHIPPED) -> QuestionVectors | None:
    """Those made with an embedder, by its name; None where none ship."""
    path = vectors_path(embedder, folder)
    if not path.is_file():
        return None
    with np.load(path) as saved:
        rows = _unit(saved["rows"].astype(np.float32) * saved["scale"])
        return QuestionVectors(
            saved["common"], dict(zip(saved["digests"].tolist(), rows, strict=True))
        )


def vectors_path(embedder: str, folder: Path = SHIPPED) -> Path:
    """Where the vectors made with an embedder are kept."""
    return folder / f"{embedder}.npz"


def embedded(
    texts: Sequence[str], embed: Callable[[str], Vector], progress: Callable[[], object]
) -> QuestionVectors:
    """The vectors of questions, embedded one by one; progress is called after each."""
    vectors = []
    for text in texts:
        vectors.append(embed(normalize(text)))
        progress()
    return QuestionVectors.made(texts, vectors)


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=8).digest(), "big")


def _unit(rows: Rows) -> Rows:
    """Rows of length one."""
    length = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(length, 1e-9), dtype=np.float32)
