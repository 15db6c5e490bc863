"""What verification finds: every sentence with its marks, faults and checked figures."""

from __future__ import annotations

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
    """One fault: start and end are offsets in the sentence's text; reason is for a repair prompt.

    reason is one short Chinese clause without a closing stop.
    """

    kind: FaultKind
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Match:
    """A checked figure where it stands: source number (1-based), offsets in its passage's text."""

    number: int
    start: int
    end: int
    said_start: int
    said_end: int
    """said_start and said_end are the offsets of the same figure in the sentence's text."""


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the answer without its marks.

    marks are valid source numbers: those the sentence bore, or the one it was given because
    that passage supports it (assigned). line is its line in the answer, bullet what opens a
    list item ("1. "). bare is set for a connective with no content of its own ("具体如下：").
    """

    text: str
    marks: tuple[int, ...] = ()
    faults: tuple[Fault, ...] = ()
    matched: tuple[Match, ...] = ()
    assigned: bool = False
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
    def reasons(self) -> tuple[str, ...]:
        """The reasons of its faults, each once."""
        return tuple(dict.fromkeys(fault.reason for fault in self.faults))

    def with_marks(self, numbers: dict[int, int] | None = None) -> str:
        """The sentence with its marks after it; numbers maps old numbers to new ones."""
        marks = "".join(f"[{numbers[m] if numbers else m}]" for m in self.marks)
        return f"{self.bullet}{self.text}{marks}"


@dataclass(frozen=True, slots=True)
class Verification:
    """All sentences of an answer in order, each checked against what it cites."""

    sentences: tuple[CheckedSentence, ...]

    @property
    def ok(self) -> bool:
        """Whether there is something to show and all of it may be shown."""
        return bool(self.sentences) and all(s.ok for s in self.sentences)

    @property
    def failed(self) -> tuple[CheckedSentence, ...]:
        """The sentences that may not be shown, for the repair prompt."""
        return tuple(s for s in self.sentences if not s.ok)

    @property
    def kept(self) -> tuple[CheckedSentence, ...]:
        """What may be shown: failed sentences are gone, and lead-ins left without their list."""
        return _without_stranded([s for s in self.sentences if s.ok], self.sentences)

    @property
    def substance(self) -> int:
        """Characters of kept sentences that say something; for "too little is left"."""
        return sum(len(s.text) for s in self.kept if not s.bare and not s.is_lead_in)

    def kept_text(self) -> str:
        """The kept sentences with their original marks, line by line; "" if none says anything."""
        return _text(self.kept, None) if self.substance else ""

    def renumbered(self) -> tuple[str, tuple[int, ...]]:
        """kept_text with marks numbered in order of first use, and the old number of each."""
        if not self.substance:
            return "", ()
        used = tuple(dict.fromkeys(mark for s in self.kept for mark in s.marks))
        return _text(self.kept, {old: new for new, old in enumerate(used, 1)}), used


def _text(sentences: tuple[CheckedSentence, ...], numbers: dict[int, int] | None) -> str:
    lines: dict[int, str] = {}
    for sentence in sentences:
        lines[sentence.line] = lines.get(sentence.line, "") + sentence.with_marks(numbers)
    return "\n".join(lines.values())


def _without_stranded(
    kept: list[CheckedSentence], everything: tuple[CheckedSentence, ...]
) -> tuple[CheckedSentence, ...]:
    """Drops a lead-in that counted or announced a list of which something is gone entirely."""
    shown = {id(s) for s in kept}
    for at, sentence in enumerate(everything):
        if not sentence.is_lead_in:
            continue
        followers = _announced(everything, at)
        left = [s for s in followers if id(s) in shown]
        counts = any(c in "0123456789一二三四五六七八九十两" for c in sentence.text)
        if followers and (not left or (counts and len(left) < len(followers))):
            shown.discard(id(sentence))
    return tuple(s for s in kept if id(s) in shown)


def _announced(everything: tuple[CheckedSentence, ...], at: int) -> list[CheckedSentence]:
    """The sentences a lead-in speaks for: to the next lead-in, or the end of its list."""
    found: list[CheckedSentence] = []
    for sentence in everything[at + 1 :]:
        if sentence.is_lead_in or (found and found[0].bullet and not sentence.bullet):
            break
        found.append(sentence)
    return found
