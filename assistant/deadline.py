"""The time that one question may take, looked at between its steps and inside long loops.

Python cannot end a thread: whoever works long for one question asks here whether to go on.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_until: ContextVar[float | None] = ContextVar("until", default=None)


class OutOfTime(Exception):
    """The question has had its time."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is done inside may take so long; a longer time inside changes nothing."""
    outer, until = _until.get(), time.monotonic() + seconds
    token = _until.set(until if outer is None else min(until, outer))
    try:
        yield
    finally:
        _until.reset(token)


def go_on() -> None:
    """Raises OutOfTime once the time is over; without one there is always time."""
    until = _until.get()
    if until is not None and time.monotonic() > until:
        raise OutOfTime
