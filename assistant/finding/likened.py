"""Comparing a question with the expected ones, by what each asks for."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from assistant.finding.expected import Hints
from assistant.reading.asking import Asked, asked_kind
from assistant.reading.question import Question
from corpus.expected_questions import Expected
from index.question_index import QuestionIndex

# Where a list is asked for: of an expected question that does not say what it asks for, and of
# one that asks for a figure, a time or a body.
OF_NO_KIND, OF_OTHER_KIND = 0.9, 0.6
AS_LIKE = 0.95  # of the likest: as like
AS_KNOWN = 0.3  # likeness from which what is left to be understood is what the other asks
_VALUES = {Asked.FIGURE, Asked.MONEY}


def hints(index: QuestionIndex, question: str, *also: str) -> Hints:
    """The expected questions like this one (normalised), and the statements they lead to; also
    are other wordings of it."""
    is_list = asked_kind(question) is Asked.LIST
    alike = [
        replace(one, score=one.score * (_as_list(one.expected) if is_list else 1.0))
        for one in index.alike(question, *also)
    ]
    return Hints.by(alike)


def as_known(question: Question, known: Hints, names: bool) -> Question:
    """A question whose kind is only that of the one before, as the one like it asks where that
    asks for something else ("要是亏本呢" after a rate asks whether); one that names a thing of the
    field asks the same of it, unless the other says what it asks."""
    if question.amounts or not known.alike or known.alike[0].score < AS_KNOWN:
        return question
    kinds = [
        _kind(o.expected.text) for o in known.alike if o.score >= AS_LIKE * known.alike[0].score
    ]
    kind = kinds[0]
    same = question.asked in kinds or kind is Asked.LIST or {kind, question.asked} <= _VALUES
    unsaid = kind is Asked.OPEN and names
    return question if same or unsaid else replace(question, asked=kind, measure=None, counter="")


def _as_list(expected: Expected) -> float:
    """What is left of a likeness of words where a list is asked for, by what the other asks for."""
    kind = _kind(expected.text)
    if kind is Asked.LIST or len(expected.answers) > 1:
        return 1.0
    return OF_NO_KIND if kind in (Asked.OPEN, Asked.YES_NO) else OF_OTHER_KIND


@lru_cache(maxsize=8192)
def _kind(text: str) -> Asked:
    return asked_kind(text)
