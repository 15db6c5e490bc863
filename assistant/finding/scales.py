"""What speaks for a statement and what against it, each with its weight: the whole of a score."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.finding.expected import SETTLED, Hints
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
    points_elsewhere,
    year_of_heading,
)
from assistant.finding.statement import Statement
from assistant.judging.figures_told import scope_fit, states_threshold
from assistant.judging.own_bound import asks_of_own_figure, bounded_alike, of_another_bound
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from corpus.document import Kind
from corpus.figures import Figure, Measure
from index.retriever import Hit

# multilingual-e5 packs all cosines into a narrow band; this is the part of it that tells.
_COSINE_FLOOR, _COSINE_CEILING = 0.84, 0.94
# Of the likest, and likeness, from which a question of another subject is known to be answered.
_AS_LIKE, _ASKED_OF = 0.8, 0.55
_OTHER_SUM = 0.4  # of an example's loss, for one with another amount than the asker's


@dataclass(frozen=True, slots=True)
class Sought:
    """What statements are weighed for; named are the subjects that the question names, of what
    the asker's own figure is of, where they ask whether it will do."""

    question: Question
    concepts: tuple[Concept, ...]
    pairs: Mapping[str, float]
    day: date
    hints: Hints
    named: tuple[Concept, ...]
    own_figure: bool
    of: Sequence[Concept]


@dataclass(frozen=True, slots=True)
class Met:
    """A statement and how far it meets the concepts: in its context, in its very words."""

    statement: Statement
    hit: Hit
    coverage: float
    own: float
    missing: tuple[Concept, ...]
    under_aspect: bool


def score(sought: Sought, met: Met) -> float:
    """About 0..1 for what is named and near, more for what is known to answer."""
    return sum(weight * part(sought, met) for weight, part in PARTS)


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


def _idle_example(sought: Sought, met: Met) -> float:
    """1 for an example of calculation where the asker tells no amount, _OTHER_SUM where it works
    with another than theirs: the rule tells them more."""
    question, statement = sought.question, met.statement
    if not is_example(statement):
        return 0.0
    told = [f for f in question.amounts if f.measure is not Measure.DURATION]
    if not told or not question.asks_amount:
        return 1.0
    worked = {(f.value, f.unit) for f in statement.figures}
    return 0.0 if any((f.value, f.unit) in worked for f in told) else _OTHER_SUM


def _told(question: Question) -> tuple[Figure, ...]:
    """The amounts by which statements are chosen; one that is only presumed chooses nothing."""
    own = question.own_case or asks_of_own_figure(question)
    return () if question.asked is Asked.YES_NO and not own else question.amounts


def _near(sought: Sought, met: Met) -> float:
    if met.hit.cosines:
        return nearness(met.hit, met.statement)
    return _pairs_met(sought.pairs, met.statement)


def _bounds_own_figure(sought: Sought, met: Met) -> float:
    elsewhere = bool(sought.of) and all(c in met.missing for c in sought.of)
    if not sought.own_figure or elsewhere:
        return 0.0
    if of_another_bound(met.missing, met.statement, sought.concepts):
        return 0.0
    return bounded_alike(sought.question, met.statement)


def _of_another_subject(sought: Sought, met: Met) -> float:
    if not is_elsewhere(sought.named, met.statement):
        return 0.0
    hints = sought.hints
    expected = hints.of(met.statement) >= _AS_LIKE
    return float(not (expected and hints.likeness(met.statement) >= _ASKED_OF))


def _known_all_the_same(sought: Sought, met: Met) -> float:
    whether = sought.question.asked is Asked.YES_NO and is_elsewhere(sought.named, met.statement)
    return float(whether and sought.hints.leads_to(met.statement, SETTLED))


Part = Callable[[Sought, Met], float]
# Weights are tuned on the dev split of evals/questions.
PARTS: tuple[tuple[float, Part], ...] = (
    # what the question names, in the context of the statement and in its very words
    (0.378, lambda _, m: m.coverage),
    (0.042, lambda _, m: m.own),
    (0.12, lambda _, m: m.hit.score),
    # nearness of the vectors; without them, of the character pairs shared
    (0.35, _near),
    # a question like this one that the statement is known to answer
    (0.55, lambda s, m: s.hints.of(m.statement)),
    (0.26, lambda s, m: fits(s.question, m.statement, s.day)),
    # under a heading of what is asked: benefits, conditions, procedure
    (0.3, lambda _, m: m.under_aspect),
    # a bound where a bound is asked for ("要多少分才能")
    (0.12, lambda s, m: states_threshold(s.question, m.statement)),
    (0.06, lambda s, m: about_plan(s.question, m.statement.passage.source)),
    # a tier that holds the asker's amount; one that excludes it loses
    (0.14, lambda s, m: scope_fit(_told(s.question), m.statement.figures)),
    (0.35, _bounds_own_figure),
    # the text itself before a digest that repeats it
    (0.1, lambda _, m: m.statement.passage.source.kind is Kind.FULL_TEXT),
    (0.07, lambda s, m: year_of_heading(s.question, m.statement)),
    # a rule eased for some, where another is asked about
    (-0.2, lambda s, m: eased_for_others(s.question, m.statement, s.concepts)),
    # under a heading that the asker rules out
    (-0.35, lambda s, m: is_excluded(s.question, m.statement)),
    (-0.35, lambda s, m: of_another_time(s.question, m.statement)),
    (0.12, lambda s, m: of_that_time(s.question, m.statement)),
    (-0.3, _of_another_subject),
    # what is known to answer whether it is so, whatever the kind named
    (0.3, _known_all_the_same),
    (-0.35, _idle_example),
    # what stands in the section that the question numbers ("第四部分")
    (0.3, lambda s, m: in_section(s.question, m.statement)),
    # only says where else a thing is told
    (-0.15, lambda _, m: points_elsewhere(m.statement)),
    # the older edition of a rule where it is asked about, against it where not
    (0.2, lambda s, m: edition(s.question, m.statement)),
    # no longer, or only partly, in force
    (-0.04, lambda s, m: dated(s.question, m.statement, s.day)),
)
