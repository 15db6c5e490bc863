"""What a long message says beside what it asks: it weighs less than the words that ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.judging.of_kind import names_kind
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.reading.question_signs import QUOTED
from assistant.several.clauses import asks_at_all

LONG = 36  # characters: a shorter message has no room for a story
NAMED = 3.0  # weight of the known things that an asking sentence names: it stands by itself
NAMED_SHORT = 6.0  # the same of asking clauses: what stands beside them may describe the thing
BESIDE = 0.5  # of its weight: what only the story tells
_SENTENCE = re.compile(r"[^。?？!！;；\n]+[。?？!！;；\n]*")
_CLAUSE = re.compile(r"[^,，]+[,，]?")


def weighed_by_asking(question: Question, found: Sequence[Concept]) -> tuple[Concept, ...]:
    """The concepts of a message; what only the story around its question tells weighs less, and
    what the library does not know of it nothing. Of what kind the asker is is no story."""
    for asking in _asking(question, found):
        named = [c for c in found if c.said in asking]
        if question.own_case and not any(map(names_kind, named)):
            named += filter(names_kind, found)
        found = [
            c if c in named else replace(c, weight=c.weight * BESIDE)
            for c in found
            if c in named or c.known
        ]
    return tuple(found)


def _asking(question: Question, found: Sequence[Concept]) -> Iterator[str]:
    """What asks, where it names enough: a sentence, and within a long one the clauses that ask
    with what is quoted. Where yes or no is asked, all that is told may decide."""
    text = question.text
    if len(text) < LONG or question.asked is Asked.YES_NO:
        return
    for pattern, least in ((_SENTENCE, NAMED), (_CLAUSE, NAMED_SHORT)):
        asking = "".join(c for c in pattern.findall(text) if asks_at_all(c))
        asking += "".join(QUOTED.findall(text)) if asking else ""
        named = sum(c.weight for c in found if c.known and c.said in asking)
        if named < least:
            return
        if len(asking) < len(text):
            yield asking
        if len(asking) < LONG:
            return
