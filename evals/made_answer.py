"""An answer made for measuring the verifier: its sentences, their marks and its sources."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from corpus.passage import Passage


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of an answer with its marks; bullet opens a list item."""

    text: str
    marks: tuple[int, ...]
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class MadeAnswer:
    """An answer over its sources; about is the passage it was made from, held_out its half."""

    id: str
    kind: str
    parts: tuple[Part, ...]
    sources: tuple[Passage, ...]
    about: Passage
    held_out: bool

    @property
    def text(self) -> str:
        """As a model would write it."""
        lines = ""
        for part in self.parts:
            marks = "".join(f"[{mark}]" for mark in part.marks)
            lines += ("\n" if part.bullet and lines else "") + part.bullet + part.text + marks
        return lines


def is_held_out(passage: Passage) -> bool:
    """The half that the verifier was not developed on, by a hash of the passage's id."""
    return number_of(passage.id) % 2 == 1


def number_of(text: str) -> int:
    """The same number for the same text on every run."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)
