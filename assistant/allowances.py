"""How much a client may do, and all clients together: so many of each kind a minute, so many
questions at once.

Counted in this process; each of several replicas allows as much. What all may do in a minute
bounds how many clients are counted.
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

TOO_MANY = "现在提问的人太多，请稍后再试"
_ALL_BUSY = "现在提问的人太多，请 {} 秒后再试"
_TOO_FAST = "您操作得太快，请 {} 秒后再试"
_TOO_WRONG = "密钥错得太多，请 {} 秒后再试"
_AT_ONCE = "您同时提问的太多，请等前面的答完再试"


class Kind(StrEnum):
    """What is counted."""

    QUESTION = "question"
    EVENT = "event"  # of a page: a filter, a form
    FEEDBACK = "feedback"
    LINK = "link"  # an answer opened from its link
    EXPORT = "export"
    UPLOAD = "upload"
    WRONG_KEY = "wrong key"  # limited whatever is set


_FOR_ONE_QUESTION = {
    Kind.QUESTION: 1.0,
    Kind.EVENT: 5.0,
    Kind.FEEDBACK: 0.5,
    Kind.LINK: 1.0,
    Kind.EXPORT: 0.5,
    Kind.UPLOAD: 2.0,  # a folder of files comes one by one
}
"""How many of each for one question: one setting is enough."""

_WRONG_KEYS: Sequence[RateLimitItem | None] = (
    RateLimitItemPerMinute(1000),
    RateLimitItemPerMinute(20),
)  # of all, of an address


@dataclass(frozen=True, slots=True)
class Verdict:
    """told is "" where it is allowed."""

    told: str
    headers: Mapping[str, str]


class Crowded(Exception):
    """One client asks too much at once; str() is a Chinese line."""


class Allowances:
    """Thread-safe."""

    def __init__(self, each: int = 0, overall: int = 0, at_once: int = 0) -> None:
        """each and overall are questions a minute, at_once questions of one client; 0 is no
        limit."""
        self._window = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._each, self._overall, self._at_once = each, overall, at_once
        self._asking: Counter[str] = Counter()
        self._lock = threading.Lock()

    def take(self, kind: Kind, client: str) -> Verdict:
        """One of a kind for a client. A refusal counts for nothing, so that it ends by itself."""
        if kind is Kind.WRONG_KEY:
            told, (overall, each) = _TOO_WRONG, _WRONG_KEYS
        else:
            told, overall, each = _TOO_FAST, _limit(self._overall, kind), _limit(self._each, kind)
        if overall and not self._window.test(overall, kind):
            return self._verdict(overall, _ALL_BUSY, kind)
        if each and not self._window.hit(each, kind, client):
            return self._verdict(each, told, kind, client)
        if overall:
            self._window.hit(overall, kind)
        return self._verdict(each, "", kind, client) if each else Verdict("", {})

    @contextmanager
    def one(self, client: str) -> Iterator[None]:
        """While a question of the client is worked on. Raises Crowded."""
        with self._lock:
            if self._at_once and self._asking[client] >= self._at_once:
                raise Crowded(_AT_ONCE)
            self._asking[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._asking[client] -= 1
                if not self._asking[client]:
                    del self._asking[client]

    def _verdict(self, limit: RateLimitItem, told: str, *of: str) -> Verdict:
        state = self._window.get_window_stats(limit, *of)
        wait = max(1, math.ceil(state.reset_time - time.time()))
        headers = {
            "RateLimit-Limit": str(limit.amount),
            "RateLimit-Remaining": str(state.remaining),
            "RateLimit-Reset": str(wait),
        }
        return Verdict(told.format(wait), headers | ({"Retry-After": str(wait)} if told else {}))


def _limit(questions: int, kind: Kind) -> RateLimitItem | None:
    amount = math.ceil(questions * _FOR_ONE_QUESTION[kind])
    return RateLimitItemPerMinute(amount) if questions else None
