"""A line of an answer: what is shown, and the verbatim words it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.passage import Passage


@dataclass(frozen=True, slots=True)
class Line:
    """One cited line of an answer."""

    text: str
    passage: Passage
    quote: str
