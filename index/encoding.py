"""What a window's vector is made of: the window under its headings, leaning to its title."""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

from corpus.passage import Passage
from index.embedder import Embedder
from index.errors import EmbedderFailed
from index.generations import MADE, drop_made
from index.vector_index import Vectors, unit
from index.windows import heading_line, indexed_parts, indexed_text, short_title, windows

Progress = Callable[[int, int], None]
"""Called with (texts embedded, texts to embed)."""

TITLE_WEIGHT = 0.5
"""A title embedded apart and added tells sources apart; written before each window it drowns it."""

_BATCH = 32
_UNFIT = "返回的向量个数或维数不对"


@contextmanager
def progress_bar(label: str, unit: str, *, leave: bool = False) -> Iterator[Progress]:
    """A bar on stderr where that is a terminal."""
    from tqdm import tqdm

    with tqdm(desc=label, unit=unit, disable=None, leave=leave) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


class MadeVectors:
    """Unit vectors by their text, appended to a file, a line each, batch by batch as they are made.

    A sync that was killed goes on from there; a torn line counts as not made. Without a store
    they are in memory alone.
    """

    def __init__(self, store: Path | None, embedder: str) -> None:
        name = MADE.format(hashlib.sha256(embedder.encode()).hexdigest()[:12])
        self._path = store / name if store else None
        self._rows: dict[bytes, Vectors] = {}
        kept = self._path and self._path.is_file() and self._path.read_bytes()
        for line in (kept or b"").splitlines():
            with suppress(ValueError):  # not three fields, or no base64
                digest, row, _ = line.split(b" ", 2)
                self._rows[digest] = np.frombuffer(b64decode(row), dtype="<f4").astype(np.float32)

    def __getitem__(self, text: str) -> Vectors:
        return self._rows[_digest(text)]

    def lacking(self, texts: Sequence[str]) -> list[str]:
        """Those not made yet, each once."""
        return [text for text in dict.fromkeys(texts) if _digest(text) not in self._rows]

    def add(self, texts: Sequence[str], vectors: Vectors) -> None:
        """Keep one unit vector a text. Raises OSError."""
        rows = {_digest(text): row for text, row in zip(texts, vectors, strict=True)}
        self._rows |= rows
        if self._path is None:
            return
        with self._path.open("ab") as file:
            for digest, row in rows.items():
                file.write(b"%s %s .\n" % (digest, b64encode(row.astype("<f4").tobytes())))

    def drop(self) -> None:
        """They are not to be trusted."""
        if self._path:
            drop_made(self._path.parent)


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest().encode()


def encode(
    passages: Sequence[Passage],
    embedder: Embedder,
    made: MadeVectors,
    progress: Progress | None = None,
) -> Vectors:
    """One unit vector per window and long passage, in order. Raises EmbedderFailed, OSError."""
    parts = [(p, part) for p in passages for part in indexed_parts(windows(p.text))]
    titles = [short_title(passage.source.title) for passage, _ in parts]
    inputs = [indexed_text(heading_line(passage), part) for passage, part in parts]
    lacking = made.lacking([*filter(None, titles), *inputs])
    for start in range(0, len(lacking), _BATCH):
        batch = lacking[start : start + _BATCH]
        made.add(batch, _embed(embedder, batch))
        if progress:
            progress(start + len(batch), len(lacking))
    try:
        rows = np.stack([made[text] for text in inputs])
        nothing = np.zeros(rows.shape[1], dtype=np.float32)
        lean = [made[title] if title else nothing for title in titles]
        return unit(rows + np.float32(TITLE_WEIGHT) * np.stack(lean))
    except ValueError as error:  # vectors of several widths: none is to be trusted
        made.drop()
        raise EmbedderFailed(embedder.name, _UNFIT) from error


def _embed(embedder: Embedder, texts: list[str]) -> Vectors:
    """Finite unit rows of one width, one a text."""
    try:
        rows = embedder.embed_documents(texts)
        if len(rows) != len(texts) or len({*map(len, rows)}) != 1:
            raise EmbedderFailed(embedder.name, _UNFIT)
        vectors = unit(rows)
    except EmbedderFailed:
        raise
    except Exception as error:
        raise EmbedderFailed(embedder.name, error) from error
    if not np.isfinite(vectors).all():
        raise EmbedderFailed(embedder.name, "返回的向量含有无效数值")
    return vectors
