"""Whether a document can answer for the place and the year that a question names."""

from collections.abc import Iterable

from assistant.understanding.question import Question
from corpus.divisions import Place, names_any, place_of
from corpus.document import Source
from corpus.passage import Passage


def in_scope(passage: Passage, question: Question, places: tuple[Place, ...]) -> bool:
    """Whether a passage may answer: its document's place lies in or above one that is named, or
    it speaks of that place itself; a plan of another year only where it speaks of that year."""
    return _of_place(passage, places) and _of_year(passage, question)


def is_held(sources: Iterable[Source], question: Question, places: tuple[Place, ...]) -> bool:
    """Whether a library has a document of a place and a year that a question names."""
    of_year = [s for s in sources if not question.years or s.year in question.years]
    return any(speaks_for(of_year, place) for place in places) if places else bool(of_year)


def speaks_for(sources: Iterable[Source], place: Place) -> bool:
    """Whether one of some documents is made for a place or one around it, short of the nation."""
    made_for = filter(None, map(place_of, sources))
    return any(own.codes and own.reaches(place) for own in made_for)


def _of_place(passage: Passage, places: tuple[Place, ...]) -> bool:
    if not places:
        return True
    own = place_of(passage.source)
    if own is None or any(own.related(place) for place in places):
        return True
    return names_any(passage.text, places)


def _of_year(passage: Passage, question: Question) -> bool:
    """今年 is taken for the year of the plan held, which the answer's notes tell."""
    wanted = question.years | (question.relative_years - {question.today.year})
    year = passage.source.year
    if not wanted or year is None or year in wanted:
        return True
    return any(str(y) in passage.text for y in wanted)
