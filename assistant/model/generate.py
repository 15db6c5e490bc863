"""Generated answers: the model writes, the code decides what may be shown.

The extractive answer is there before the model is asked. It is what the reader gets wherever
the model fails, and what a generated answer is measured against.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from assistant.answer import Answer, AnswerStatus, Mode
from assistant.inquiry import Inquiry
from assistant.model.generated_answer import generated_answer
from assistant.model.generated_text import check_going_on, check_whole, tidy
from assistant.model.grounds import Grounds, grounds
from assistant.model.model_failure import Failure, ModelFailed
from assistant.model.prompting import Messages, answer_messages, follow_up_messages, repair_messages
from assistant.model.repairing import repaired, worth_repairing
from assistant.model.verify import Verification, verify
from assistant.replies import MODEL_NOTES

PACE = 0.08  # seconds between two drafts: the page cannot show more
FOLLOW_UP_SHARE = 0.3  # of the time for a question
REPAIR_SECONDS = 2.0  # with less left, nothing is repaired
_STATED = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)

_log = logging.getLogger(__name__)


class ChatModel(Protocol):
    """What is used of LangChain's chat-model interface."""

    def stream(self, input: Any, **options: Any) -> Iterator[Any]:
        """Chunks with .text; raises ModelFailed."""


@dataclass(slots=True)
class _Clock:
    """Time left for one question, and what took how long (ms)."""

    until: float
    began: float
    took: dict[str, float]

    @classmethod
    def of(cls, seconds: float) -> _Clock:
        now = time.monotonic()
        return cls(now + seconds, now, {})

    @property
    def left(self) -> float:
        return self.until - time.monotonic()

    def note(self, name: str) -> None:
        self.took.setdefault(name, (time.monotonic() - self.began) * 1000)


class Writer:
    """Writes answers with a model. Thread-safe: nothing is kept between questions."""

    def __init__(
        self,
        model: ChatModel,
        *,
        seconds: float,
        context_chars: int,
        today: Callable[[], date],
    ) -> None:
        """seconds is the time for one question, all calls of the model together."""
        self._model = model
        self._seconds = seconds
        self._context_chars = context_chars
        self._today = today

    def warm_up(self) -> None:
        """Load what the model's client needs; nothing is sent."""
        load = getattr(self._model, "load", None)
        if load:
            load()

    def answers(
        self, inquiry: Inquiry, run: Callable[[Inquiry], Inquiry]
    ) -> Generator[Answer, None, None]:
        """Drafts, and at the end the verified answer or the extractive one with a note.

        run takes a guarded inquiry through the other steps.
        """
        clock = _Clock.of(self._seconds)
        failure: Failure | None = None
        try:
            inquiry = yield from self._with_proposal(inquiry, clock)
        except ModelFailed as failed:
            failure = failed.failure
        inquiry = run(inquiry)
        floor = inquiry.answer
        assert floor is not None
        if not may_be_written(inquiry):
            yield _timed(floor, inquiry, clock)
            return
        try:
            if failure:
                raise ModelFailed(failure)
            answer = yield from self._written(inquiry, floor, clock)
        except ModelFailed as failed:
            _log.warning("no generated answer: %s", failed.failure)
            answer = _with_note(floor, failed.failure)
        except Exception as error:  # a fault of ours must not cost the reader the answer
            _log.error("a generated answer could not be checked: %s", type(error).__name__)
            answer = _with_note(floor, Failure.UNVERIFIED)
        yield _timed(answer, inquiry, clock)

    def _with_proposal(self, inquiry: Inquiry, clock: _Clock) -> Generator[Answer, None, Inquiry]:
        """What the model makes of a follow-up; the step that condenses takes it or leaves it."""
        if not inquiry.history or inquiry.guarded is None:
            return inquiry
        question = inquiry.guarded.question
        waiting = Answer(inquiry.question, question, AnswerStatus.ANSWERED, "")
        messages = follow_up_messages(question, inquiry.history)
        said = ""
        for written in self._pieces(messages, FOLLOW_UP_SHARE * self._seconds):
            said = written
            yield _draft(waiting, "")
        clock.note("follow_up")
        return replace(inquiry, proposal=tidy(said))

    def _written(
        self, inquiry: Inquiry, floor: Answer, clock: _Clock
    ) -> Generator[Answer, None, Answer]:
        held = grounds(floor, inquiry.findings)
        messages = answer_messages(
            inquiry.standalone, held.sources, held.quotes, self._today(), self._context_chars
        )
        text, shown = "", 0.0
        for written in self._pieces(messages, clock.left):
            text = tidy(written)
            if text:
                clock.note("first_text")
            if time.monotonic() - shown >= PACE:
                shown = time.monotonic()
                yield _draft(floor, text)
        clock.note("generate")
        check_whole(text)
        yield _draft(floor, text)
        checked = verify(text, held.sources, _said(inquiry))
        if checked.failed and clock.left > REPAIR_SECONDS:
            checked = yield from self._repaired(messages, text, checked, held, inquiry, clock)
        clock.note("verify")
        return generated_answer(checked, held, self._today())

    def _repaired(
        self,
        messages: Messages,
        text: str,
        checked: Verification,
        held: Grounds,
        inquiry: Inquiry,
        clock: _Clock,
    ) -> Generator[Answer, None, Verification]:
        """Failed sentences written anew once, taken where they now stand in what they cite."""
        failed = worth_repairing(checked)
        asked = repair_messages(messages, text, [(s.with_marks(), s.reasons) for s in failed])
        said = ""
        try:
            for written in self._pieces(asked, clock.left):
                said = written
                yield _draft(held.floor, text)
        except ModelFailed as gone:
            _log.warning("nothing repaired: %s", gone.failure)
            return checked
        return repaired(
            checked, tidy(said), lambda anew: verify(anew, held.sources, _said(inquiry))
        )

    def _pieces(self, messages: Messages, seconds: float) -> Iterator[str]:
        """The text so far, again and again; closing it hangs up on the service."""
        if seconds <= 0:
            raise ModelFailed(Failure.TIMEOUT)
        written = ""
        with closing(self._model.stream(messages, seconds=seconds)) as chunks:  # type: ignore[type-var]  # a generator
            for chunk in chunks:
                if chunk.text:
                    written += chunk.text
                    check_going_on(written)
                yield written


def may_be_written(inquiry: Inquiry) -> bool:
    """Whether the model has a say: only where judged evidence states what is asked. A refusal
    stays one; the table of targets, a card and a self-test are answered by rule."""
    judged = bool(inquiry.findings) and all(f.verdict for f in inquiry.findings)
    return judged and inquiry.answer is not None and inquiry.answer.status in _STATED


def _said(inquiry: Inquiry) -> str:
    """What the asker said, now and before; what answers are said to have said is no source."""
    own = inquiry.guarded.question if inquiry.guarded else inquiry.question
    return "\n".join((*(turn.question for turn in inquiry.history), own))


def _draft(floor: Answer, text: str) -> Answer:
    return replace(
        floor, text=text, citations=(), notes=(), mode=Mode.DRAFT, verified=False, figures=()
    )


def _with_note(floor: Answer, failure: Failure) -> Answer:
    return replace(floor, notes=(MODEL_NOTES[failure], *floor.notes))


def _timed(answer: Answer, inquiry: Inquiry, clock: _Clock) -> Answer:
    clock.note("total")
    return replace(answer, timings_ms={**inquiry.timings_ms, **clock.took})
