"""Of a line that says several things what answers, and of a long one no more than fits."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composing.band_edges import band_lines
from assistant.composing.bands import held_classes
from assistant.composing.counted_list import Neighbours
from assistant.composing.line import SHORT_BUDGET, Line, unmarked
from assistant.composing.narrowing import LONG, met, window
from assistant.finding.expected import Hints
from assistant.finding.statement import Statement, clauses_with
from assistant.reading.concepts import Concept
from assistant.reading.question import Question

MOSTLY = 0.9  # of what a sentence has of the question: what has so much of it answers for it


def to_the_point(
    line: Line,
    question: Question,
    concepts: Sequence[Concept],
    hints: Hints,
    section: Neighbours,
) -> list[Line]:
    """The band that holds what the asker has; of a long sentence the clauses that are known to
    answer this very question, where they have nearly all that it has of it."""
    held = held_classes(question.text, question.amounts, (line.passage.text,))
    statement = Statement(line.passage, line.quote, 0)
    if banded := band_lines(statement, question, held, section):
        return banded
    known = hints.quote_in(statement) if hints.settled() else ""
    if not known or len(line.quote) <= LONG or line.announces:
        return [line]
    told = clauses_with(line.quote, known)
    whole = met(concepts, told) >= MOSTLY * met(concepts, line.quote)
    whole = whole and ("、" in told or "、" not in line.quote)  # what is named side by side stays
    return [Line(unmarked(told), line.passage, told) if whole else line]


def brief(line: Line, concepts: Sequence[Concept], hints: Hints) -> Line:
    """A sentence that alone is longer than a short answer may be, in the clauses that answer."""
    if len(line.text) <= SHORT_BUDGET or "：" in line.quote:
        return line
    known = hints.quote_in(Statement(line.passage, line.quote, 0))
    kept = window(concepts, line.quote, known, SHORT_BUDGET)
    return Line(unmarked(kept), line.passage, kept)
