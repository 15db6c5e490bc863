"""Generated answers: the model writes, the code decides what may be shown."""

import logging
import re
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.answer import Answer, AnswerStatus, Mode
from assistant.writing.failure import MODEL_NOTES, UNWRITTEN, Failure, ModelFailed
from assistant.writing.layout import generated_answer
from assistant.writing.prompts import Messages, answer_messages, repair_messages
from assistant.writing.sentences import Verification
from assistant.writing.streaming import Stream, check_whole, running_loop, tidy
from assistant.writing.verify import verify
from corpus.passage import Passage
from index.circuit import Circuit

PACE = 0.08  # seconds between two drafts: the page cannot show more
REPAIR_SECONDS = 2.0  # with less left, nothing is repaired
MOST_SOURCES = 8
_WRITTEN = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)
_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[)）.、]\s*(.+)$", re.M)

_log = logging.getLogger(__name__)


class Writer:
    """Writes answers with a model. Thread-safe: of a question only the failures are kept."""

    def __init__(
        self,
        model: Any,
        *,
        seconds: float,
        context_chars: int,
        today: Callable[[], date],
        first_token_seconds: float | None = None,
        circuit: Circuit | None = None,
    ) -> None:
        """model is LangChain's; seconds is the time for one question, all its calls together."""
        self._stream = Stream(model, first_token_seconds or seconds, circuit or Circuit())
        self._seconds, self._context_chars = seconds, context_chars
        self._today = today

    def warm_up(self) -> None:
        """Start what the calls run in; nothing is sent."""
        running_loop()

    def stream(
        self, question: str, floor: Answer, passages: Sequence[Passage], said: str
    ) -> Generator[Answer, None, None]:
        """The floor until there is a draft, drafts, and at the end the verified answer, or the
        floor with a note that says why.

        question stands alone; floor is the finished extractive answer; passages are further
        ones, best first; said is all that the asker said, whose figures the answer may repeat.
        """
        if floor.status not in _WRITTEN:
            yield floor
            return
        began = time.monotonic()
        try:
            answer = yield from self._written(question, floor, passages, said)
        except Exception as error:  # a fault of ours, too, must not cost the reader the answer
            failure = getattr(error, "failure", Failure.UNVERIFIED)
            _log.warning("no generated answer: %s (%s)", failure.name, type(error).__name__)
            answer = replace(floor, notes=(MODEL_NOTES[failure], *floor.notes))
        took = (time.monotonic() - began) * 1000
        yield replace(answer, timings_ms={**floor.timings_ms, "write": took})

    def _written(
        self, question: str, floor: Answer, passages: Sequence[Passage], said: str
    ) -> Generator[Answer, None, Answer]:
        until = time.monotonic() + self._seconds
        found = {p.id: p for p in (*(c.passage for c in floor.citations), *passages)}
        sources = tuple(found.values())[:MOST_SOURCES]
        quotes = [quote for c in floor.citations for quote in c.quotes]
        day = self._today()
        messages = answer_messages(question, sources, quotes, day, self._context_chars)
        draft = replace(floor, citations=(), notes=(), mode=Mode.DRAFT, verified=False, figures=())
        unwritten = replace(floor, notes=(UNWRITTEN, *floor.notes))
        text = yield from self._told(
            messages, until, lambda told: replace(draft, text=told) if told else unwritten
        )
        check_whole(text)
        yield (draft := replace(draft, text=text))
        checked = verify(text, sources, said)
        failed = dict(enumerate(checked.failed[:MOST_SOURCES], 1))
        if failed and until - time.monotonic() > REPAIR_SECONDS:
            asked = repair_messages(messages, text, list(failed.values()))
            anew, better = "", {}
            with suppress(ModelFailed):  # then nothing is repaired
                anew = yield from self._told(asked, until, lambda _: draft)
            for match in _NUMBERED.finditer(anew):
                old, new = failed.get(int(match[1])), verify(match[2], sources, said)
                if old and new.ok and not new.sentences[0].bare:
                    better[old] = replace(new.sentences[0], line=old.line, bullet=old.bullet)
            checked = Verification(tuple(better.get(s, s) for s in checked.sentences))
        return generated_answer(checked, floor, sources, day)

    def _told(
        self, messages: Messages, until: float, draft: Callable[[str], Answer]
    ) -> Generator[Answer, None, str]:
        """What the model writes, with a draft now and then."""
        text, shown = "", 0.0
        with closing(self._stream.written(messages, until - time.monotonic())) as growing:
            for text in growing:  # the last one counts
                if time.monotonic() - shown >= PACE:
                    shown = time.monotonic()
                    yield draft(tidy(text))
        return tidy(text)
