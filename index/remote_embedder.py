"""Embeddings from any OpenAI-compatible endpoint."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.circuit import Circuit
from index.embedder import Embedder, embeddable
from index.errors import EmbedderFailed

if TYPE_CHECKING:
    from openai import OpenAI

_BATCH = 10  # the smallest limit among the services in use
_STATUSES = {
    401: "密钥不对",
    403: "密钥没有权限",
    404: "地址或模型名不对",
    429: "请求过多或额度已用完",
}


class OpenAIEmbedder(Embedder):
    """A named model of one service; vectors of another host are not assumed to be the same."""

    def __init__(
        self,
        base_url: str,
        api_key: str,
        model: str,
        *,
        timeout: float = 30.0,
        question_timeout: float = 5.0,
    ) -> None:
        """Time limits in seconds: for a batch of windows, and for a question."""
        self._base_url, self._api_key, self._model = base_url, api_key, model
        self._timeout, self._question_timeout = timeout, question_timeout
        self._circuit = Circuit()
        place = urlsplit(base_url)
        self.name = f"{model}@{place.hostname}{place.path.rstrip('/')}"

    @cached_property
    def _client(self) -> OpenAI:
        from openai import DefaultHttpxClient, OpenAI

        key = self._api_key or "none"  # local services want no key, the client insists on one
        return OpenAI(
            base_url=self._base_url,
            api_key=key,
            timeout=self._timeout,
            max_retries=2,
            # texts go to the address that was set, or nowhere
            http_client=DefaultHttpxClient(timeout=self._timeout, follow_redirects=False),
        )

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """In small batches; the client repeats a call that failed for a passing reason."""
        cleaned = [embeddable(text) for text in texts]
        starts = range(0, len(cleaned), _BATCH)
        return [v for n in starts for v in self._embed(self._client, cleaned[n : n + _BATCH])]

    def embed_query(self, text: str) -> list[float]:
        """Asked once and briefly, not at all while the service is down: words answer alone."""
        if not self._circuit.allows():
            raise EmbedderFailed(self.name, "服务连续出错，暂停调用")
        client = self._client.with_options(timeout=self._question_timeout, max_retries=0)
        try:
            vector = self._embed(client, [embeddable(text)])[0]
        except EmbedderFailed:
            self._circuit.failed()
            raise
        except BaseException:
            self._circuit.abandoned()
            raise
        self._circuit.succeeded()
        return vector

    def _embed(self, client: OpenAI, texts: list[str]) -> list[list[float]]:
        try:
            reply = client.embeddings.create(
                model=self._model, input=texts, encoding_format="float"
            )
            vectors = [list(item.embedding) for item in sorted(reply.data, key=lambda i: i.index)]
        except Exception as error:  # the client's own errors, and replies of another shape
            raise EmbedderFailed(self.name, _reason(error)) from error
        if len(vectors) != len(texts) or len({len(v) for v in vectors}) != 1 or not vectors[0]:
            raise EmbedderFailed(self.name, "返回的向量个数或维数不对")
        return vectors


def _reason(error: Exception) -> str:
    """In Chinese where it is known. The service's own words stay out: they may hold the key."""
    status = getattr(error, "status_code", None)
    if status in _STATUSES:
        return f"{_STATUSES[status]}（{status}）"
    if status:
        return f"服务返回 {status}"
    named = {"APITimeoutError": "服务超时", "APIConnectionError": "连接不上服务"}
    return named.get(type(error).__name__) or f"回复不合接口（{type(error).__name__}）"
