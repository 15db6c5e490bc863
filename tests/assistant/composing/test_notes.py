"""Notes: what a reader must know about the sources of an answer."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Citation
from assistant.composing.notes import notes
from corpus.document import Kind, Source, Status
from corpus.passage import Passage

DAY = date(2031, 6, 1)


def note_of(*sources: Source, day: date = DAY) -> tuple[str, ...]:
    return notes(
        [Citation(n, Passage(s, (), "p1", "正文。")) for n, s in enumerate(sources, 1)], day
    )


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (Source("a", "某摘编", kind=Kind.DIGEST), ("不是官方原文",)),
        (Source("a", "某计划", year=2031), ("某计划", "2031年")),
        (Source("a", "某办法", expires_on="2030-12-31"), ("某办法", "2030-12-31", "历史")),
        (Source("a", "某办法", expires_on="2031-05"), ("某办法", "2031-05", "历史")),
        (Source("a", "某办法", status=Status.REPEALED), ("某办法", "已废止")),
        (Source("a", "某办法", status=Status.PARTLY_IN_FORCE), ("某办法", "部分有效")),
    ],
)
def test_each_circumstance_has_its_note(source, said):
    (note,) = note_of(source)
    assert all(word in note for word in said)


def test_a_full_text_in_force_needs_no_note():
    assert note_of(Source("a", "某办法")) == ()


@pytest.mark.parametrize("until", ["2031-06-01", "2031-06", "2031", "2099-01-01"])
def test_a_term_that_runs_to_today_or_later_has_not_expired(until):
    assert note_of(Source("a", "某办法", expires_on=until)) == ()


def test_no_citations_no_notes():
    assert notes((), DAY) == ()


def test_two_passages_of_one_source_are_noted_once():
    plan = Source("a", "某计划", year=2031)
    assert len(note_of(plan, plan)) == 1


def test_what_has_expired_is_said_first():
    said = note_of(
        Source("d", "某摘编", kind=Kind.DIGEST),
        Source("p", "某计划", year=2031),
        Source("x", "某旧办法", status=Status.REPEALED),
    )
    assert len(said) == 3
    assert "某旧办法" in said[0]
