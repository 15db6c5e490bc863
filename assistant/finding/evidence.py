"""Weighing evidence: how well each statement of the passages found speaks to the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.finding.expected import NO_HINTS, SETTLED, Hints
from assistant.finding.fitness import fits
from assistant.finding.periods import of_another_time, of_that_time
from assistant.finding.standing import (
    about_plan,
    dated,
    eased_for_others,
    edition,
    in_section,
    is_elsewhere,
    is_example,
    is_excluded,
    named_subjects,
    points_elsewhere,
    year_of_heading,
)
from assistant.finding.statement import Statement, statements
from assistant.finding.surroundings import Surroundings
from assistant.judging.figures_told import scope_fit, states_threshold
from assistant.judging.own_bound import (
    asks_of_own_figure,
    bounded_alike,
    measured,
    of_another_bound,
)
from assistant.reading.asking import Asked
from assistant.reading.aspects import aspect_fit
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from corpus.document import Kind
from corpus.figures import Figure, Measure
from index.retriever import Hit

MISSED = 0.45  # a concept met less than this in its context is missing there

COVERAGE_SHARE = 0.42
OWN = 0.1  # of coverage: what its very words weigh beside what stands around it
RETRIEVAL_SHARE = 0.12
NEARNESS_SHARE = 0.35  # without vectors, of the character pairs shared
EXPECTED_SHARE = 0.55  # of a question like this one that the statement is known to answer
TYPE_BONUS = 0.26
SCOPE_BONUS = 0.14  # for a tier that holds the asker's amount; a tier that excludes it loses it
BOUND_BONUS = 0.35  # for a bound on such a figure as the asker has and asks whether it will do
FULL_TEXT_BONUS = 0.10  # the text itself before a digest that repeats it
YEAR_BONUS = 0.07  # for a title or heading that names the year asked about
EXCLUDED = 0.35  # what a statement loses under a heading that the asker rules out
OTHER_TIME = 0.35  # for a rule that opens with another time than the asker's
THAT_TIME = 0.12  # for a rule that sets itself for the asker's time
ELSEWHERE = 0.3  # for a statement of another subject than the question names
EDITION = 0.2  # for the older edition of a rule where it is asked about, against it where not
# Of the likest, and likeness, from which a question of another subject is known to be answered.
AS_LIKE, ASKED_OF = 0.8, 0.55
ASKED_BONUS = 0.3  # for what is known to answer whether it is so, whatever the kind named
EXAMPLE = 0.35  # an example of calculation comes after the rule, unless an amount is given
OTHER_SUM = 0.4  # of that, for an example with another amount than the asker's
SECTION_BONUS = 0.3  # for what stands in the section that the question numbers ("第四部分")
EASED = 0.2  # for a rule eased for some, where another is asked about
POINTER = 0.15  # for a statement that only says where else a thing is told
DATED = 0.04  # what a text no longer (or only partly) in force loses to one that is
ASPECT_BONUS = 0.3  # under a heading of what is asked: benefits, conditions, procedure
THRESHOLD_BONUS = 0.12  # for a bound where a bound is asked for ("要多少分才能")
PLAN_BONUS = 0.06  # for a plan's statements where the question is put as one about a plan

# multilingual-e5 packs all cosines into a narrow band; this is the part of it that tells.
_COSINE_FLOOR, _COSINE_CEILING = 0.84, 0.94


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
    total = sum(c.weight for c in concepts) or 1.0
    named = named_subjects(concepts, hits)
    own_figure = asks_of_own_figure(question)
    of = measured(question, concepts) if own_figure else ()
    weighed = [
        _evidence(
            question,
            concepts,
            total,
            pairs,
            hit,
            statement,
            headings,
            day,
            hints,
            named,
            own_figure,
            of,
        )
        for hit in hits
        for statement in statements(hit.passage)
    ]
    return sorted(weighed, key=lambda e: -e.score)


def _evidence(
    question: Question,
    concepts: Sequence[Concept],
    total: float,
    pairs: Mapping[str, float],
    hit: Hit,
    statement: Statement,
    headings: Mapping[str, str],
    day: date,
    hints: Hints,
    named: Sequence[Concept],
    own_figure: bool,
    of: Sequence[Concept],
) -> Evidence:
    aspect = aspect_fit(question, statement)
    around = Surroundings.of(statement, headings.get(statement.passage.source.id, ""), aspect)
    own = covered = 0.0
    missing = []
    for concept in concepts:
        here = concept.match(statement.text)
        met = max(here, around.match(concept)) if here < 1 else here
        own += concept.weight * here
        covered += concept.weight * met
        if met < MISSED:
            missing.append(concept)
    coverage = covered / total
    score = COVERAGE_SHARE * ((1 - OWN) * coverage + OWN * own / total)
    near = nearness(hit, statement) if hit.cosines else _pairs_met(pairs, statement)
    score += RETRIEVAL_SHARE * hit.score + NEARNESS_SHARE * near
    score += EXPECTED_SHARE * hints.of(statement)
    score += TYPE_BONUS * fits(question, statement, day)
    score += ASPECT_BONUS * aspect
    score += THRESHOLD_BONUS * states_threshold(question, statement)
    score += PLAN_BONUS * about_plan(question, statement.passage.source)
    score += SCOPE_BONUS * scope_fit(_told(question), statement.figures)
    elsewhere = bool(of) and all(c in missing for c in of)
    if own_figure and not elsewhere and not of_another_bound(missing, statement, concepts):
        score += BOUND_BONUS * bounded_alike(question, statement)
    score += FULL_TEXT_BONUS * (statement.passage.source.kind is Kind.FULL_TEXT)
    score += YEAR_BONUS * year_of_heading(question, statement)
    score -= EASED * eased_for_others(question, statement, concepts)
    score -= EXCLUDED * is_excluded(question, statement)
    score -= OTHER_TIME * of_another_time(question, statement)
    score += THAT_TIME * of_that_time(question, statement)
    if is_elsewhere(named, statement):
        expected = hints.of(statement) >= AS_LIKE and hints.likeness(statement) >= ASKED_OF
        score -= ELSEWHERE * (not expected)
        whether = question.asked is Asked.YES_NO
        score += ASKED_BONUS * (whether and hints.leads_to(statement, SETTLED))
    score -= EXAMPLE * _is_idle_example(question, statement)
    score += SECTION_BONUS * in_section(question, statement)
    score -= POINTER * points_elsewhere(statement)
    score += EDITION * edition(question, statement)
    score -= DATED * dated(question, statement, day)
    return Evidence(statement, score, coverage, own / total, tuple(missing), hit)


def _is_idle_example(question: Question, statement: Statement) -> float:
    """1 for an example of calculation where the asker tells no amount, OTHER_SUM where it works
    with another than theirs: the rule tells them more."""
    if not is_example(statement):
        return 0.0
    told = [f for f in question.amounts if f.measure is not Measure.DURATION]
    if not told or not question.asks_amount:
        return 1.0
    worked = {(f.value, f.unit) for f in statement.figures}
    return 0.0 if any((f.value, f.unit) in worked for f in told) else OTHER_SUM


def _told(question: Question) -> tuple[Figure, ...]:
    """The amounts by which statements are chosen; one that is only presumed chooses nothing."""
    own = question.own_case or asks_of_own_figure(question)
    return () if question.asked is Asked.YES_NO and not own else question.amounts


def _pairs_met(pairs: Mapping[str, float], statement: Statement) -> float:
    """The share, by rarity, of the question's character pairs in the statement (.6 in headings).

    Needs no segmentation, so it holds where words are cut wrong or unknown.
    """
    total = sum(pairs.values())
    if not total:
        return 0.0
    headings = " ".join(statement.passage.heading_path)
    met = sum(
        rarity * (1.0 if pair in statement.text else 0.6 * (pair in headings))
        for pair, rarity in pairs.items()
    )
    return met / total


def nearness(hit: Hit, statement: Statement) -> float:
    """0..1: how near the question is to the window that holds the statement; 0 without vectors."""
    text = statement.text.strip()
    near = [
        cosine
        for window, cosine in zip(hit.windows, hit.cosines, strict=False)
        if text in window or window.strip() in text
    ]
    best = max(near or hit.cosines, default=_COSINE_FLOOR)
    return min(1.0, max(0.0, (best - _COSINE_FLOOR) / (_COSINE_CEILING - _COSINE_FLOOR)))


def in_one_section(one: Evidence, other: Evidence) -> bool:
    """Whether two statements stand in one section of one document."""
    first, second = one.statement.passage, other.statement.passage
    return first.source == second.source and first.heading_path == second.heading_path
