"""The vector leg: an embedded Chroma collection of windows, queried by HNSW."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import numpy.typing as npt

from index.errors import StoreUnreadable

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

Vectors = npt.NDArray[np.float32]
Scores = npt.NDArray[np.float64]

HNSW: dict[str, Any] = {
    "space": "cosine",
    "max_neighbors": 32,
    "ef_construction": 200,
    "ef_search": 400,
    "batch_size": 100,
    "sync_threshold": 100,  # rows; what is beyond is built into the graph anew at each opening
}
"""recall@100 against exact search is at least .99 (docs/adr/0021)."""

NEAREST = 400  # windows asked for: about as many passages as fusion looks at
_WHOLE = 0.6  # what the whole passage counts for beside its best window
_UNRELATED = 0.7  # cosines of texts about different things lie about here
_COLLECTION = "windows"
_BATCH = 5461  # Chroma's own limit


def row_ids(key: str, windows: int) -> list[str]:
    """Ids of a passage's vectors: one a window, then one of the whole where it has several."""
    plain = key.encode("utf-8", "backslashreplace").decode("utf-8")  # no surrogates in Chroma
    return [f"{plain}~{n}" for n in range(windows + (windows > 1))]


def unit(vectors: npt.ArrayLike) -> Vectors:
    """Rows of length one, so that a dot product is the cosine; a zero row stays zero."""
    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)


def write(folder: Path, delete: Sequence[str], ids: Sequence[str], vectors: Vectors) -> int:
    """Delete ids, then put ids with their unit vectors; returns how many there are.

    Raises StoreUnreadable where the collection it builds upon is broken.
    """
    try:
        with _client(folder) as client:
            collection = client.get_or_create_collection(
                _COLLECTION, embedding_function=None, configuration={"hnsw": cast("Any", HNSW)}
            )
            for start in range(0, len(delete), _BATCH):
                collection.delete(ids=list(delete[start : start + _BATCH]))
            for start in range(0, len(ids), _BATCH):
                part = slice(start, start + _BATCH)
                collection.upsert(ids=list(ids[part]), embeddings=vectors[part])
            return int(collection.count())
    except Exception as error:
        raise _unreadable(error) from error


class _Copy:
    """The vectors of one generation, copied; opened at the first question.

    Chroma writes where it reads and suffers one process at a time: with a copy of its own a
    reader changes no generation, needs no right to write there and outlives its removal.
    """

    def __init__(self, folder: Path) -> None:
        """OSError where it cannot be copied."""
        self._folder = Path(tempfile.mkdtemp(prefix="policy-index-"))
        self._clients: list[Client] = []
        weakref.finalize(self, _discard, self._folder, self._clients)
        shutil.copytree(folder, self._folder, dirs_exist_ok=True)
        for path in (self._folder, *self._folder.rglob("*")):
            path.chmod(0o700)  # of a store that is read only too

    @cached_property
    def collection(self) -> Collection:
        """Loaded into memory."""
        self._clients.append(client := _client(self._folder))
        return client.get_collection(_COLLECTION, embedding_function=None)


_copies: weakref.WeakValueDictionary[Path, _Copy] = weakref.WeakValueDictionary()


class VectorIndex:
    """Vectors of one generation, which all who search it share. Thread-safe.

    A passage whose vectors are not there yet is near nothing.
    """

    def __init__(self, folder: Path, passages: Sequence[tuple[str, int]]) -> None:
        """Passages: key and number of windows, in order. OSError where it cannot be copied."""
        self.rows = [row_ids(key, count) for key, count in passages]
        self.owner = {row: n for n, rows in enumerate(self.rows) for row in rows}
        self._copy = _copies.get(folder) or _copies.setdefault(folder, _Copy(folder))

    def nearest(self, query: Sequence[float], count: int = NEAREST) -> dict[str, float]:
        """Cosines by id of the count nearest, best first. Raises StoreUnreadable."""
        try:
            found = self._copy.collection.query(
                query_embeddings=unit([query]), n_results=count, include=["distances"]
            )
        except Exception as error:
            raise _unreadable(error) from error
        distances = (found["distances"] or [[]])[0]
        near = zip(found["ids"][0], distances, strict=True)
        return {row: 1.0 - float(d) for row, d in near if row in self.owner}

    def cosines(self, query: Sequence[float], ids: Sequence[str]) -> dict[str, float]:
        """Exact cosines of these ids. Raises StoreUnreadable."""
        if not ids:
            return {}
        try:
            found = self._copy.collection.get(ids=list(ids), include=["embeddings"])
            if not found["ids"]:
                return {}
            near = unit(cast("Vectors", found["embeddings"])) @ unit([query])[0]
        except Exception as error:
            raise _unreadable(error) from error
        return dict(zip(found["ids"], near.tolist(), strict=True))


class Nearness:
    """To one question: scores of the passages near it, 0 elsewhere; cosines of any windows."""

    def __init__(self, index: VectorIndex, query: Sequence[float]) -> None:
        """Raises StoreUnreadable."""
        self._index, self._rows, self._query = index, index.rows, query
        self._cosines = index.nearest(query)
        near = list(dict.fromkeys(index.owner[row] for row in self._cosines))
        # a window that is not among the nearest is no nearer than those that are
        unknown = [n for n in near if not self._known(n)]
        wholes = [self._rows[n][-1] for n in near]
        self._ask([*wholes, *(row for n in unknown for row in self._rows[n])])
        self.passages: Scores = np.zeros(len(self._rows))
        for n, whole in zip(near, wholes, strict=True):
            best = max(self._known(n))
            self.passages[n] = (1 - _WHOLE) * best + _WHOLE * self._cosines[whole]

    def windows(self, n: int) -> Scores:
        """Cosines of a passage's windows, in order."""
        self.fetch([n])
        return np.array(self._known(n), dtype=np.float64)

    def shares(self, n: int) -> Scores:
        """The same from 0 (unrelated) to 1."""
        return np.clip((self.windows(n) - _UNRELATED) / (1 - _UNRELATED), 0, 1)

    def fetch(self, passages: Sequence[int]) -> None:
        """Ask at once for what is not known yet of these passages' cosines."""
        self._ask([row for n in passages for row in self._rows[n]])

    def _ask(self, rows: Sequence[str]) -> None:
        wanted = [row for row in rows if row not in self._cosines]
        found = self._index.cosines(self._query, wanted)
        self._cosines.update({row: found.get(row, 0.0) for row in wanted})

    def _known(self, n: int) -> list[float]:
        """Cosines of those of a passage's windows that are known."""
        rows = self._rows[n]
        windows = rows[: len(rows) - (len(rows) > 1)]
        return [self._cosines[row] for row in windows if row in self._cosines]


def _client(folder: Path) -> Client:
    import chromadb
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    return cast("Client", chromadb.PersistentClient(str(folder), settings))


def _discard(folder: Path, clients: list[Client]) -> None:
    for client in clients:
        client.close()
    shutil.rmtree(folder, ignore_errors=True)


def _unreadable(error: Exception) -> StoreUnreadable:
    return StoreUnreadable(f"向量库打不开或写不进（{' '.join(str(error).split())[:120]}）")
