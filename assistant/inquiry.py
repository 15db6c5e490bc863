"""One message on its way through the steps, with what each step finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.answer import Answer, AnswerStatus, Turn
from assistant.reader.finder import Finding
from assistant.understanding.several import Part
from assistant.words import Found
from corpus.divisions import Place, places_in


@dataclass(frozen=True)
class Asked:
    """One question of the message: what was found for it and how it ends.

    answer is there where a rule, a card or a table answered it without reading, or the office
    itself (approved).
    """

    part: Part
    finding: Finding | None = None
    status: AnswerStatus | None = None
    answer: Answer | None = None
    approved: bool = False


@dataclass(frozen=True)
class Inquiry:
    """One message on its way; each step fills in what it finds. answer ends it."""

    message: str
    history: tuple[Turn, ...] = ()
    text: str = ""  # cleaned by the guard
    mended: tuple[tuple[str, str], ...] = ()  # characters taken for mistyped: as typed, as read
    asked: tuple[Asked, ...] = ()
    answer: Answer | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    listed: Found = field(default_factory=dict)  # words of the office's list that it holds

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that it names, else those that the talk before it named last."""
        said = (self.text, *(turn.question for turn in reversed(self.history)))
        return next(filter(None, map(places_in, said)), ())

    @property
    def standalone(self) -> str:
        """The message as it was understood: one question with what it goes on from."""
        finding = self.asked[0].finding if len(self.asked) == 1 else None
        return finding.meaning.standalone if finding else self.text or self.message


def overall(statuses: Sequence[AnswerStatus]) -> AnswerStatus:
    """One status for all questions: some answered and some not is partly answered."""
    kinds = set(statuses)
    if kinds == {AnswerStatus.ANSWERED}:
        return AnswerStatus.ANSWERED
    if kinds & {AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED}:
        return AnswerStatus.PARTLY_ANSWERED
    return AnswerStatus.NOT_STATED if AnswerStatus.NOT_STATED in kinds else statuses[0]
