"""Which document is meant: the original before what repeats it, and none where it is left open."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.reader.evidence import HEADED, Evidence, nearest
from assistant.reader.precedence import originals_first, rivals
from assistant.reader.reader import Reading
from assistant.reader.statements import Statement
from assistant.understanding.question import Question
from corpus.document import Kind, Source
from corpus.passage import Passage
from index.hit import Hit, Window

PLAN = "滨海市2031年科技工作要点"


def evidence(text: str, logit: float = 2.0, **source: object) -> Evidence:
    card = {"id": "x", "title": "滨海市奖补办法", **source}
    passage = Passage(Source(**card), ("第一章",), "", text)
    return Evidence(Reading(Statement(passage, text, 0), logit, ()), 0.5)


@pytest.mark.parametrize(
    ("best", "other", "first"),
    [
        ({"kind": Kind.DIGEST}, {"id": "plan", "title": PLAN}, "plan"),
        ({}, {"id": "plan", "title": PLAN}, "plan"),  # the best one names it
        ({}, {"id": "other"}, "x"),
        ({"kind": Kind.DIGEST}, {"id": "plan", "kind": Kind.DIGEST}, "x"),
    ],
)
def test_what_repeats_another_document_stands_behind_it(best, other, first):
    said = evidence(f"{PLAN}提出，年内新增青苗企业30家。", 4.0, **best)
    own = evidence("年内新增青苗企业30家；", 2.0, **other)
    beside = evidence("年内新建孵化器5家。", 2.0, id="z")
    assert originals_first([said, beside, own])[0].statement.passage.source.id == first


@pytest.mark.parametrize(
    ("question", "logits", "documents"),
    [
        ("要什么条件？", [2.0, 1.0, 0.0], 3),
        ("要什么条件？", [2.0, 1.0], 0),
        ("要什么条件？", [2.0, 1.0, -9.0], 0),  # only two of them state it
        ("青苗企业要什么条件？", [2.0, 1.0, 0.0], 0),
        ("芝麻怎么申请？", [2.0, 1.0, 0.0], 3),  # unknown to the library
        ("芝麻怎么申请？", [4.0, 0.5, 0.0], 0),
    ],
)
def test_a_question_of_no_known_matter_leaves_open_which_document(question, logits, documents):
    found = [evidence("应当在本市注册。", x, id=str(n)) for n, x in enumerate(logits)]
    assert len(rivals(question, found, {"青苗": 3})) == documents


@pytest.mark.parametrize(
    ("question", "nearer"),
    [("青苗企业有什么好处", True), ("青苗企业要什么条件", False), ("青苗企业给多少钱", False)],
)
def test_what_stands_under_a_heading_of_the_part_asked_for_is_nearer(question, nearer):
    passage = Passage(Source(id="x", title="办法"), ("三、优惠内容",), "1", "免征房产税。")
    hits = [Hit(passage, 0.4, 1.0, 0.9, (Window(0, 6, 0.4),))]
    (found,) = nearest(hits, (), Question(question, date(2031, 6, 1)).parts)
    assert found.prior == pytest.approx(0.4 + HEADED * nearer)
