"""The self-test in the chat: an enterprise tells its figures, the conditions are checked.

    self_test(inquiry, rules, day) -> Answer, or None where something else is asked

Recognised in recognise.py and dialogue.py, read by reading.py with the words of spoken.yaml,
judged by assistant.eligibility, written in writing.py and ranking.py. What judges is imported
when a message may be a self-test, so that other questions start without it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Answer
from assistant.reading.normalising import normalise
from assistant.self_test.phrases import OPENING, STILL_OPEN
from assistant.self_test.recognise import asks_for_all, asks_whether

if TYPE_CHECKING:
    from assistant.inquiry import Inquiry
    from corpus.programmes import Programmes

__all__ = ["self_test"]


def self_test(inquiry: Inquiry, rules: Callable[[], Programmes], day: date) -> Answer | None:
    """The answer to a self-test; None where the message is another question.

    rules gives the programmes, and is called only where a message may be one.
    """
    if not _may_be_one(inquiry):
        return None
    from assistant.self_test.answering import answered_test

    return answered_test(inquiry, rules(), day)


def _may_be_one(inquiry: Inquiry) -> bool:
    """Whether it is worth looking closer: most questions are no self-tests."""
    assert inquiry.guarded is not None
    text = normalise(inquiry.guarded.question)
    tested = any(OPENING in turn.answer for turn in inquiry.history[-STILL_OPEN:])
    return tested or asks_whether(text) or asks_for_all(text)
