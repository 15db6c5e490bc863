"""No statement answers two questions where another is nearly as likely."""

from datetime import date

import pytest

from assistant.dividing import told_once
from assistant.inquiry import Asked
from assistant.reader.evidence import Evidence
from assistant.reader.finder import Finding
from assistant.reader.reader import Reading
from assistant.reader.statements import Statement
from assistant.understanding.follow_up import Meaning
from assistant.understanding.question import Question
from assistant.understanding.several import Part
from corpus.document import Source
from corpus.passage import Passage

PASSAGE = Passage(Source(id="x", title="灯塔管理办法"), (), "", "")
FIRST, LAST = (0, 1, 2.0), (5, 6, 2.0)  # words marked at the head of a statement, and further on


def asked(*read, sentence=""):
    """A question with statements as (text, logit, mark), the likeliest first."""
    evidence = [
        Evidence(Reading(Statement(PASSAGE, text, 0), logit, (mark,)), 0.0)
        for text, logit, mark in read
    ]
    finding = Finding(Question("多少", date(2031, 6, 1)), Meaning("多少"), tuple(evidence))
    return Asked(Part("多少", sentence=sentence), finding)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ([("甲", 9, FIRST), ("丙", 1, FIRST)], [("甲", 8, FIRST), ("乙", 5, FIRST)], "甲乙"),
        ([("甲", 9, FIRST), ("丙", 1, FIRST)], [("甲", 8, LAST), ("乙", 5, FIRST)], "甲甲"),
        ([("甲", 9, FIRST), ("丙", 1, FIRST)], [("甲", 9, FIRST), ("乙", -9, FIRST)], "甲甲"),
        ([("甲", 9, FIRST), ("丙", 8, FIRST)], [("甲", 9, FIRST), ("乙", 0, FIRST)], "丙甲"),
    ],
    ids=["the next", "other words of it", "none is near", "whose it clearly is"],
)
def test_a_statement_is_told_for_one_question(first, second, told):
    found = told_once([asked(*first, sentence="一"), asked(*second, sentence="二")])
    assert "".join(a.finding.evidence[0].statement.text for a in found) == told
