"""A draft reply: what is answered with its citations, and what a person still has to supply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.answer import AnswerStatus, Citation
from corpus.document import Source
from corpus.passage import Passage

OPEN, CHECK = "【待补充】", "【请核对】"
"""What opens a line that a person has to fill in, or to hold against its source."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What of a question is not answered: why, what stands nearest, and whom to ask ("")."""

    about: str
    why: str
    near: str = ""
    body: str = ""

    @property
    def line(self) -> str:
        """As it stands in the draft."""
        near = f"相近的内容：{self.near}。" if self.near else ""
        return f"{OPEN}{self.why}{near}"

    def to_json(self) -> dict[str, str]:
        """For other programs; ask is the body named by the documents."""
        return {"question": self.about, "missing": self.why, "near": self.near, "ask": self.body}


@dataclass(frozen=True, slots=True)
class DraftPart:
    """One question in the draft. text has marks that count through the whole draft, brief is the
    same with no more of each statement than answers; heading is the question in a few words."""

    question: str
    heading: str
    status: AnswerStatus
    text: str
    brief: str = ""
    citations: tuple[Citation, ...] = ()
    missing: tuple[Missing, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The contract of one part."""
        return {
            "question": self.question,
            "status": self.status.value,
            "answer": self.text,
            "citations": [citation.to_json() for citation in self.citations],
        }


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that the draft rests on, with the places cited of it and their marks."""

    title: str
    document_number: str
    places: tuple[str, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply as a template is given it; who signs it and when is left to a person.

    cautions are what the drafter must know of the sources; they are no part of the reply.
    """

    title: str
    salutation: str
    parts: tuple[DraftPart, ...]
    requests: tuple[Missing, ...] = ()
    citations: tuple[Citation, ...] = ()
    cautions: tuple[str, ...] = ()
    told: str = ""  # by the letter, whose figures the reply may repeat
    made: str = ""  # the text that a template made of it

    @property
    def basis(self) -> tuple[Basis, ...]:
        """The documents cited, each once, in the order of their first citation."""
        found: dict[str, list[Citation]] = {}
        for citation in self.citations:
            found.setdefault(citation.passage.source.id, []).append(citation)
        return tuple(map(_basis, found.values()))

    @property
    def open(self) -> tuple[Missing, ...]:
        """All that a person still has to supply."""
        return (*(m for part in self.parts for m in part.missing), *self.requests)

    def to_json(self) -> dict[str, Any]:
        """The contract other programs read."""
        return {
            "parts": [part.to_json() for part in self.parts],
            "open": [missing.to_json() for missing in self.open],
        }


def _basis(citations: list[Citation]) -> Basis:
    source = citations[0].passage.source
    places = dict.fromkeys(place_in(c.passage) for c in citations)
    return Basis(
        source.title,
        source.document_number,
        tuple(filter(None, places)),
        tuple(c.number for c in citations),
    )


def named(source: Source) -> str:
    """A document by its title and number."""
    number = f"（{source.document_number}）" if source.document_number else ""
    return f"《{source.title}》{number}"


def place_in(passage: Passage) -> str:
    """Where a passage stands in its document ("二、认定条件第4项"); "" where nothing says."""
    path = " › ".join(passage.heading_path)
    numbered = passage.ordinal and not passage.ordinal.startswith("p")
    return f"{path}第{passage.ordinal}项" if numbered else path
