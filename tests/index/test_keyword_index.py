"""The words of a library that changes are those of one indexed at once."""

import random

import bm25s
import numpy as np
import pytest

from corpus.document import Source
from corpus.passage import Passage
from index.keyword_index import PassageWords
from index.tokenizer import char_tokens, query_tokens
from index.windows import heading_prefix, indexed_text, windows

QUESTIONS = ("补助多少", "创新券 创新券", "第3家企业", "R&D 12%", "没有的词", "办法", "")


def library(count: int = 9) -> list[Passage]:
    """Some of several windows, some the same, one without words."""
    made = []
    for n in range(count):
        source = Source(id=f"d{n}", title=f"第{n % 3}号创新券办法")
        long = "".join(f"支持第{k}家企业，补助{k * n}万元，R&D {k}%；" for k in range(n * 3))
        made += [
            Passage(source, ("一、支持",), "", f"创新券补助。{long}", 0),
            Passage(source, (), "p1", "同样的话。", 1),
        ]
    return [*made, Passage(Source(id="blank", title=""), (), "p1", "", 0)]


def words_of(passages: list[Passage], before: PassageWords | None = None) -> PassageWords:
    return (before or PassageWords()).changed(passages)


def told(words: PassageWords) -> list[object]:
    scores = [words.scores(query_tokens(question)) for question in QUESTIONS]
    of_windows = [s.windows(n).tolist() for s in scores for n in range(len(words.parts))]
    return [of_windows, [s.passages.tolist() for s in scores], dict(words.known)]


def test_a_passage_of_one_window_scores_what_bm25_gives_its_window_and_itself():
    passages = [p for p in library() if len(windows(p.text)) == 1]
    texts = [indexed_text(heading_prefix(p), p.text) for p in passages]
    bm25 = bm25s.BM25(k1=1.5, b=0.75, method="lucene")
    bm25.index([char_tokens(text) or [""] for text in texts], show_progress=False)
    for question in filter(None, map(query_tokens, QUESTIONS)):
        expected = bm25.get_scores(question).astype(float) * 2
        assert np.array_equal(words_of(passages).scores(question).passages, expected)


@pytest.mark.parametrize("seed", range(3))
def test_words_of_documents_that_come_and_go_equal_those_indexed_at_once(seed, tmp_path):
    passages, draw = library(), random.Random(seed)
    ids = list(dict.fromkeys(p.source.id for p in passages))
    held, words = set(), PassageWords()
    for source in draw.sample(ids, len(ids)) + draw.sample(ids, 5) + draw.sample(ids, 4):
        held ^= {source}
        now = [p for p in passages if p.source.id in held]
        if not now:
            continue
        words = words_of(now, words)
        words.save(tmp_path / "words.npz")
        words = PassageWords.load(tmp_path / "words.npz")
        assert told(words) == told(words_of(now))


def test_passages_in_another_order_or_under_another_title_are_read_as_they_are_now():
    passages = library()
    moved = [Passage(Source(id="d0", title="改了的名称"), (), "p1", "新的话。", 0), *passages[::-1]]
    assert told(words_of(moved, words_of(passages))) == told(words_of(moved))


def test_a_document_more_is_tokenised_alone(monkeypatch):
    passages = library()
    words = words_of(passages[:-3])
    read: list[str] = []
    monkeypatch.setattr("index.keyword_index.char_tokens", lambda text: read.append(text) or [])
    words_of(passages, words)
    assert 0 < len("".join(read)) < 3 * sum(len(p.text) + 30 for p in passages[-3:])


@pytest.mark.parametrize("content", [b"", b"PK damaged", None])
def test_words_that_cannot_be_read_are_made_anew(content, tmp_path):
    path = tmp_path / "words.npz"
    if content is not None:
        path.write_bytes(content)
    assert told(words_of(library(), PassageWords.load(path))) == told(words_of(library()))
