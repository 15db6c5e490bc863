"""Searching, and the same behind LangChain's interface."""

import asyncio
import logging

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from langchain_core.retrievers import BaseRetriever

from corpus.passage import Passage
from index.errors import EmbedderFailed
from index.indexer import sync
from index.langchain_retriever import PolicyRetriever
from index.retriever import Retriever, convex, open_retriever


@pytest.fixture
def by_words(passages: list[Passage]) -> Retriever:
    return Retriever(passages)


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
def test_words_find_the_passage(question, number, by_words, passages):
    hit = by_words.search(question, 1)[0]
    assert hit.passage == passages[number]
    parts = [hit.passage.text[w.start : w.end] for w in hit.windows]
    assert "".join(parts) == hit.passage.text


@pytest.mark.parametrize("question", ["", "  \n", "zzzz", "、。"])
def test_nothing_to_find_is_an_empty_list(question, by_words):
    assert by_words.search(question) == []


def failing(_: str) -> list[float]:
    raise EmbedderFailed("hash-1", "服务超时")


@pytest.mark.parametrize(
    "vector", [failing, lambda _: [1.0, 2.0], lambda _: []], ids=["fails", "narrow", "empty"]
)
def test_where_a_question_cannot_be_embedded_words_answer_with_one_line(
    vector, store, passages, embedder, caplog
):
    sync(passages, embedder, store)
    embedder.embed_query = vector
    retriever = open_retriever(store, embedder)
    with caplog.at_level(logging.WARNING, "index"):
        hit = retriever.search("创新券最高多少万元", 1)[0]
    assert (hit.passage, hit.vectors) == (passages[4], None)
    (record,) = caplog.records
    assert record.getMessage().startswith(("向量模型 hash-1 调用失败：", "索引无法使用："))


def test_a_question_is_embedded_once(store, passages, embedder):
    sync(passages, embedder, store)
    asked = []
    embedder.embed_query = lambda text: asked.append(text) or [1.0] * 16
    retriever = open_retriever(store, embedder)
    retriever.search("创新券")
    retriever.search("创新券", 3)
    assert asked == ["创新券"]


def test_it_is_a_langchain_retriever(by_words, passages):
    retriever = PolicyRetriever(retriever=by_words, k=2)
    assert isinstance(retriever, BaseRetriever)
    documents = retriever.invoke("创新券最高多少万元")
    assert len(documents) == 2
    assert documents[0].page_content == passages[4].text
    assert documents[0].id == passages[4].id
    assert documents[0].metadata["heading_path"] == ["第一章", "第二条"]
    assert 0 < documents[0].metadata["score"] <= 1
    assert asyncio.run(retriever.ainvoke("创新券最高多少万元")) == documents
    assert retriever.batch(["创新券最高多少万元"]) == [documents]


def test_a_passage_whose_vectors_are_not_made_yet_is_found_by_its_words(store, passages, embedder):
    sync(passages[1:], embedder, store)
    retriever = open_retriever(store, embedder, held=passages)
    assert retriever.passages == tuple(passages)
    found = {hit.passage: hit.vectors for hit in retriever.search(passages[0].text, 6)}
    assert found[passages[0]] == 0.0
    assert retriever.search(passages[1].text, 1)[0].vectors > 0


def test_vectors_of_a_passage_that_is_gone_are_passed_over(store, passages, embedder):
    sync(passages, embedder, store)
    retriever = open_retriever(store, embedder, held=passages[:2])
    assert {hit.passage for hit in retriever.search(passages[5].text, 10)} <= set(passages[:2])


LEG = arrays(np.float64, 12, elements=st.floats(-5, 50, allow_nan=False))


@given(LEG, LEG, st.floats(0.1, 0.9))
def test_convex_stays_within_0_and_1_and_a_leg_scaled_changes_nothing(one, other, weight):
    fused = convex([one, other], [weight, 1 - weight])
    assert ((fused >= 0) & (fused <= 1 + 1e-9)).all()
    assert convex([one * 4, other], [weight, 1 - weight]) == pytest.approx(fused)
