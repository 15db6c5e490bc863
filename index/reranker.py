"""Reranking by a service: POST {base}/rerank as Jina, Cohere, vLLM and llama.cpp understand it."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Sequence
from typing import Any

from index.circuit import Circuit

TOP = 20  # passages that are put in order anew
SECONDS = 5.0  # for one question: whoever asks can go on without
_MOST_BYTES = 1_000_000
_MOST_CHARS = 2000  # of one document

_log = logging.getLogger(__name__)


class Reranker:
    """A reranking model of one service. Thread-safe."""

    def __init__(
        self,
        base_url: str,
        api_key: str,
        model: str,
        *,
        seconds: float = SECONDS,
        circuit: Circuit | None = None,
    ) -> None:
        self._url = base_url.rstrip("/") + "/rerank"
        self._headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._model = model
        self._seconds = seconds
        self._circuit = circuit or Circuit()

    def relevance(self, query: str, documents: Sequence[str]) -> list[float] | None:
        """One score per document, higher is nearer; None (and one warning) where it fails."""
        if not documents or not self._circuit.allows():
            return None
        try:
            scores = _scores(self._asked(query, documents), len(documents))
        except Exception as error:  # the client's own errors, and replies of another shape
            self._circuit.failed()
            _log.warning("重排服务调用失败（%s），本次不重排", _reason(error))
            return None
        self._circuit.succeeded()
        return scores

    def _asked(self, query: str, documents: Sequence[str]) -> Any:
        import json

        import httpx

        until = time.monotonic() + self._seconds
        body = {
            "model": self._model,
            "query": query,
            "documents": [text[:_MOST_CHARS] for text in documents],
            "top_n": len(documents),
        }
        raw = b""
        with httpx.stream(
            "POST", self._url, json=body, headers=self._headers, timeout=self._seconds
        ) as response:
            response.raise_for_status()
            for part in response.iter_bytes():
                raw += part
                if len(raw) > _MOST_BYTES:
                    raise ValueError("too long")
                if time.monotonic() > until:
                    raise TimeoutError
        return json.loads(raw)


def _scores(reply: Any, count: int) -> list[float]:
    """Raises ValueError where not every document has one finite score."""
    rows = reply["results"]
    scores = {int(row["index"]): float(row["relevance_score"]) for row in rows}
    if sorted(scores) != list(range(count)) or not all(map(math.isfinite, scores.values())):
        raise ValueError("scores do not fit the documents")
    return [scores[n] for n in range(count)]


def _reason(error: Exception) -> str:
    """The kind of fault alone: the words of an error may hold the key or the question."""
    status = getattr(getattr(error, "response", None), "status_code", None)
    return str(status) if status else type(error).__name__
