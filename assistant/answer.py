"""What comes back from a question: an Answer with its status and citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from corpus.passage import Passage


class AnswerStatus(StrEnum):
    """Every ending a question can have. Each has one fixed sentence in replies.py."""

    ANSWERED = "answered"
    PARTLY_ANSWERED = "partly_answered"
    NOT_STATED = "not_stated"
    NOT_FOUND = "not_found"
    OUT_OF_SCOPE = "out_of_scope"
    BLOCKED = "blocked"
    INVALID = "invalid"
    UNAVAILABLE = "unavailable"
    OUT_OF_TIME = "out_of_time"


class Mode(StrEnum):
    """Who composed the text: rules over the evidence, or a model."""

    EXTRACTIVE = "extractive"
    GENERATED = "generated"
    DRAFT = "draft"  # a model's words while they come: never the last answer


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange. The answer is untrusted: a client may send anything."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Everything shown of a citation is derived from its passage."""

    number: int
    passage: Passage
    quotes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The contract of one citation."""
        source = self.passage.source
        return {
            "number": self.number,
            "passage_id": self.passage.id,
            "source_id": source.id,
            "title": source.title,
            "document_number": source.document_number,
            "heading_path": list(self.passage.heading_path),
            "text": self.passage.text,
            "quotes": list(self.quotes),
        }


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """A figure of the text (offsets in it) and the words of the cited passage it was found in."""

    start: int
    end: int
    found: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. While streaming, each Answer replaces the one before; the last is final.

    verified tells of a model's words whether they have been checked (figures says where);
    None where the words are the documents' own. confidence is the calibrated probability (0..1)
    that what is told first states what was asked; None where nothing was read. form is the place
    of the page 资格自测 with what the asker told filled in; "" where there is none. listed are the
    office's listed words that the question holds, for the log alone: no contract has them.
    """

    question: str
    standalone: str
    status: AnswerStatus
    text: str
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
    mode: Mode = Mode.EXTRACTIVE
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    verified: bool | None = None
    figures: tuple[CheckedFigure, ...] = ()
    confidence: float | None = None
    form: str = ""
    listed: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The contract other programs read (one object per answer)."""
        return {
            "question": self.question,
            "standalone_question": self.standalone,
            "status": self.status.value,
            "mode": self.mode.value,
            "verified": self.verified,
            "confidence": None if self.confidence is None else round(self.confidence, 4),
            "answer": self.text,
            "citations": [c.to_json() for c in self.citations],
            "notes": list(self.notes),
            "form": self.form,
            "timings_ms": {name: round(ms, 2) for name, ms in self.timings_ms.items()},
        }


def turns_from_messages(messages: Sequence[Mapping[str, Any]]) -> tuple[Turn, ...]:
    """Pair chat messages ({role, content}) into turns; a question without answer keeps ""."""
    turns: list[Turn] = []
    for message in messages:
        content = message.get("content")
        content = content if isinstance(content, str) else ""
        if message.get("role") == "user":
            turns.append(Turn(content, ""))
        elif message.get("role") == "assistant" and turns:
            turns[-1] = Turn(turns[-1].question, content)
    return tuple(turns)
