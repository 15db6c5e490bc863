"""All candidates are read only where none of the nearest surely states the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from assistant.answer import AnswerStatus
from assistant.reader.evidence import Candidate, read
from assistant.reader.finder import Finder, Finding
from assistant.reader.judge import judged
from assistant.reader.reader import Reading
from assistant.reader.statements import Statement
from assistant.understanding.follow_up import Meaning
from assistant.understanding.question import Question
from corpus.document import Source
from corpus.passage import Passage

PASSAGE = Passage(Source(id="x", title="灯塔管理办法"), (), "", "")


class Reader:
    """A statement's text is the logit that it is read with."""

    def read(self, question, found):
        return [Reading(s, float(s.text), ()) for s in found]


def candidates(*logits):
    return tuple(Candidate(Statement(PASSAGE, str(logit), 0), 0.5) for logit in logits)


@pytest.mark.parametrize(
    ("alone", "going_on", "best"),
    [(4, None, "4"), (-4, None, "6"), (-4, 4, "4"), (-4, -5, "6")],
    ids=["sure", "not sure", "sure in its other reading", "in neither"],
)
def test_the_others_are_read_where_none_of_the_first_is_sure(alone, going_on, best):
    question, reader = Question("多少", date(2031, 6, 1)), Reader()

    def finding(logit):
        evidence = tuple(read(reader, "多少", candidates(logit)))
        return Finding(question, Meaning("多少"), evidence, unread=candidates(6))

    best_first = sorted((n for n in (alone, going_on) if n is not None), reverse=True)
    first, *others = map(finding, best_first)
    first = replace(first, other=others[0] if others else None)
    index = SimpleNamespace(passages=(), spelling=SimpleNamespace(known={}))
    assert Finder(index, reader).read_on(first).evidence[0].statement.text == best


@pytest.mark.parametrize(
    ("asked", "nearest", "left"),
    [("多少", 6, 8), ("多少", 1, 0), ("有哪些", 6, 0)],
    ids=["certain", "not certain", "a list"],
)
def test_no_more_is_read_where_one_of_the_nearest_is_certain(asked, nearest, left):
    question = Question(asked, date(2031, 6, 1))
    unread = candidates(nearest, *range(-20, -9))
    index = SimpleNamespace(passages=(), spelling=SimpleNamespace(known={}))
    found = Finder(index, Reader()).read_first(
        Finding(question, Meaning(asked), unread=unread), len(unread)
    )
    assert (len(found.unread), found.evidence[0].statement.text) == (left, str(nearest))


@pytest.mark.parametrize(("before", "asked_back"), [("", 3), ("青苗企业要什么条件？", 0)])
def test_a_question_by_itself_is_asked_back_in_a_conversation_too(before, asked_back):
    statements = [
        Candidate(Statement(replace(PASSAGE, source=Source(id=i, title="办法")), "2", 0), 0.5)
        for i in "abc"
    ]
    finding = Finding(Question("有哪些", date(2031, 6, 1)), Meaning("有哪些", before))
    other = replace(finding, meaning=Meaning("有哪些", "灯塔"))
    index = SimpleNamespace(passages=(), spelling=SimpleNamespace(known={}))
    first = replace(finding, unread=tuple(statements), other=other)
    assert len(Finder(index, Reader()).read_on(first).rivals) == asked_back


@pytest.mark.parametrize(
    ("cosine", "logit", "status"),
    [
        (0.90, 0.0, AnswerStatus.ANSWERED),
        (0.87, 0.0, AnswerStatus.NOT_STATED),  # it may be off topic, and is not surely stated
        (0.87, 6.0, AnswerStatus.ANSWERED),
        (0.80, -4.0, AnswerStatus.OUT_OF_SCOPE),
    ],
)
def test_a_distant_question_is_answered_only_where_the_answer_is_surely_stated(
    cosine, logit, status
):
    evidence = tuple(read(Reader(), "多少", candidates(logit)))
    found = Finding(Question("多少", date(2031, 6, 1)), Meaning("多少"), evidence, cosine=cosine)
    assert judged(found) is status


@pytest.mark.parametrize(
    ("own", "cosine", "before"),
    [(-8.0, 0.9, ""), (0.0, 0.9, "灯塔补多少？"), (0.0, 0.87, "")],
    ids=["answers the question before", "goes on", "of nothing that the library has"],
)
def test_a_statement_that_answers_the_question_before_is_not_told_for_the_next(own, cosine, before):
    logits = {"灯塔补多少？": 5.0, "谁管食堂": own}
    reader = SimpleNamespace(read=lambda text, found: [Reading(s, logits[text], ()) for s in found])
    question, evidence = Question("谁管食堂", date(2031, 6, 1)), read(Reader(), "", candidates(4))
    joined = Finding(question, Meaning("谁管食堂", "灯塔补多少？"), tuple(evidence))
    index = SimpleNamespace(passages=(), spelling=SimpleNamespace(known={}))
    alone = Finding(question, Meaning("谁管食堂"), cosine=cosine)
    found = Finder(index, reader)._likeliest([joined, alone])
    assert found.meaning.before == before
