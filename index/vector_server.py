"""Vectors on a Chroma server that several replicas share: one collection a state of the library.

A collection is named by what it holds, and so is each of its rows: whoever fills it, in whatever
order, puts the same rows there, and it is whole when it has as many as it should.
"""

from __future__ import annotations

import hashlib
import logging
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from index.circuit import Circuit
from index.errors import BadAddress, EmbedderFailed, VectorsAway
from index.vector_index import connected, created, row_ids, rows
from index.windows import windows

if TYPE_CHECKING:
    from index.generations import Manifest
    from index.vector_index import Client, Collection, Vectors

PREFIX = "policy-vectors-"
"""Of our collections; what is called otherwise is another application's."""

KEPT = 20_000  # rows kept here, of 1.6 kB
GRACE = 3600.0  # seconds that a collection stays once a replica has left it
_DAY = 24 * 3600.0  # seconds that one may take to be filled
_UNUSED = 30 * _DAY  # seconds that one stays which nobody has asked, nor left
_HOST = re.compile(r"[^\s/?#@]+")
_UNTIL, _MADE_BY = "policy_until", "policy_made_by"
_REASONS = {
    "ConnectError": "连接不上",
    "ConnectTimeout": "连接超时",
    "ReadTimeout": "超时",
    "HTTPStatusError": "地址不对，或要密码",
    "NotFoundError": "还没有这个版本的向量",
}

_log = logging.getLogger(__name__)


def rows_of(manifest: Manifest) -> list[tuple[str, int]]:
    """Key and number of windows of each passage, in order; a key names the content too."""
    keyed = manifest.by_key().items()
    return [(f"{key}@{p.digest[:16]}", len(windows(p.text))) for key, p in keyed]


def place_of(url: str) -> str:
    """Host and port of an address. Raises BadAddress."""
    try:
        place = urlsplit(url)
        host, port = place.hostname or "", place.port
    except ValueError:
        raise BadAddress from None
    if place.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        raise BadAddress
    return f"{host}:{port}" if port else host


class VectorServer:
    """A server at a URL. Thread-safe. What fails is told once, and once that it is over."""

    def __init__(self, url: str) -> None:
        """Raises BadAddress."""
        self._url = url
        self._place = place_of(url)
        self.circuit = Circuit()
        self._client: Client | None = None
        self.fault: VectorsAway | None = None
        """Why words answer alone; None where vectors can be had, as far as is known."""

    @contextmanager
    def asked(self, *, always: bool = False) -> Iterator[Client]:
        """The client. Raises VectorsAway; not even tried, unless always, while it is down."""
        if not self.circuit.allows() and not always:
            raise self.fault or VectorsAway(self._place, "连续出错，暂停调用")
        try:
            self._client = self._client or connected(self._url)
            yield self._client
        except (EmbedderFailed, OSError):  # not the server's
            self.circuit.abandoned()
            raise
        except Exception as error:
            self.circuit.failed()
            self._client = None
            raise self._told(error) from error
        except BaseException:
            self.circuit.abandoned()
            raise
        self.circuit.succeeded()
        if self.fault:
            _log.warning("Chroma 服务器 %s 上的向量又可用了", self._place)
            self.fault = None

    def _told(self, error: Exception) -> VectorsAway:
        kind = type(error).__name__
        reason = str(error) if isinstance(error, _Partly) else _REASONS.get(kind, kind)
        fault = VectorsAway(self._place, reason)
        if not self.fault:
            _log.warning("%s", fault)
        self.fault = fault
        return fault

    def vectors(self, manifest: Manifest) -> ServedVectors:
        """Those of a state of the library."""
        return ServedVectors(self, manifest)

    def collections(self, made_by: str | None = None) -> list[Collection]:
        """Those of ours, made by one embedder if it is named. Raises VectorsAway."""
        with self.asked(always=True) as client:
            found = [one for one in client.list_collections() if one.name.startswith(PREFIX)]
        told = [(one, one.metadata or {}) for one in found]
        return [o for o, t in told if _UNTIL in t and made_by in (None, t.get(_MADE_BY))]

    def tidy(self, left: str | None) -> None:
        """Let a collection go that this replica has left, once all others had the time to leave
        it too, and remove those of ours whose time is over. Raises VectorsAway."""
        now = time.time()
        for collection in self.collections():
            if collection.name == left:
                keep(collection, now + GRACE)
            elif float(collection.metadata[_UNTIL]) < now:
                with self.asked(always=True) as client:
                    client.delete_collection(collection.name)


def keep(collection: Collection, until: float) -> None:
    """Until then nobody removes it (seconds since 1970)."""
    collection.modify(metadata={**(collection.metadata or {}), _UNTIL: until})


class _Partly(Exception):
    """A collection that does not have all its rows."""


class ServedVectors:
    """A collection on the server, by what it holds."""

    def __init__(self, server: VectorServer, manifest: Manifest) -> None:
        """Of a state of the library."""
        self.ids = [row_ids(key, count) for key, count in rows_of(manifest)]
        self.size = sum(map(len, self.ids))
        self.made_by = f"{manifest.embedder} {manifest.format}"
        named = hashlib.blake2b(f"{self.made_by}\n".encode(), digest_size=16)
        for ids in self.ids:
            named.update("\n".join([*ids, ""]).encode())
        self.name = PREFIX + named.hexdigest()
        self.server = server
        self._held: tuple[Client, Collection] | None = None
        self._kept: dict[str, Vectors] = {}
        self._keeping = threading.Lock()

    @contextmanager
    def asked(self) -> Iterator[Collection]:
        """It, where it is whole. Raises VectorsAway."""
        with self.server.asked() as client:
            if self._held is None or self._held[0] is not client:
                self._held = (client, self._whole(client))
            yield self._held[1]

    def _whole(self, client: Client) -> Collection:
        collection = client.get_collection(self.name, embedding_function=None)
        if (count := collection.count()) != self.size:
            raise _Partly(f"正在建立，{count}/{self.size}")
        return collection

    def vectors(self, ids: Sequence[str]) -> Mapping[str, Vectors]:
        """Rows never change: those that were fetched last are kept, since they come as text."""
        kept = {row: held for row in ids if (held := self._kept.get(row)) is not None}
        if lacking := [row for row in ids if row not in kept]:
            with self.asked() as collection:
                found = rows(collection, lacking).items()
            fetched = {row: np.array(vector, np.float32) for row, vector in found}
            with self._keeping:
                self._kept |= fetched
                for row in [*islice(self._kept, max(len(self._kept) - KEPT, 0))]:
                    del self._kept[row]
            kept |= fetched
        return kept

    def check(self) -> None:
        """Ask now, whatever came before, and say that it is in use. Raises VectorsAway."""
        with self.server.asked(always=True) as client:
            collection, until = self._whole(client), time.time() + _UNUSED
            if float((collection.metadata or {}).get(_UNTIL) or 0) < until - _DAY:
                keep(collection, until)

    def made(self, client: Client) -> Collection:
        """It, made where there is none, whole or not; it stays for as long as filling may take."""
        until = time.time() + _DAY
        told = {_UNTIL: until, _MADE_BY: self.made_by}
        collection = created(client, self.name, told)
        if float((collection.metadata or {}).get(_UNTIL) or 0) < until:
            keep(collection, until)
        return collection


@lru_cache
def server_at(url: str) -> VectorServer | None:
    """One a URL, so that all who ask it know how it is; none without a URL."""
    return VectorServer(url) if url else None
