"""Whether a document can answer for the place and the year that a question names."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.understanding.question import Question
from corpus.divisions import Place, place_of, places_in
from corpus.document import Source
from corpus.passage import Passage


def in_scope(passage: Passage, question: Question, places: tuple[Place, ...]) -> bool:
    """Whether a passage may answer: its document's place lies in or above one that is named, or
    it speaks of that place itself; a plan of another year only where it speaks of that year."""
    return _of_place(passage, places) and _of_year(passage, question)


def is_held(sources: Iterable[Source], question: Question, places: tuple[Place, ...]) -> bool:
    """Whether a library has a document of a place and a year that a question names."""
    return any(
        (not places or any(_speaks_for(source, place) for place in places))
        and (not question.years or source.year in question.years)
        for source in sources
    )


def _speaks_for(source: Source, place: Place) -> bool:
    own = place_of(source)
    return own is not None and bool(own.codes) and own.reaches(place)


def _of_place(passage: Passage, places: tuple[Place, ...]) -> bool:
    if not places:
        return True
    own = place_of(passage.source)
    if own is None or any(own.related(place) for place in places):
        return True
    spoken = places_in(passage.text)
    return any(place.reaches(other) for place in places for other in spoken)


def _of_year(passage: Passage, question: Question) -> bool:
    """今年 is taken for the year of the plan held, which the answer's notes tell."""
    wanted = question.years | (question.relative_years - {question.today.year})
    year = passage.source.year
    if not wanted or year is None or year in wanted:
        return True
    return any(str(y) in passage.text for y in wanted)
