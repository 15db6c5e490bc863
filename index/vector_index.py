"""A Chroma collection of windows, queried by HNSW: embedded, or on a server."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast
from urllib.parse import unquote, urlsplit

import numpy as np
import numpy.typing as npt

from index.errors import StoreUnreadable

if TYPE_CHECKING:
    from chromadb.api.client import Client as Client
    from chromadb.api.models.Collection import Collection as Collection

Vectors = npt.NDArray[np.float32]

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
_COLLECTION = "windows"
_BATCH = 5461  # Chroma's own limit
_SECONDS = 5.0  # a server's answer is waited for; a question waits no longer


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
            collection = created(client, _COLLECTION)
            for start in range(0, len(delete), _BATCH):
                collection.delete(ids=list(delete[start : start + _BATCH]))
            for start in range(0, len(ids), _BATCH):
                part = slice(start, start + _BATCH)
                collection.upsert(ids=list(ids[part]), embeddings=vectors[part])
            return int(collection.count())
    except Exception as error:
        raise _unreadable(error) from error


class Opened(Protocol):
    """Where the collection is that a generation goes with."""

    def asked(self) -> AbstractContextManager[Collection]:
        """The collection. What fails meanwhile is raised as StoreUnreadable or VectorsAway."""

    def vectors(self, ids: Sequence[str]) -> Mapping[str, Vectors]:
        """Those there are of these rows."""

    def check(self) -> None:
        """Raises VectorsAway where it cannot be asked now."""


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

    @contextmanager
    def asked(self) -> Iterator[Collection]:
        """Loaded into memory at the first question."""
        try:
            yield self._collection
        except Exception as error:
            raise _unreadable(error) from error

    def vectors(self, ids: Sequence[str]) -> Mapping[str, Vectors]:
        """In the same process: nothing is gained by keeping them."""
        with self.asked() as collection:
            return rows(collection, ids)

    def check(self) -> None:
        """A copy stays."""

    @cached_property
    def _collection(self) -> Collection:
        self._clients.append(client := _client(self._folder))
        return client.get_collection(_COLLECTION, embedding_function=None)


_copies: weakref.WeakValueDictionary[Path, _Copy] = weakref.WeakValueDictionary()


def copied(folder: Path) -> Opened:
    """The embedded collection of a generation. OSError where it cannot be copied."""
    return _copies.get(folder) or _copies.setdefault(folder, _Copy(folder))


class VectorIndex:
    """Vectors of one generation, which all who search it share. Thread-safe.

    A passage whose vectors are not there yet is near nothing.
    """

    def __init__(self, opened: Opened, passages: Sequence[tuple[str, int]]) -> None:
        """Passages: key and number of windows, in order."""
        self.rows = [row_ids(key, count) for key, count in passages]
        self.owner = {row: n for n, rows in enumerate(self.rows) for row in rows}
        self._opened = opened
        self.check = opened.check

    def nearest(self, query: Sequence[float], count: int = NEAREST) -> dict[str, float]:
        """Cosines by id of the count nearest, best first. Raises StoreUnreadable, VectorsAway."""
        with self._opened.asked() as collection:
            found = collection.query(
                query_embeddings=unit([query]), n_results=count, include=["distances"]
            )
            distances = (found["distances"] or [[]])[0]
            near = zip(found["ids"][0], distances, strict=True)
            return {row: 1.0 - float(d) for row, d in near if row in self.owner}

    def cosines(self, query: Sequence[float], ids: Sequence[str]) -> dict[str, float]:
        """Exact cosines of these ids. Raises StoreUnreadable, VectorsAway."""
        found = self._opened.vectors(ids) if ids else {}
        if not found:
            return {}
        near = unit(np.stack([*found.values()])) @ unit([query])[0]
        return dict(zip(found, near.tolist(), strict=True))


def rows(collection: Collection, ids: Sequence[str]) -> dict[str, Vectors]:
    """The vectors of these ids that there are."""
    found = collection.get(ids=list(ids), include=["embeddings"])
    return dict(zip(found["ids"], cast("Vectors", found["embeddings"]), strict=True))


def created(client: Client, name: str, metadata: dict[str, Any] | None = None) -> Collection:
    """The collection of that name, made where there is none; metadata counts for a new one."""
    return client.get_or_create_collection(
        name,
        embedding_function=None,
        configuration={"hnsw": cast("Any", HNSW)},
        metadata=metadata,
    )


def connected(url: str) -> Client:
    """A client of the server at this URL, which may hold a name and a password."""
    import chromadb
    import httpx
    from chromadb.config import Settings

    place = urlsplit(url)
    # the client itself would wait for ever
    httpx.get(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=_SECONDS).raise_for_status()
    told = ":".join(map(unquote, (place.username or "", place.password or "")))
    basic = {"Authorization": f"Basic {b64encode(told.encode()).decode()}"}
    client = cast(
        "Client",
        chromadb.HttpClient(
            place.hostname or "",
            place.port or (443 if place.scheme == "https" else 8000),
            ssl=place.scheme == "https",
            headers=basic if place.username else None,
            settings=Settings(anonymized_telemetry=False),
        ),
    )
    cast("Any", client)._server._session.timeout = httpx.Timeout(_SECONDS)
    return client


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
