"""What is answered without reading: small talk, one's own eligibility, cards, the targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, AnswerStatus
from assistant.inquiry import Inquiry
from assistant.library import Library
from assistant.understanding.small_talk import small_talk
from corpus.targets import Target


@dataclass(frozen=True)
class Router:
    """Over one library."""

    library: Library
    targets: Sequence[Target]
    today: Callable[[], date]

    def route(self, inquiry: Inquiry) -> Inquiry:
        """The inquiry with the answers that need no reading."""
        reply = small_talk(inquiry.text)
        if reply:
            text = reply.format(notice=self.library.notice)
            answer = Answer(inquiry.message, inquiry.text, AnswerStatus.ANSWERED, text)
            return replace(inquiry, answer=answer)
        return inquiry
