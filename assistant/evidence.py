"""Weighing evidence: how well each statement of the passages found speaks to the question."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.asking import Asked
from assistant.aspects import aspect_fit
from assistant.concepts import Concept
from assistant.expected import NO_HINTS, Hints
from assistant.fitness import answering_figures, fits, scope_fit
from assistant.own_bound import asks_of_own_figure, bounded_alike
from assistant.place import Place
from assistant.question import Question
from assistant.statement import Statement, statements
from corpus.document import Kind, Source, Status
from corpus.figures import Figure
from index.retriever import Hit

# What a concept counts for where it stands; tuned on the dev split.
IN_LEAD = 0.95
IN_NEIGHBOUR = 0.6
IN_PASSAGE = 0.35
IN_HEADING = 0.85
IN_TITLE = 0.8

MISSED = 0.45  # a concept met less than this in its context is missing there
IN_TITLE_ONLY = 0.25  # in the title, while another section of the document is headed by it

COVERAGE_SHARE = 0.42
OWN = 0.1  # of coverage: what its very words weigh beside what stands around it
RETRIEVAL_SHARE = 0.12
NEARNESS_SHARE = 0.35  # without vectors, of the character pairs shared
EXPECTED_SHARE = 0.46  # of a question like this one that the statement is known to answer
TYPE_BONUS = 0.26
SCOPE_BONUS = 0.14  # for a tier that holds the asker's amount; a tier that excludes it loses it
BOUND_BONUS = 0.35  # for a bound on such a figure as the asker has and asks whether it will do
FULL_TEXT_BONUS = 0.10  # the text itself before a digest that repeats it
YEAR_BONUS = 0.07  # for a title or heading that names the year asked about
EXCLUDED = 0.35  # what a statement loses under a heading that the asker rules out
ELSEWHERE = 0.3  # for a statement of another subject than the question names
NAMED = 0.9  # match from which a concept is named
EXAMPLE = 0.35  # an example of calculation comes after the rule, unless an amount is given
SECTION_BONUS = 0.3  # for what stands in the section that the question numbers ("第四部分")
EXPIRED = 5.0  # times DATED: an expired text answers only questions about its own time
DATED = 0.04  # what a text no longer (or only partly) in force loses to one that is
PLACE_BONUS = 0.25  # for what stands where the last answer was taken from, in a follow-up
UNTOLD = 0.5  # of a statement: so much is left to tell
TOLD = 0.12  # what a statement loses that the last answer has told
ASPECT_BONUS = 0.3  # under a heading of what is asked: benefits, conditions, procedure
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
    place: Place | None = None,
    subjects: Sequence[Concept] = (),
    carried: Sequence[Concept] = (),
) -> list[Evidence]:
    """Every statement of the hits, best first. Concepts carry weights; hits carry 0..1 scores.

    pairs gives the rarity of each character pair of the question, headings all headings of a
    source by its id; day decides what has expired; place is where a follow-up goes on from,
    subjects what it names, and carried
    the concepts that it takes over.
    """
    total = sum(c.weight for c in concepts) or 1.0
    named = _named_subjects(concepts, hits)
    own_figure = asks_of_own_figure(question)
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
        )
        for hit in hits
        for statement in statements(hit.passage)
    ]
    if place is not None:
        own = [c for c in concepts if c not in carried]
        weighed = [
            e
            if hints.of(e.statement)
            else replace(e, stale=_is_stale(question, e.statement, place, own, day))
            for e in weighed
        ]
        weighed = _placed(question, weighed, place, subjects, day)
    return sorted(weighed, key=lambda e: -e.score)


def _placed(
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
    placed = []
    for e, share in zip(weighed, met, strict=True):
        near = place.nearness(e.statement) * (share / most if most else 1.0)
        if near and not question.amounts:  # an amount of one's own asks the same rule anew
            told = not _may_answer_yet(question, e.statement, place, day)
            near = -TOLD / PLACE_BONUS if told else near
        placed.append(replace(e, score=e.score + PLACE_BONUS * near))
    return placed


def _may_answer_yet(question: Question, statement: Statement, place: Place, day: date) -> bool:
    """Whether what was not told of it is of the kind asked for, or most of it where any is."""
    untold = place.untold(statement)
    if not question.asks_value and question.asked is not Asked.WHO:
        return len(untold) >= UNTOLD * len(statement.shown)
    return bool(untold and fits(question, replace(statement, text=untold), day))


def _is_stale(
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
) -> Evidence:
    around = _Context.of(statement, headings.get(statement.passage.source.id, ""))
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
    score += ASPECT_BONUS * aspect_fit(question, statement)
    score += PLAN_BONUS * _about_plan(question, statement.passage.source)
    score += SCOPE_BONUS * scope_fit(_told(question), statement.figures)
    if own_figure and not any(c.term for c in missing):
        score += BOUND_BONUS * bounded_alike(question, statement)
    score += FULL_TEXT_BONUS * (statement.passage.source.kind is Kind.FULL_TEXT)
    score += YEAR_BONUS * _year_of_heading(question, statement)
    score -= EXCLUDED * _is_excluded(question, statement)
    score -= ELSEWHERE * _is_elsewhere(named, statement)
    asks_amount = question.amounts and question.asks_amount
    score -= EXAMPLE * (not asks_amount and is_example(statement))
    score += SECTION_BONUS * _in_section(question, statement)
    score -= DATED * _dated(question, statement, day)
    return Evidence(statement, score, coverage, own / total, tuple(missing), hit)


def _named_subjects(concepts: Sequence[Concept], hits: Sequence[Hit]) -> list[Concept]:
    """The concepts that documents found, or parts of them, are about by their title or heading."""
    heads = {
        head
        for passage in (hit.passage for hit in hits)
        for head in (passage.source.title, *passage.source.topics, *passage.heading_path)
    }
    return [c for c in concepts if c.term and any(c.match(h) >= NAMED for h in heads)]


def _is_elsewhere(named: Sequence[Concept], statement: Statement) -> bool:
    """Whether it, its headings and its title speak of none of the subjects that are named: the
    rule of another programme is no answer, however alike."""
    if not named:
        return False
    passage = statement.passage
    source = passage.source
    around = " ".join((passage.text, *passage.heading_path, source.title, *source.topics))
    return not any(c.match(around) >= NAMED for c in named)


def _about_plan(question: Question, source: Source) -> bool:
    """Whether a plan is asked about: in a plan's words, or by naming its year or its city."""
    if source.year is None or question.own_case:
        return False
    city = source.region.rstrip("市")
    named = source.year in question.years or bool(city and city in question.text)
    return question.of_plan or named


def _told(question: Question) -> tuple[Figure, ...]:
    """The amounts by which statements are chosen; one that is only presumed chooses nothing."""
    return () if question.asked is Asked.YES_NO and not question.own_case else question.amounts


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


def _in_section(question: Question, statement: Statement) -> bool:
    path = statement.passage.heading_path
    return bool(question.section and path and path[0].startswith(f"{question.section}、"))


def _year_of_heading(question: Question, statement: Statement) -> float:
    """1 for a title or heading of the year asked, -.5 for one of another year only, else 0."""
    headed = " ".join((statement.passage.source.title, *statement.passage.heading_path))
    named = set(re.findall(r"20\d\d(?=年)", headed))
    if not question.years or not named:
        return 0.0
    return 1.0 if named & {str(y) for y in question.years} else -0.5


def _is_excluded(question: Question, statement: Statement) -> bool:
    headed = " ".join(statement.passage.heading_path) + statement.text[:12]
    return any(term in headed for term in question.excluded)


def is_example(statement: Statement) -> bool:
    """Whether it works out a case ("某企业……"), as its heading or its opening says."""
    headed = " ".join(statement.passage.heading_path)
    return "示例" in headed or "举例" in headed or statement.shown.startswith(("某企业", "上例"))


def _dated(question: Question, statement: Statement, day: date) -> float:
    """EXPIRED for what is, 2 for what its heading calls history, 1 for a text partly in force."""
    passage = statement.passage
    if any("历史" in heading for heading in passage.heading_path):
        return 2.0 if _year_of_heading(question, statement) <= 0 else 0.0
    status = passage.source.status_on(day)
    if status in (Status.IN_FORCE, Status.PARTLY_IN_FORCE):
        return 1.0 if status is Status.PARTLY_IN_FORCE else 0.0
    asked_of_then = any(f"{year}年" in passage.source.title for year in question.years)
    return 0.0 if asked_of_then else EXPIRED


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


@dataclass(frozen=True)
class _Context:
    """What surrounds a statement, each with what a concept found there counts for."""

    places: tuple[tuple[str, float], ...]
    title: str
    headings: str

    @staticmethod
    def of(statement: Statement, headings: str) -> _Context:
        passage = statement.passage
        all_here = statements(passage)
        near = [s.text for s in all_here if 0 < abs(s.index - statement.index) <= 1]
        return _Context(
            (
                (statement.lead, IN_LEAD),
                (" ".join(passage.heading_path), IN_HEADING),
                (" ".join(near), IN_NEIGHBOUR),
                (passage.text, IN_PASSAGE),
            ),
            " ".join((passage.source.title, *passage.source.topics)),
            headings,
        )

    def match(self, concept: Concept) -> float:
        found = max(
            (share * concept.match(text) for text, share in self.places if text), default=0.0
        )
        titled = concept.match(self.title)
        if titled >= 0.8 and found < titled and concept.match(self.headings) >= 0.8:
            return max(found, IN_TITLE_ONLY * titled)
        return max(found, IN_TITLE * titled)
