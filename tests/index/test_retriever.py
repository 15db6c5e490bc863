"""Searching, and the same behind LangChain's interface."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from langchain_core.retrievers import BaseRetriever

from corpus.passage import Passage
from index.errors import EmbedderFailed
from index.indexer import sync
from index.langchain_retriever import PolicyRetriever
from index.retriever import Retriever, open_retriever
from index.windows import indexed_parts, windows


@pytest.fixture
def by_words(passages: list[Passage]) -> Retriever:
    return Retriever(passages, [windows(p.text) for p in passages])


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("今年新增高新技术企业多少家？", 0),
        ("研发投入占比2.4%", 0),
        ("众创空间", 1),
        ("第17家企业", 2),
        ("12%", 3),
        ("创新券每年最高多少万元", 4),
        ("人才公寓能用创新券吗", 5),
    ],
)
def test_words_find_the_passage(
    question: str, number: int, by_words: Retriever, passages: list[Passage]
) -> None:
    hit = by_words.search(question, 1)[0]
    assert hit.passage == passages[number]
    assert "".join(hit.windows) == hit.passage.text
    assert hit.window in hit.windows


def test_the_window_that_matched_is_named(by_words: Retriever) -> None:
    assert "第17家企业" in by_words.search("第17家企业建设研发机构", 1)[0].window


@pytest.mark.parametrize("question", ["", "  \n", "zzzz", "、。"])
def test_nothing_to_find_is_an_empty_list(question: str, by_words: Retriever) -> None:
    assert by_words.search(question) == []


def test_hits_come_best_first_and_no_more_than_asked(by_words: Retriever) -> None:
    hits = by_words.search("创新券 企业", 3)
    assert len(hits) == 3
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert all(0 < hit.score <= 1 for hit in hits)


def test_expansion_adds_official_terms(by_words: Retriever, passages: list[Passage]) -> None:
    assert by_words.search("小巨人", 1, expansion=["众创空间"])[0].passage == passages[1]


def test_a_leg_can_be_left_out(store: Path, passages: list[Passage], embedder: Any) -> None:
    sync(passages, embedder, store)
    retriever = open_retriever(store, embedder)
    both = retriever.search("创新券", 1)[0]
    assert both.vectors is not None
    assert len(both.cosines) == len(both.windows)
    alone = retriever.search("创新券", 1, legs=["words"])[0]
    assert (alone.vectors, alone.cosines) == (None, ())
    assert retriever.search("创新券", legs=[]) == []


def test_a_passage_is_found_by_its_id(by_words: Retriever, passages: list[Passage]) -> None:
    assert by_words.by_id("voucher#第一章/第二条") == passages[4]
    assert by_words.by_id("nothing") is None


def failing(_: str) -> list[float]:
    raise EmbedderFailed("hash-1", "服务超时")


@pytest.mark.parametrize(
    "vector", [failing, lambda _: [1.0, 2.0], lambda _: []], ids=["fails", "narrow", "empty"]
)
def test_where_a_question_cannot_be_embedded_words_answer_with_one_line(
    vector: Any,
    store: Path,
    passages: list[Passage],
    embedder: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    sync(passages, embedder, store)
    embedder.embed_query = vector
    retriever = open_retriever(store, embedder)
    with caplog.at_level(logging.WARNING, "index"):
        hit = retriever.search("创新券最高多少万元", 1)[0]
    assert (hit.passage, hit.vectors) == (passages[4], None)
    (record,) = caplog.records
    assert record.getMessage().startswith("向量模型 hash-1 调用失败：")
    assert retriever.best_cosine("创新券") is None


def test_a_question_is_embedded_once(passages: list[Passage], embedder: Any) -> None:
    asked = []
    embedder.embed_query = lambda text: asked.append(text) or [1.0] * 16
    parts = [windows(p.text) for p in passages]
    rows = np.eye(sum(len(indexed_parts(p)) for p in parts), 16, dtype=np.float32)
    retriever = Retriever(passages, parts, rows, embedder)
    retriever.search("创新券")
    retriever.best_cosine("创新券")
    assert asked == ["创新券"]


def test_it_is_a_langchain_retriever(by_words: Retriever, passages: list[Passage]) -> None:
    retriever = PolicyRetriever(retriever=by_words, k=2)
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("创新券最高多少万元")
    assert len(documents) == 2
    assert documents[0].page_content == passages[4].text
    assert documents[0].id == documents[0].metadata["passage_id"] == passages[4].id
    assert documents[0].metadata["heading_path"] == ["第一章", "第二条"]
    assert 0 < documents[0].metadata["score"] <= 1
    assert asyncio.run(retriever.ainvoke("创新券最高多少万元")) == documents
    assert retriever.batch(["创新券最高多少万元"]) == [documents]
