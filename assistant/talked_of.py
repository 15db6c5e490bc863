"""Weighing a follow-up's evidence by where the talk stands: beside it gains, told again loses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.asking import Asked
from assistant.concepts import Concept
from assistant.fitness import answering_figures, fits
from assistant.place import Place
from assistant.question import Question
from assistant.standing import NAMED
from assistant.statement import Statement

if TYPE_CHECKING:
    from assistant.evidence import Evidence

PLACE_BONUS = 0.25  # for what stands where the last answer was taken from, in a follow-up
UNTOLD = 0.5  # of a statement: so much is left to tell
TOLD = 0.12  # what a statement loses that the last answer has told


def placed(
    question: Question,
    weighed: Sequence[Evidence],
    place: Place,
    subjects: Sequence[Concept],
    day: date,
) -> list[Evidence]:
    """What stands where the talk stands gains, as far as it has the subjects that this message
    itself names; what was told already loses, unless the rest of it may answer."""
    met = [sum(c.weight * c.match(_around(e.statement)) for c in subjects) for e in weighed]
    most = max(met, default=0.0)
    found = []
    for e, share in zip(weighed, met, strict=True):
        near = place.nearness(e.statement) * (share / most if most else 1.0)
        if near and not question.amounts:  # an amount of one's own asks the same rule anew
            told = not _may_answer_yet(question, e.statement, place, day)
            near = -TOLD / PLACE_BONUS if told else near
        found.append(replace(e, score=e.score + PLACE_BONUS * near))
    return found


def _may_answer_yet(question: Question, statement: Statement, place: Place, day: date) -> bool:
    """Whether what was not told of it is of the kind asked for, or most of it where any is."""
    untold = place.untold(statement)
    if not question.asks_value and question.asked is not Asked.WHO:
        return len(untold) >= UNTOLD * len(statement.shown)
    return bool(untold and fits(question, replace(statement, text=untold), day))


def is_stale(
    question: Question, statement: Statement, place: Place, own: Sequence[Concept], day: date
) -> bool:
    """Whether it is an old answer and no new one: what it has of the kind asked for was told, and
    it has nothing that this message names."""
    if not own or question.amounts or not question.asks_value:
        return False
    if question.asked in (Asked.FIGURE, Asked.MONEY):
        given = answering_figures(question, statement)
        if not given or not all(place.has_figure(f) for f in given):
            return False
    else:
        rest = replace(statement, text=place.untold(statement))
        if not fits(question, statement, day) or fits(question, rest, day):
            return False
    around = _around(statement)
    return not any(c.match(around) >= NAMED for c in own)


def _around(statement: Statement) -> str:
    """A statement with what it hangs on: its lead and its headings."""
    return " ".join((statement.lead, statement.text, *statement.passage.heading_path))
