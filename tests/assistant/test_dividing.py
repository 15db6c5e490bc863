"""No statement answers two questions where another is nearly as likely."""

from datetime import date

import pytest

from assistant.answer import Turn
from assistant.dividing import Divider, told_once
from assistant.inquiry import Asked, Inquiry
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


def of_place(title, logit=9):
    """A question that a document of a place states."""
    passage = Passage(Source(id=title, title=title), (), "", "补助")
    evidence = Evidence(Reading(Statement(passage, "补助", 0), logit, ()), 0.0)
    return Asked(
        Part("多少"), Finding(Question("多少", date(2031, 6, 1)), Meaning("多少"), (evidence,))
    )


@pytest.mark.parametrize(("there", "told"), [(8, "滨州市办法"), (-9, "济南市办法")])
def test_the_questions_of_one_message_are_answered_of_one_place_where_it_states_them(there, told):
    class Places:
        def within(self, finding, places):
            assert [place.name for place in places] == ["滨州市"]
            return of_place("滨州市办法", there).finding

    asked = [of_place("滨州市规定"), of_place("济南市办法", 8), of_place("山东省办法", 7)]
    found = Divider(Places()).in_one_place(asked)
    titles = [a.finding.evidence[0].statement.passage.source.title for a in found]
    assert titles == ["滨州市规定", told, "山东省办法"]


@pytest.mark.parametrize(
    ("text", "before", "places"),
    [
        ("滨州补多少？要多久？", ["济南补多少？"], ["滨州市"]),
        ("要多久？", ["滨州补多少？", "济南补多少？", "给谁？"], ["济南市"]),
        ("要多久？", ["补多少？"], []),
    ],
)
def test_a_talk_is_about_the_places_that_it_named_last(text, before, places):
    inquiry = Inquiry(text, tuple(Turn(said, "") for said in before), text)
    assert [place.name for place in inquiry.places] == places
