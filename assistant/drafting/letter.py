"""A letter as its parts: what it asks, what it tells, what it wants done, and courtesy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.understanding.several import NUMBER

CELL = re.compile(r"\t+|\s*[|｜]\s*| {3,}|　{2,}")


class PartKind(StrEnum):
    """What a stretch of a letter is there for."""

    QUESTION = "问题"
    BACKGROUND = "背景"
    REQUEST = "请求"
    COURTESY = "礼貌"


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A stretch of the letter; start is its place in the text."""

    kind: PartKind
    text: str
    start: int = 0

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.start + len(self.text)

    @property
    def asked(self) -> str:
        """The text without the number that it stands under."""
        return NUMBER.sub("", self.text).strip()


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as its parts in order; a person may put other kinds, texts or parts in their place.

    subject is what its title says it is about, signed who wrote it; "" where it does not say.
    """

    parts: tuple[LetterPart, ...]
    subject: str = ""
    signed: str = ""

    def of(self, kind: PartKind) -> tuple[LetterPart, ...]:
        """The parts of one kind."""
        return tuple(part for part in self.parts if part.kind is kind)

    @property
    def told(self) -> str:
        """All that it says."""
        return "\n".join(part.text for part in self.parts)

    def before(self, question: LetterPart) -> list[str]:
        """What a question goes on from, the nearest last: the title, what is told before it, and
        what was asked before it where nothing is told in between."""
        at = self.parts.index(question)
        earlier = [p for p in self.parts[:at] if p.kind is not PartKind.COURTESY]
        told = [plain_row(p.text) for p in earlier if p.kind is PartKind.BACKGROUND]
        near = earlier[-1:] if earlier and earlier[-1].kind is PartKind.QUESTION else []
        return [t for t in (self.subject, *told, *(p.asked for p in near)) if t]


class LetterFault(Exception):
    """A letter that cannot be read; str() is one Chinese line."""


def plain_row(line: str) -> str:
    """A row of a table as a clause: "在孵企业	46家	其中……" tells "在孵企业46家，其中……"."""
    cells = [cell for cell in CELL.split(line.strip()) if cell and not re.fullmatch("[-:—]+", cell)]
    return "".join(cells[:2]) + "".join(f"，{cell}" for cell in cells[2:])
