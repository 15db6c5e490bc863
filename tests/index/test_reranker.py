"""Reranking by a service, over a real HTTP server."""

import logging
import time
from functools import partial
from typing import Any

import pytest

from corpus.passage import Passage
from index.errors import EmbedderFailed
from index.remote_embedder import OpenAIEmbedder
from index.reranker import Reranker
from index.retriever import Retriever
from tests.scripted_service import Call, ScriptedService

KEY = "sk-marked-key"


@pytest.fixture
def reranker(model_service) -> Reranker:
    return Reranker(model_service.url, KEY, "bge-reranker", seconds=0.4)


def retriever(passages: list[Passage], reranker: Reranker | None) -> Retriever:
    return Retriever(passages, reranker=reranker)


def last_first(call: Any) -> None:
    rows = [{"index": n, "relevance_score": float(n)} for n in range(len(call.asked["documents"]))]
    call.reply(200, {"results": rows})


def test_the_service_is_asked_as_the_others_ask_it_and_its_order_counts(
    model_service, reranker, passages
):
    query = "创新券最高多少万元"
    plain = retriever(passages, None).search(query, 20)
    model_service.rerank = last_first
    hits = retriever(passages, reranker).search(query, 20)
    (call,) = model_service.calls
    assert call.path == "/v1/rerank"
    assert call.key == f"Bearer {KEY}"
    assert call.asked["model"] == "bge-reranker"
    assert call.asked["query"] == query
    assert plain[0].passage.text in call.asked["documents"][0]
    assert {h.passage for h in hits} == {h.passage for h in plain}
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert retriever(passages, reranker).search(query, 1) == hits[:1]
    by_passage = {h.passage: h.score for h in hits}
    assert by_passage[plain[-1].passage] == pytest.approx(plain[-1].score / 2 + 0.5)


def test_a_redirect_is_not_followed_with_the_texts(model_service, reranker):
    with ScriptedService() as elsewhere:
        for name in ("rerank", "embed"):
            place = {"location": f"{elsewhere.url}/{name}"}
            script = partial(Call.reply, status=307, body={}, headers=place)
            setattr(model_service, name, script)
        assert reranker.relevance("创新券", ["创新券最高10万元"]) is None
        with pytest.raises(EmbedderFailed):
            OpenAIEmbedder(model_service.url, KEY, "m").embed_documents(["创新券最高10万元"])
        assert elsewhere.calls == []


@pytest.mark.parametrize(
    "script",
    [
        lambda call: call.error(401),
        lambda call: call.error(500),
        lambda call: call.wait(2),
        lambda call: call.cut(),
        lambda call: call.reply(200, b"<html>"),
        lambda call: call.reply(200, {"results": []}),
        lambda call: call.reply(200, {"results": [{"index": 0, "relevance_score": "nan"}]}),
        lambda call: [(call.raw(" "), call.wait(0.05)) for _ in range(100)],
    ],
    ids=["401", "500", "silent", "reset", "html", "too few", "nan", "drop by drop"],
)
def test_a_service_that_fails_changes_nothing_but_for_one_warning(
    script, model_service, reranker, passages, caplog
):
    plain = retriever(passages, None).search("创新券最高多少万元", 5)
    model_service.rerank = script
    started = time.monotonic()
    with caplog.at_level(logging.WARNING):
        assert retriever(passages, reranker).search("创新券最高多少万元", 5) == plain
    assert time.monotonic() - started < 1.5
    (line,) = caplog.messages
    assert line.startswith("重排服务调用失败")
    assert KEY not in line
    assert "创新券" not in line
