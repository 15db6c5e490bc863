"""What a window's vector is made of: the window under its headings, leaning to its title."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from corpus.passage import Passage
from index.embedder import Embedder
from index.errors import EmbedderFailed
from index.vector_index import Vectors, unit
from index.windows import heading_line, indexed_text, short_title

Progress = Callable[[int, int], None]
"""Called with (texts embedded, texts to embed)."""

TITLE_WEIGHT = 0.5
"""A title embedded apart and added tells sources apart; written before each window it drowns it."""

_BATCH = 32


def encode(
    passages: Sequence[Passage],
    windows: Sequence[Sequence[str]],
    embedder: Embedder,
    progress: Progress | None = None,
) -> Vectors:
    """One unit vector per window, in order. Raises EmbedderFailed."""
    titles = [short_title(passage.source.title) for passage in passages]
    distinct = list(dict.fromkeys(filter(None, titles)))
    inputs = [
        indexed_text(heading_line(passage), window)
        for passage, parts in zip(passages, windows, strict=True)
        for window in parts
    ]
    rows = _embed([*distinct, *inputs], embedder, progress)
    by_title = dict(zip(distinct, rows, strict=False))
    nothing = np.zeros(rows.shape[1], dtype=np.float32)
    lean = [
        by_title.get(title, nothing)
        for title, parts in zip(titles, windows, strict=True)
        for _ in parts
    ]
    return unit(rows[len(distinct) :] + np.float32(TITLE_WEIGHT) * np.asarray(lean))


def _embed(texts: list[str], embedder: Embedder, progress: Progress | None) -> Vectors:
    rows: list[list[float]] = []
    for start in range(0, len(texts), _BATCH):
        batch = texts[start : start + _BATCH]
        rows.extend(_call(embedder, batch))
        if len(rows) != start + len(batch) or len({*map(len, rows)}) > 1:
            raise EmbedderFailed(embedder.name, "返回的向量个数或维数不对")
        if progress:
            progress(len(rows), len(texts))
    try:
        vectors = unit(rows)
    except ValueError as error:
        raise EmbedderFailed(embedder.name, error) from error
    if not np.isfinite(vectors).all():
        raise EmbedderFailed(embedder.name, "返回的向量含有无效数值")
    return vectors


def _call(embedder: Embedder, texts: list[str]) -> list[list[float]]:
    try:
        return embedder.embed_documents(texts)
    except EmbedderFailed:
        raise
    except Exception as error:
        raise EmbedderFailed(embedder.name, error) from error
