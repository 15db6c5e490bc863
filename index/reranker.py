"""Reranking by a service: POST {base}/rerank as Jina, Cohere, vLLM and llama.cpp understand it."""

import json
import logging
import math
import time
from collections.abc import Sequence
from dataclasses import replace

from index.circuit import Circuit
from index.hit import Hit

_TOP = 20  # passages that are put in order anew
_WEIGHT = 0.5  # of the service's scores, stretched over 0..1, beside the fused ones
SECONDS = 5.0  # for one question: whoever asks can go on without
_MOST_BYTES = 1_000_000
_MOST_CHARS = 2000  # of one document

_log = logging.getLogger(__name__)


class Reranker:
    """A reranking model of one service. Thread-safe."""

    top = _TOP

    def __init__(
        self,
        base_url: str,
        api_key: str,
        model: str,
        *,
        seconds: float = SECONDS,
    ) -> None:
        self._url, self._model, self._seconds = base_url.rstrip("/") + "/rerank", model, seconds
        self._headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._circuit = Circuit()

    def reordered(self, query: str, hits: list[Hit]) -> list[Hit]:
        """The best hits in the order of both scores; as they are where the service fails."""
        texts = [" ".join((*hit.passage.heading_path, hit.passage.text)) for hit in hits[:_TOP]]
        told = self.relevance(query, texts) if len(texts) > 1 else None
        if told is None:
            return hits
        lowest, spread = min(told), (max(told) - min(told)) or 1.0
        near = [(score - lowest) / spread for score in told] + [0.0] * len(hits[_TOP:])
        blended = [
            replace(hit, score=(1 - _WEIGHT) * hit.score + _WEIGHT * share)
            for hit, share in zip(hits, near, strict=True)
        ]
        return sorted(blended, key=lambda hit: -hit.score)

    def relevance(self, query: str, documents: Sequence[str]) -> list[float] | None:
        """One score per document, higher is nearer; None (and one warning) where it fails."""
        if not documents or not self._circuit.allows():
            return None
        try:
            rows = json.loads(self._asked(query, documents))["results"]
            scores = {int(row["index"]): float(row["relevance_score"]) for row in rows}
            told = [scores[n] for n in range(len(documents))]
            if not all(map(math.isfinite, told)):
                raise ValueError("not a number")
        except Exception as error:  # the client's own errors, and replies of another shape
            self._circuit.failed()
            status = getattr(getattr(error, "response", None), "status_code", None)
            # the words of an error may hold the key or the question: its kind alone is told
            _log.warning("重排服务调用失败（%s），本次不重排", status or type(error).__name__)
            return None
        self._circuit.succeeded()
        return told

    def _asked(self, query: str, documents: Sequence[str]) -> bytes:
        import httpx

        until = time.monotonic() + self._seconds
        texts = [text[:_MOST_CHARS] for text in documents]
        body = {"model": self._model, "query": query, "documents": texts, "top_n": len(texts)}
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
        return raw
