"""What verification finds: every sentence with its marks, faults and checked figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What is wrong with a sentence; one sentence may have several faults."""

    FIGURE = "figure"
    DOCUMENT_NUMBER = "document_number"
    NAME = "name"
    NEGATION = "negation"
    MODALITY = "modality"
    CITATION = "citation"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; reason is a short Chinese clause for the repair prompt."""

    kind: FaultKind
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """A checked figure: source number (from 1), offsets in its text and in the sentence's."""

    number: int
    start: int
    end: int
    said_start: int
    said_end: int


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the answer without its marks.

    marks are valid source numbers: those it bore, or the one that supports it. line is its line
    in the answer, bullet what opens a list item ("1. "). bare: it has no content of its own.
    """

    text: str
    marks: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()
    matched: tuple[Match, ...] = ()
    bare: bool = False
    line: int = 0
    bullet: str = ""

    @property
    def ok(self) -> bool:
        """Whether it may be shown."""
        return not self.faults

    @property
    def is_lead_in(self) -> bool:
        """Whether it announces what follows ("共3项：")."""
        return self.text.rstrip().endswith(("：", ":"))

    @property
    def says_something(self) -> bool:
        """Whether it states anything itself."""
        return not self.bare and not self.is_lead_in

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons of its faults, each once."""
        return tuple(dict.fromkeys(fault.reason for fault in self.faults))

    def with_marks(self) -> str:
        """The sentence with its marks after it."""
        return self.bullet + self.text + "".join(f"[{mark}]" for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Verification:
    """All sentences of an answer in order, each checked against what it cites."""

    sentences: tuple[CheckedSentence, ...]

    @property
    def ok(self) -> bool:
        """Whether there is something to show and all of it may be shown."""
        return bool(self.sentences) and not self.failed

    @property
    def failed(self) -> tuple[CheckedSentence, ...]:
        """The sentences that may not be shown."""
        return tuple(s for s in self.sentences if not s.ok)

    @property
    def kept(self) -> tuple[CheckedSentence, ...]:
        """What may be shown: without failed sentences, and without lead-ins of a list that is
        gone, or no longer as long as they count it."""
        stranded = {
            at
            for at, sentence in enumerate(self.sentences)
            if sentence.is_lead_in and _is_stranded(sentence, announced(self.sentences, at))
        }
        return tuple(s for at, s in enumerate(self.sentences) if s.ok and at not in stranded)

    @property
    def substance(self) -> int:
        """Characters of kept sentences that say something; for "too little is left"."""
        return sum(len(s.text) for s in self.kept if s.says_something)


def announced(sentences: Sequence[CheckedSentence], at: int) -> list[CheckedSentence]:
    """The sentences a lead-in speaks for: to the next lead-in, or the end of its list."""
    found: list[CheckedSentence] = []
    for sentence in sentences[at + 1 :]:
        if sentence.is_lead_in or (found and found[0].bullet and not sentence.bullet):
            break
        found.append(sentence)
    return found


def _is_stranded(lead_in: CheckedSentence, followers: Sequence[CheckedSentence]) -> bool:
    left = [s for s in followers if s.ok]
    counts = any(c in "0123456789一二三四五六七八九十两" for c in lead_in.text)
    return bool(followers) and (not left or (counts and len(left) < len(followers)))
