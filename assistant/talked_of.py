"""Weighing a follow-up's evidence by where the talk stands: beside it gains, told again loses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.asking import Asked
from assistant.concepts import Concept
from assistant.figures_told import answering_figures
from assistant.fitness import fits
from assistant.place import Place
from assistant.question import Question
from assistant.standing import NAMED
from assistant.statement import Statement

if TYPE_CHECKING:
    from assistant.evidence import Evidence

# Whether what was told of one holds for another is not told again.
_ALSO = re.compile(
    r"(?:也|同样|照样)(?:都|就|是)?(?:能|可以|算|行|按|有|要|给|得|适用|享受|一样|这样|免|用)"
)
PLACE_BONUS = 0.25  # for what stands where the last answer was taken from, in a follow-up
UNTOLD = 0.5  # of a statement: so much is left to tell
TOLD = 0.12  # what a statement loses that the last answer has told


def placed(
    question: Question,
    weighed: Sequence[Evidence],
    place: Place,
    subjects: Sequence[Concept],
    sides: Sequence[Concept],
    day: date,
) -> list[Evidence]:
    """What stands where the talk stands gains, as far as it is untold and has the subjects (or
    half, the sides of one) that this message itself names; what was told already loses, unless
    the rest of it may answer."""
    named = subjects or sides
    met = [sum(c.weight * c.match(_around(e.statement)) for c in named) for e in weighed]
    most, free = max(met, default=0.0), 0.0 if subjects else 0.5
    found = []
    for e, share in zip(weighed, met, strict=True):
        near = place.nearness(e.statement)
        near *= free + (1 - free) * share / most if most else 1.0
        if near and not question.amounts:  # an amount of one's own asks the same rule anew
            left = _left(e.statement, place, named)
            told = not _may_answer_yet(question, e.statement, place, day)
            near = -TOLD / PLACE_BONUS if told else near * left
        found.append(replace(e, score=e.score + PLACE_BONUS * near))
    return found


def _left(statement: Statement, place: Place, named: Sequence[Concept]) -> float:
    """The share of a statement that is left to tell; all, where that has what is named."""
    untold = place.untold(statement)
    if any(c.match(untold) >= NAMED for c in named):
        return 1.0
    return len(untold) / max(1, len(statement.shown))


def _may_answer_yet(question: Question, statement: Statement, place: Place, day: date) -> bool:
    """Whether what was not told of it is of the kind asked for, or most of it where any is; to
    "我们也能吗" nothing of what was told is."""
    untold = place.untold(statement)
    if question.asked is Asked.YES_NO and _ALSO.search(question.text):
        return untold == statement.shown
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
