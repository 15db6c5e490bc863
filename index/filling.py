"""Filling a collection on a Chroma server, alone or with other replicas at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TypeVar, cast

from index.embedder import Embedder
from index.encoding import MadeVectors, Progress, encode
from index.generations import Manifest

if TYPE_CHECKING:
    from index.vector_index import Collection, Vectors
    from index.vector_server import ServedVectors, VectorServer

Item = TypeVar("Item")

_ROWS = 500  # sent or asked for at once: well within the server's time limit
_PASSAGES = 16  # embedded, then sent: what a kill or another replica can cost


def fill(
    server: VectorServer,
    wanted: Manifest,
    embedder: Embedder,
    before: Manifest | None = None,
    progress: Progress | None = None,
    *,
    rebuild: bool = False,
) -> None:
    """Make the collection of these passages whole, in place of that of those before.

    Rows are taken from other collections of ours, or else embedded, and sent as they are made:
    one that is there, whoever made it, is not made again. Raises VectorsAway, EmbedderFailed.
    """
    vectors = server.vectors(wanted)
    with server.asked(always=True) as client:
        there = {one.name: one for one in server.collections(vectors.made_by)}
        own = there.pop(vectors.name, None)
        if own and rebuild:
            client.delete_collection(vectors.name)
        collection = vectors.made(client)
        if collection.count() != vectors.size:
            for old in there.values() if not rebuild else ():
                _copy(old, collection, vectors)
            _embed(wanted, collection, vectors, embedder, progress)
    vectors.check()
    left = server.vectors(before).name if before and before.passages else None
    server.tidy(left if left != vectors.name else None)


def _copy(old: Collection, new: Collection, vectors: ServedVectors) -> None:
    for part in _parts(list(chain.from_iterable(vectors.ids)), _ROWS):
        lacking = _lacking(new, part)
        if not lacking:
            continue
        found = old.get(ids=lacking, include=["embeddings"])
        if found["ids"]:
            new.upsert(ids=found["ids"], embeddings=cast("Vectors", found["embeddings"]))


def _embed(
    wanted: Manifest,
    collection: Collection,
    vectors: ServedVectors,
    embedder: Embedder,
    progress: Progress | None,
) -> None:
    """In an order of its own, so that replicas that fill it at once seldom make the same rows."""
    ids, made = vectors.ids, MadeVectors(None, embedder.name)  # a title is made once

    def unmade(among: Sequence[int]) -> list[int]:
        lacking = set(_lacking(collection, list(chain.from_iterable(ids[n] for n in among))))
        return [n for n in among if not lacking.isdisjoint(ids[n])]

    numbers = unmade(range(len(ids)))
    random.shuffle(numbers)
    for done, batch in enumerate(_parts(numbers, _PASSAGES), 1):
        if rest := unmade(batch):
            rows = encode([wanted.passages[n] for n in rest], embedder, made)
            sent = list(chain.from_iterable(ids[n] for n in rest))
            for start in range(0, len(sent), _ROWS):
                part = slice(start, start + _ROWS)
                collection.upsert(ids=sent[part], embeddings=rows[part])
        if progress:
            progress(min(done * _PASSAGES, len(numbers)), len(numbers))


def _lacking(collection: Collection, ids: Sequence[str]) -> list[str]:
    held: set[str] = set()
    for part in _parts(ids, _ROWS):
        held.update(collection.get(ids=list(part), include=[])["ids"])
    return [row for row in ids if row not in held]


def _parts(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
