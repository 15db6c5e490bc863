"""Whom to ask about what the documents do not state: the body that they name for the matter."""

from __future__ import annotations

from assistant.library import Library
from assistant.writing.quantities import fold
from assistant.writing.source_text import coverage, grams
from corpus.passage import Passage
from corpus.responsible_body import duties

ALIKE = 0.3  # of the words of a question that a sentence has which speaks of its matter


def body_for(question: str, passages: list[Passage], library: Library) -> str:
    """The body responsible by the sentence nearest to a question among passages, the nearest
    first; "" where that sentence names none."""
    wanted = grams(fold(question))
    for passage in passages:
        section = library.section(passage)
        own = [named for of, named in duties(section) if of == passage]
        near = max(own, key=lambda d: coverage(wanted, grams(fold(d.sentence))), default=None)
        if near and coverage(wanted, grams(fold(near.sentence))) >= ALIKE:
            return near.of(0, [0])
    return ""
