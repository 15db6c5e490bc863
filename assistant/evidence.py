"""Weighing evidence: how well each statement of the passages found speaks to the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.concepts import Concept
from assistant.question import Asked, Question
from assistant.statement import Statement, statements
from corpus.figures import Figure, Measure
from index.retriever import Hit

# What a concept counts for where it stands; tuned on the dev split.
IN_LEAD = 0.95
IN_NEIGHBOUR = 0.6
IN_PASSAGE = 0.4
IN_HEADING = 0.7
IN_TITLE = 0.6

COVERAGE_SHARE = 0.70
RETRIEVAL_SHARE = 0.30
TYPE_BONUS = 0.12


@dataclass(frozen=True)
class Evidence:
    """A statement with its weight (0..about 1) and, per concept, how far it is met in place.

    coverage is the weighted share of concepts met by the statement in its context;
    own the share met by its very words.
    """

    statement: Statement
    score: float
    coverage: float
    own: float
    missing: tuple[Concept, ...]
    hit: Hit


def weigh(question: Question, concepts: Sequence[Concept], hits: Sequence[Hit]) -> list[Evidence]:
    """Every statement of the hits, best first. Concepts carry weights; hits carry 0..1 scores."""
    total = sum(c.weight for c in concepts) or 1.0
    weighed = [
        _evidence(question, concepts, total, hit, statement)
        for hit in hits
        for statement in statements(hit.passage)
    ]
    return sorted(weighed, key=lambda e: -e.score)


def _evidence(
    question: Question, concepts: Sequence[Concept], total: float, hit: Hit, statement: Statement
) -> Evidence:
    around = _Context.of(statement)
    own = covered = 0.0
    missing = []
    for concept in concepts:
        here = concept.match(statement.text)
        met = max(here, around.match(concept)) if here < 1 else here
        own += concept.weight * here
        covered += concept.weight * met
        if met < 0.3:
            missing.append(concept)
    coverage = covered / total
    score = COVERAGE_SHARE * (0.5 * coverage + 0.5 * (0.3 * coverage + 0.7 * own / total))
    score += RETRIEVAL_SHARE * hit.score + TYPE_BONUS * fits(question, statement)
    return Evidence(statement, score, coverage, own / total, tuple(missing), hit)


@dataclass(frozen=True)
class _Context:
    """What surrounds a statement, each with what a concept found there counts for."""

    places: tuple[tuple[str, float], ...]

    @staticmethod
    def of(statement: Statement) -> _Context:
        passage = statement.passage
        all_here = statements(passage)
        near = [
            s.text for s in all_here if 0 < abs(s.index - statement.index) <= 1
        ]
        return _Context(
            (
                (statement.lead, IN_LEAD),
                (" ".join(passage.heading_path), IN_HEADING),
                (" ".join((passage.source.title, *passage.source.topics)), IN_TITLE),
                (" ".join(near), IN_NEIGHBOUR),
                (passage.text, IN_PASSAGE),
            )
        )

    def match(self, concept: Concept) -> float:
        return max((share * concept.match(text) for text, share in self.places if text), default=0.0)


def fits(question: Question, statement: Statement) -> float:
    """1 where the statement has the kind of thing asked for, 0 where it has not, .5 unsure."""
    if question.asked is Asked.OPEN or question.asked is Asked.LIST:
        return 0.5
    if question.asked in (Asked.FIGURE, Asked.MONEY):
        return 1.0 if answering_figures(question, statement) else 0.0
    if question.asked is Asked.WHEN:
        return 1.0 if has_time(statement) else 0.0
    return 0.5


def answering_figures(question: Question, statement: Statement) -> tuple[Figure, ...]:
    """The figures of a statement that could answer: right measure, same counter preferred."""
    usable = [f for f in statement.figures if f.measure is not Measure.DATE]
    if question.measure is None:
        return tuple(usable)
    same = [f for f in usable if f.measure is question.measure]
    if question.measure is Measure.COUNT:
        exact = [f for f in same if f.unit == question.counter]
        return tuple(exact or same)
    return tuple(same)


def has_time(statement: Statement) -> bool:
    """Whether a date, a period of the year or a term stands in the statement."""
    if any(f.measure in (Measure.DATE, Measure.DURATION) for f in statement.figures):
        return True
    return any(word in statement.text for word in ("年内", "全年", "年底", "月底", "上半年", "下半年", "次月", "当年", "每年"))
