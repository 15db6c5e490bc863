"""Windows and their vectors in an embedded Chroma collection; scored exactly, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from index.errors import StoreUnreadable
from index.fusion import Scores

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

Vectors = npt.NDArray[np.float32]

_COLLECTION = "windows"
_BATCH = 5461  # Chroma's own limit
_NO_VECTOR = np.ones((1, 1), dtype=np.float32)  # Chroma wants one even where words are all


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a passage as stored; passage and number name it, digest is the passage's."""

    passage: str
    number: int
    digest: str
    text: str

    @property
    def id(self) -> str:
        """Passage id + window number."""
        return window_id(self.passage, self.number)


def window_id(passage: str, number: int) -> str:
    """The id under which Chroma knows a window."""
    return _plain(f"{passage}~{number}")


def write(
    folder: Path, delete: Sequence[str], windows: Sequence[Window], vectors: Vectors | None
) -> int:
    """Delete ids, then put windows with their unit vectors; returns how many windows there are.

    Raises StoreUnreadable where the collection it builds upon is broken.
    """
    try:
        with _client(folder) as client:
            collection = client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
            for start in range(0, len(delete), _BATCH):
                collection.delete(ids=list(delete[start : start + _BATCH]))
            for start in range(0, len(windows), _BATCH):
                part = slice(start, start + _BATCH)
                _put(collection, windows[part], None if vectors is None else vectors[part])
            return int(collection.count())
    except Exception as error:
        raise StoreUnreadable(f"{folder} 写不进（{' '.join(str(error).split())[:120]}）") from error


def _put(collection: Collection, windows: Sequence[Window], vectors: Vectors | None) -> None:
    collection.upsert(
        ids=[window.id for window in windows],
        documents=[_plain(window.text) for window in windows],
        metadatas=[
            {"passage": _plain(window.passage), "number": window.number, "digest": window.digest}
            for window in windows
        ],
        embeddings=_NO_VECTOR.repeat(len(windows), axis=0) if vectors is None else vectors,
    )


def read(folder: Path, ids: Sequence[str]) -> tuple[list[str], Vectors]:
    """Texts and vectors of all the ids, in their order. Raises StoreUnreadable."""
    try:
        with _client(folder) as client:
            stored = client.get_collection(_COLLECTION, embedding_function=None).get(
                include=["documents", "embeddings"]
            )
    except Exception as error:
        raise StoreUnreadable(f"{folder} 打不开（{' '.join(str(error).split())[:120]}）") from error
    place = {window: n for n, window in enumerate(stored["ids"])}
    if missing := [window for window in ids if window not in place]:
        raise StoreUnreadable(f"{folder} 不完整，缺 {len(missing)} 段")
    order = [place[window] for window in ids]
    texts = stored["documents"] or []
    if not texts:
        return [], np.zeros((0, 1), dtype=np.float32)
    vectors = np.asarray(stored["embeddings"], dtype=np.float32).reshape(len(texts), -1)
    return [texts[n] for n in order], vectors[order]


def unit(vectors: npt.ArrayLike) -> Vectors:
    """Rows of length one, so that a dot product is the cosine; a zero row stays zero."""
    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)


def cosines(vectors: Vectors, query: Sequence[float]) -> Scores:
    """Exact: below 100,000 windows this takes milliseconds, and misses nothing."""
    return np.asarray(vectors @ unit([query])[0], dtype=np.float64)


def _client(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    return cast("Client", chromadb.PersistentClient(str(folder), settings))


def _plain(text: str) -> str:
    """Chroma refuses lone surrogates, which no well-read file has."""
    return text.encode("utf-8", "replace").decode("utf-8")
