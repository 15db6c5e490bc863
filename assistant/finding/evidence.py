"""Weighing evidence: how well each statement of the passages found speaks to the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.finding.expected import NO_HINTS, Hints
from assistant.finding.scales import Met, Sought, score
from assistant.finding.standing import named_subjects
from assistant.finding.statement import Statement, statements
from assistant.finding.surroundings import Surroundings
from assistant.judging.own_bound import asks_of_own_figure, measured
from assistant.reading.aspects import aspect_fit
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from index.retriever import Hit

MISSED = 0.45  # a concept met less than this in its context is missing there


@dataclass(frozen=True)
class Evidence:
    """A statement with its weight (0..about 1) and, per concept, how far it is met in place.

    coverage is the weighted share of concepts met by the statement in its context;
    own the share met by its very words; stale says that it is only an old answer.
    """

    statement: Statement
    score: float
    coverage: float
    own: float
    missing: tuple[Concept, ...]
    hit: Hit
    stale: bool = False


def weigh(
    question: Question,
    concepts: Sequence[Concept],
    hits: Sequence[Hit],
    pairs: Mapping[str, float],
    headings: Mapping[str, str],
    day: date,
    hints: Hints = NO_HINTS,
) -> list[Evidence]:
    """Every statement of the hits, best first. Concepts carry weights; hits carry 0..1 scores.

    pairs gives the rarity of each character pair of the question, headings all headings of a
    source by its id; day decides what has expired.
    """
    own_figure = asks_of_own_figure(question)
    of = measured(question, concepts) if own_figure else ()
    named = named_subjects(concepts, hits)
    sought = Sought(question, tuple(concepts), pairs, day, hints, tuple(named), own_figure, of)
    total = sum(c.weight for c in concepts) or 1.0
    weighed = [
        _evidence(sought, total, hit, statement, headings.get(statement.passage.source.id, ""))
        for hit in hits
        for statement in statements(hit.passage)
    ]
    return sorted(weighed, key=lambda e: -e.score)


def _evidence(
    sought: Sought, total: float, hit: Hit, statement: Statement, headings: str
) -> Evidence:
    """total is what all concepts weigh, headings all headings of the statement's source."""
    aspect = aspect_fit(sought.question, statement)
    around = Surroundings.of(statement, headings, aspect)
    own = covered = 0.0
    missing = []
    for concept in sought.concepts:
        here = concept.match(statement.text)
        met = max(here, around.match(concept)) if here < 1 else here
        own += concept.weight * here
        covered += concept.weight * met
        if met < MISSED:
            missing.append(concept)
    met_there = Met(statement, hit, covered / total, own / total, tuple(missing), aspect)
    return Evidence(
        statement,
        score(sought, met_there),
        met_there.coverage,
        met_there.own,
        met_there.missing,
        hit,
    )


def in_one_section(one: Evidence, other: Evidence) -> bool:
    """Whether two statements stand in one section of one document."""
    first, second = one.statement.passage, other.statement.passage
    return first.source == second.source and first.heading_path == second.heading_path
