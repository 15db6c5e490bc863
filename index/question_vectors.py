"""Vectors of the expected questions: embedded once, kept in the store beside the windows."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from index.embedder import Embedder
from index.tokenizer import normalize
from index.vector_index import unit

Vector = Sequence[float]
Rows = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with (questions embedded, questions to embed)."""

_BATCH = 64
_SAVED_AFTER = 16  # batches: whoever stops it half-way goes on from there


@dataclass(frozen=True)
class QuestionVectors:
    """Questions' vectors by the digest of their text, less what is common to all: e5 packs all
    questions closely, and only what sets them apart tells."""

    common: Rows
    rows: Mapping[int, Rows]

    @staticmethod
    def made(texts: Sequence[str], vectors: Sequence[Vector] | Rows) -> QuestionVectors:
        """Of plain vectors, one a text."""
        plain = np.asarray(vectors, dtype=np.float32)
        common = plain.mean(axis=0)
        return QuestionVectors(
            common, dict(zip(map(_digest, texts), unit(plain - common), strict=True))
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
        rows: Rows = unit([np.asarray(vector, dtype=np.float32) - self.common])
        return np.asarray(rows[0], dtype=np.float32)


def question_vectors(
    texts: Sequence[str], embedder: Embedder | None, store: Path, progress: Progress | None = None
) -> QuestionVectors | None:
    """Those of all texts; what the store has not yet is embedded and kept there.

    None for words alone, and for an embedding service: thousands of questions are not sent out.
    Raises EmbedderFailed.
    """
    wanted = list(dict.fromkeys(texts))
    if embedder is None or not embedder.local or not wanted:
        return None
    path = store / f"questions-{embedder.name}.npz"
    kept = _load(path)
    fresh = [text for text in wanted if _digest(text) not in kept]
    for number, start in enumerate(range(0, len(fresh), _BATCH), 1):
        batch = fresh[start : start + _BATCH]
        vectors = embedder.embed_queries([normalize(text) for text in batch])
        kept.update(zip(map(_digest, batch), np.asarray(vectors, dtype=np.float16), strict=True))
        done = start + len(batch)
        if number % _SAVED_AFTER == 0 or done == len(fresh):
            _save(
                path, {digest: kept[digest] for text in wanted if (digest := _digest(text)) in kept}
            )
        if progress:
            progress(done, len(fresh))
    rows = np.array([kept[_digest(text)] for text in wanted], dtype=np.float32)
    return QuestionVectors.made(wanted, rows)


def _load(path: Path) -> dict[int, npt.NDArray[np.float16]]:
    """What was kept; nothing where the file is missing or damaged: then all are embedded anew."""
    try:
        with np.load(path, allow_pickle=False) as saved:
            return dict(zip(saved["digests"].tolist(), saved["rows"], strict=True))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}


def _save(path: Path, kept: Mapping[int, npt.NDArray[np.float16]]) -> None:
    """Whole or not at all; a folder that cannot be written is no reason not to answer."""
    draft = path.with_name(f"{path.stem}-{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            digests = np.array(list(kept), dtype=np.uint64)
            np.savez(file, digests=digests, rows=np.array(list(kept.values())))
        os.replace(draft, path)
    except OSError:
        with suppress(OSError):
            draft.unlink()


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=8).digest(), "big")
