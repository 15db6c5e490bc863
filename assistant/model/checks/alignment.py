"""Which sentence and clause of the sources says what a clause of the answer says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.model.checks.source_text import Piece, SourceText, clauses
from assistant.model.checks.wording import share, units

_ALIGNED = 0.4  # of a clause's words that a sentence must have to be its counterpart
_TIE = 0.12
_APART = 0.15  # of the whole sentence's words that the nearest clause may have more
_CONTEXT = 0.4  # what the rest of the answer's sentence counts for


@lru_cache(maxsize=8192)
def _clauses(sentence: str) -> tuple[Piece, ...]:
    return clauses(sentence)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A source clause, its sentence, and the share of the answer's clause that the clause has."""

    clause: str
    sentence: str
    cover: float


def counterparts(
    clause: Piece, text: str, cited: Sequence[tuple[int, SourceText]]
) -> list[Counterpart]:
    """The source clauses that say most of a clause of the sentence text, ties included."""
    if not units(clause.text):
        return []
    scored = []
    for sentence in _sentences(clause.text, text, cited):
        for piece in _clauses(sentence):
            scored.append(Counterpart(piece.text, sentence, share(clause.text, piece.text)))
    best = max((c.cover for c in scored), default=0.0)
    return [c for c in scored if c.cover >= best - 0.05 and c.cover > 0]


def nearest(text: str, found: Sequence[Counterpart]) -> list[Counterpart]:
    """Of clauses that say as much of one clause, those that say most of the whole sentence."""
    best = max((share(text, c.clause) for c in found), default=0.0)
    return [c for c in found if share(text, c.clause) >= best - _APART]


def _sentences(clause: str, whole: str, cited: Sequence[tuple[int, SourceText]]) -> list[str]:
    scored = []
    for _, source in cited:
        for sentence in source.sentences:
            here = share(clause, sentence.text)
            if here >= _ALIGNED:
                scored.append((here + _CONTEXT * share(whole, sentence.text), sentence.text))
    best = max((score for score, _ in scored), default=0.0)
    return [sentence for score, sentence in scored if score >= best - _TIE]
