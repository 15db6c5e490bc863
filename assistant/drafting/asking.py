"""The questions of a letter put to the assistant: with what each goes on from, and the clauses of a
sentence apart where the whole says nothing of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, AnswerStatus, Mode, Turn
from assistant.composing.compose import NAMED
from assistant.drafting.letter import Letter, LetterPart
from assistant.pipeline import Assistant
from assistant.replies import UNSURE
from assistant.understanding.follow_up import leaning, meanings
from assistant.understanding.question import Kind, Question
from assistant.understanding.several import Part, clauses_asking, sentences_asking
from assistant.writing.quantities import fold
from assistant.writing.source_text import coverage, grams

TOLD = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)
_WHOLE = (AnswerStatus.ANSWERED, AnswerStatus.NOT_STATED, AnswerStatus.NOT_FOUND)
_SAID = 0.5  # of the words of a clause that an answer has which says what it asks
_INFORMS = {Kind.FIGURE, Kind.WHEN, Kind.WHO, Kind.LIST}
_TURN, _TURNS = 250, 4  # characters of what was told in one turn, turns


@dataclass(frozen=True)
class Asking:
    """Asks one assistant."""

    assistant: Assistant
    mode: Mode | None = None

    def asked(self, part: LetterPart, letter: Letter) -> list[Answer]:
        """The answer to a question, and what it says nothing of. One that names its own matter is
        asked alone, one about the asker's own case with all that they told. Where going on makes
        an answer unsure, it is asked alone."""
        before = letter.before(part)
        goes_on = len(meanings(part.asked, before)) > 1 and leaning(part.asked) >= 0
        question = Question(part.asked, date.min)
        own = bool(question.figures) and Kind.YES_NO in question.kinds
        near = before[-1:] if own or goes_on else []
        answer = self._answer(part.asked, near)
        if answer.form:
            return [self._answer(part.asked, _turns(before))]
        alone = self._answer(part.asked, []) if near and UNSURE in answer.notes else answer
        return self._told(part.asked, alone if UNSURE not in alone.notes else answer)

    def _answer(self, question: str, before: Sequence[str]) -> Answer:
        history = [Turn(text, "") for text in before]
        answer = self.assistant.ask(question, history, self.mode)
        if answer.status is AnswerStatus.PARTLY_ANSWERED and answer.mode is Mode.GENERATED:
            answer = self.assistant.ask(question, history, Mode.EXTRACTIVE)  # says what lacks
        return answer

    def _told(self, question: str, whole: Answer) -> list[Answer]:
        """The answer to a question; where a sentence asks several facts also what it says nothing
        of, clause by clause, and nothing but that where it is refused."""
        if whole.form or whole.status not in _WHOLE:
            return [whole]
        told = {quote for citation in whole.citations for quote in citation.quotes}
        found: list[Answer] = []
        left = False  # whether the whole says something of what is not found by itself
        for part in sentences_asking(question):
            clauses = clauses_asking(part)
            asking = [c for c in clauses if _informs(c)]
            left |= len(asking) < len(clauses) or len(asking) < 2
            for clause in asking if len(asking) > 1 else ():
                name = clause.called[:NAMED].rstrip("?？。")
                if f"关于“{name}" in whole.text:
                    continue
                one = self._answer(clause.text, [clause.background] if clause.background else [])
                said = coverage(grams(fold(name)), grams(fold(whole.text))) >= _SAID
                quotes = {q for c in one.citations for q in c.quotes}
                if (not said) if refused(one) else not quotes & told:
                    found.append(replace(one, text=f"关于“{name}”：{one.text}"))
        return found if found and refused(whole) and not left else [whole, *found]


def refused(answer: Answer) -> bool:
    """Whether nothing of what is asked is answered."""
    return answer.status not in TOLD


def _informs(clause: Part) -> bool:
    """Whether a clause asks for a figure, a time, a body or a list; "能不能给句准话" does not."""
    return bool(Question(clause.text, date.min).kinds & _INFORMS)


def _turns(before: Sequence[str]) -> list[str]:
    """What was told as a few turns of bearable length, the last of it where it is too much."""
    turns = [""]
    for sentence in before:
        if len(turns[-1]) + len(sentence) > _TURN:
            turns.append("")
        turns[-1] += sentence
    return turns[-_TURNS:]
