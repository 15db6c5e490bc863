"""The table of scores that holds what the asker has."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composing.bands import band, held_classes
from assistant.finding.evidence import Evidence
from assistant.judging.near import NEAR_ENOUGH
from assistant.reading.question import Question
from corpus.figures import Measure


def in_its_band(question: Question, in_year: Sequence[Evidence]) -> list[Evidence]:
    """The table of scores that holds what the asker has of a class, with what tells the class; of
    a share the one that stands beside what only leads to it."""
    if question.measure is not Measure.SCORE:
        return []
    held = held_classes(question.text, question.amounts, (e.statement.text for e in in_year))
    floor = NEAR_ENOUGH * in_year[0].score
    near = [e for e in in_year if e.score >= floor]
    tables = [e for e in near if held and band(e.statement.text, (), held)]
    if not held and not band(in_year[0].statement.text, question.amounts):
        tables = [e for e in near if _beside(in_year[0], e)]
        tables = [e for e in tables if band(e.statement.text, question.amounts)]
    return tables and [tables[0], *(e for e in in_year if e is not tables[0])]


def _beside(best: Evidence, other: Evidence) -> bool:
    """Whether it stands in the section of the best one."""
    here, there = best.statement.passage, other.statement.passage
    return (here.source, here.heading_path) == (there.source, there.heading_path)
