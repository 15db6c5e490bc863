"""What is answered without reading: small talk, one's own eligibility, cards, tables, sums."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, AnswerStatus
from assistant.composing.citations import CitationList, written
from assistant.composing.compose import answer_of
from assistant.eligibility.dialogue import eligibility_answer
from assistant.eligibility.request import eligibility_request
from assistant.inquiry import Asked, Inquiry
from assistant.library import Library
from assistant.tables.calculators import calculated
from assistant.tables.cards import card_answer
from assistant.tables.targets import target_answer
from assistant.tables.worked import Worked
from assistant.understanding.question import Question
from assistant.understanding.small_talk import small_talk
from corpus.targets import Target

_ISSUERS = 3  # named to whoever wants to speak with someone


@dataclass(frozen=True)
class Router:
    """Over one library."""

    library: Library
    targets: Sequence[Target]
    today: Callable[[], date]

    def route(self, inquiry: Inquiry) -> Inquiry:
        """The inquiry with the answers that need no reading: of the whole message, or of those
        of its questions that a table answers; what is answered already stays so."""
        if any(asked.answer for asked in inquiry.asked):
            return self._parts(inquiry)
        if reply := small_talk(inquiry.text):
            issuers = "、".join(self.library.issuers[:_ISSUERS])
            text = reply.format(
                notice=self.library.notice, issuers=f"（如{issuers}）" if issuers else ""
            )
            answer = Answer(inquiry.message, inquiry.text, AnswerStatus.ANSWERED, text)
            return replace(inquiry, answer=answer)
        programmes = self.library.programmes
        if request := eligibility_request(inquiry.text, inquiry.history, programmes):
            answer = eligibility_answer(request, programmes, self.today())
            return replace(inquiry, answer=replace(answer, question=inquiry.message))
        if worked := self._worked(inquiry.text):
            return replace(inquiry, answer=self._answer(inquiry, worked))
        if len(inquiry.asked) < 2:
            return inquiry
        return self._parts(inquiry)

    def _parts(self, inquiry: Inquiry) -> Inquiry:
        return replace(inquiry, asked=tuple(self._of_part(inquiry, a) for a in inquiry.asked))

    def _of_part(self, inquiry: Inquiry, asked: Asked) -> Asked:
        worked = None if asked.answer else self._worked(asked.part.text)
        if worked is None:
            return asked
        answer = self._answer(inquiry, worked)
        return replace(asked, answer=answer, status=answer.status)

    def _worked(self, text: str) -> Worked | None:
        question = Question(text, self.today())
        return (
            card_answer(question, self.library)
            or calculated(question, self.library)
            or target_answer(question, self.targets)
        )

    def _answer(self, inquiry: Inquiry, worked: Worked) -> Answer:
        marks = CitationList()
        text = worked.opening + written(worked.lines, marks)
        return answer_of(inquiry, AnswerStatus.ANSWERED, text, marks, self.today())
