"""A generation's windows and vectors beside its Chroma, so that opening it needs no database."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.vector_index import Vectors

_TEXTS = "windows.json"
_VECTORS = "vectors.npy"


def save(generation: Path, texts: Sequence[str], vectors: Vectors | None) -> str:
    """Write both in the manifest's order (vectors None: words alone); returns their digest."""
    (generation / _TEXTS).write_text(json.dumps(list(texts)), encoding="ascii")
    if vectors is not None:
        np.save(generation / _VECTORS, vectors, allow_pickle=False)
    return _digest(generation)


def load(generation: Path, digest: str) -> tuple[list[str], Vectors | None] | None:
    """What was saved; None where it is missing or not what the digest was taken of."""
    if not intact(generation, digest):
        return None
    texts = json.loads((generation / _TEXTS).read_bytes())
    path = generation / _VECTORS
    if not path.exists():
        return texts, None
    return texts, np.load(io.BytesIO(path.read_bytes()), allow_pickle=False)


def intact(generation: Path, digest: str) -> bool:
    """Whether the snapshot is there and undamaged."""
    try:
        return bool(digest) and _digest(generation) == digest
    except OSError:
        return False


def _digest(generation: Path) -> str:
    """Of the texts, then of the vectors, if there are any."""
    total = hashlib.sha256()
    for path in (generation / _TEXTS, generation / _VECTORS):
        if path.name == _TEXTS or path.exists():
            content = path.read_bytes()
            total.update(f"{path.name} {len(content)}\n".encode())
            total.update(content)
    return total.hexdigest()
