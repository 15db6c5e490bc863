"""Figures that are known to answer: an expected question much like this one is answered by them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.concepts import Concept
from assistant.expected import SETTLED, Hints
from assistant.figures_told import answering_figures
from assistant.levels import is_of_other_level
from assistant.question import Question
from assistant.statement import Statement

SAME_THING = 0.5  # likeness to an expected question from which both count the same
FAR_AHEAD = 0.36  # the same where nothing else in the library answers one nearly as like
LEAD = 0.1  # of its likeness before that of a question which another statement answers


def counts_same(
    question: Question, concepts: Sequence[Concept], statement: Statement, hints: Hints
) -> bool:
    """Whether the likest expected question is answered by a number of the kind asked for here:
    then the thing counted is the one asked about, however it is called. A question that goes on
    from another is only known by its own words, and must be the very same."""
    ahead = hints.lead(statement) >= LEAD
    least = FAR_AHEAD if ahead else SAME_THING
    if any(c.known and c.term and c.said not in question.text for c in concepts):
        least = SETTLED
    headings = " ".join(statement.passage.heading_path)
    if not hints.leads_to(statement, least) or is_of_other_level(question.text, headings):
        return False
    quote = replace(statement, text=hints.quote_in(statement) or statement.text)
    return bool(answering_figures(question, quote))
