"""One question of another program: answered whatever happens, and logged."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing

from assistant.answer import Answer, AnswerStatus, Turn
from assistant.pipeline import Assistant
from assistant.records.question_log import QuestionLog
from assistant.replies import REPLIES

Ask = Callable[[str, Sequence[Turn], str], Generator[Answer, None, None]]
"""Answers that replace each other, for a question, the turns before it, and by what it came."""

_log = logging.getLogger(__name__)


def asking(assistant: Assistant, log: QuestionLog) -> Ask:
    """The answering of a server. Nothing is raised; closing hangs up on the model."""

    def ask(question: str, turns: Sequence[Turn], through: str) -> Generator[Answer, None, None]:
        start = time.perf_counter()
        try:
            with closing(assistant.stream(question, turns)) as answers:
                for answer in answers:
                    yield answer
        except Exception:
            _log.exception("no answer to a question of %d characters", len(question))
            lost = AnswerStatus.UNAVAILABLE
            yield (answer := Answer(question, question, lost, REPLIES[lost]))
        log.keep(log.new_record(), answer, through, (time.perf_counter() - start) * 1000)

    return ask
