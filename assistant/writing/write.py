"""Generated answers: the model writes, the code decides what may be shown.

The extractive answer is there before the model is asked. It is what the reader gets wherever
the model fails, and what a generated answer is measured against.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date

from assistant.answer import Answer, AnswerStatus, Mode
from assistant.replies import MODEL_NOTES
from assistant.writing.failure import Failure, ModelFailed
from assistant.writing.layout import generated_answer
from assistant.writing.prompts import Messages, answer_messages, repair_messages
from assistant.writing.sentences import Sentence, Verification
from assistant.writing.streaming import ChatModel, Stream, running_loop
from assistant.writing.tidy import check_whole, tidy
from assistant.writing.verify import verify
from corpus.passage import Passage
from index.circuit import Circuit

PACE = 0.08  # seconds between two drafts: the page cannot show more
REPAIR_SECONDS = 2.0  # with less left, nothing is repaired
MOST_SOURCES = MOST_REPAIRED = 8
_WRITTEN = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)
_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[)）.、]\s*(.+)$", re.M)

_log = logging.getLogger(__name__)


class Writer:
    """Writes answers with a model. Thread-safe: of a question only the failures are kept."""

    def __init__(
        self,
        model: ChatModel,
        *,
        seconds: float,
        context_chars: int,
        today: Callable[[], date],
        first_token_seconds: float | None = None,
        circuit: Circuit | None = None,
    ) -> None:
        """seconds is the time for one question, all calls of the model together."""
        self._stream = Stream(model, first_token_seconds or seconds, circuit or Circuit())
        self._seconds, self._context_chars = seconds, context_chars
        self._today = today

    def warm_up(self) -> None:
        """Start what the calls run in; nothing is sent."""
        running_loop()

    def stream(
        self, question: str, floor: Answer, passages: Sequence[Passage], said: str
    ) -> Generator[Answer, None, None]:
        """Drafts, and at the end the verified answer, or the floor with a note that says why.

        question stands alone; floor is the finished extractive answer; passages are further
        ones, best first; said is all that the asker said, whose figures the answer may repeat.
        """
        if floor.status not in _WRITTEN:
            yield floor
            return
        began = time.monotonic()
        try:
            answer = yield from self._written(question, floor, passages, said)
        except ModelFailed as failed:
            _log.warning("no generated answer: %s", failed.failure)
            answer = _with_note(floor, failed.failure)
        except Exception as error:  # a fault of ours must not cost the reader the answer
            _log.error("a generated answer could not be checked: %s", type(error).__name__)
            answer = _with_note(floor, Failure.UNVERIFIED)
        took = {"write": (time.monotonic() - began) * 1000}
        yield replace(answer, timings_ms={**floor.timings_ms, **took})

    def _written(
        self, question: str, floor: Answer, passages: Sequence[Passage], said: str
    ) -> Generator[Answer, None, Answer]:
        until = time.monotonic() + self._seconds
        found = {p.id: p for p in (*(c.passage for c in floor.citations), *passages)}
        sources = tuple(found.values())[:MOST_SOURCES]
        quotes = [quote for c in floor.citations for quote in c.quotes]
        day = self._today()
        messages = answer_messages(question, sources, quotes, day, self._context_chars)
        draft = replace(
            floor, text="", citations=(), notes=(), mode=Mode.DRAFT, verified=False, figures=()
        )
        text, shown = "", 0.0
        with closing(self._stream.written(messages, self._seconds)) as growing:
            for written in growing:
                if time.monotonic() - shown >= PACE:
                    shown = time.monotonic()
                    yield replace(draft, text=tidy(written))
                text = written
        text = tidy(text)
        check_whole(text)
        draft = replace(draft, text=text)
        yield draft
        checked = verify(text, sources, said)
        left = until - time.monotonic()
        if checked.failed and left > REPAIR_SECONDS:
            anew = yield from self._anew(messages, checked, draft, left)
            checked = repaired(checked, anew, lambda one: verify(one, sources, said))
        return generated_answer(checked, floor, sources, day)

    def _anew(
        self, messages: Messages, checked: Verification, draft: Answer, left: float
    ) -> Generator[Answer, None, str]:
        """Failed sentences written anew, once; "" where the model fails."""
        failed = checked.failed[:MOST_REPAIRED]
        reasons = [
            (s.with_marks(), list(dict.fromkeys(f.reason for f in s.faults))) for s in failed
        ]
        text = ""
        try:
            asked = repair_messages(messages, draft.text, reasons)
            with closing(self._stream.written(asked, left)) as growing:
                for written in growing:
                    text = written
                    yield draft
        except ModelFailed as gone:
            _log.warning("nothing repaired: %s", gone.failure)
            return ""
        return tidy(text)


def repaired(
    checked: Verification, said: str, check: Callable[[str], Verification]
) -> Verification:
    """The answer with each numbered sentence of said that now stands in what it cites."""
    failed = dict(enumerate(checked.failed[:MOST_REPAIRED], 1))
    better: dict[int, Sentence] = {}
    for match in _NUMBERED.finditer(said):
        old, anew = failed.get(int(match[1])), check(match[2])
        if old and anew.ok and anew.sentences[0].says_something:
            better[id(old)] = replace(anew.sentences[0], line=old.line, bullet=old.bullet)
    return Verification(tuple(better.get(id(s), s) for s in checked.sentences))


def _with_note(floor: Answer, failure: Failure) -> Answer:
    return replace(floor, notes=(MODEL_NOTES[failure], *floor.notes))
