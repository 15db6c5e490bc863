"""A circuit breaker: a service that is down is left alone for a while, and asked again later."""

import threading
import time
from collections.abc import Callable

FAILURES = 3  # in a row, after which a service is left alone
PAUSE = 30.0  # seconds, after which one call tries it again


class Circuit:
    """Thread-safe. Every call allowed ends in succeeded(), failed() or abandoned()."""

    def __init__(
        self,
        failures: int = FAILURES,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._pause, self._clock = failures, pause, clock
        self._lock = threading.Lock()
        self._failures = 0
        self._opened: float | None = None
        self._trying = False

    def allows(self) -> bool:
        """Whether to call now; after the pause one call alone is let through to try."""
        with self._lock:
            if self._opened is None:
                return True
            if self._trying or self._clock() - self._opened < self._pause:
                return False
            self._trying = True
            return True

    def succeeded(self) -> None:
        """The service answered: calls pass again."""
        with self._lock:
            self._failures, self._opened, self._trying = 0, None, False

    def failed(self) -> None:
        """The service did not answer as it should."""
        with self._lock:
            self._failures += 1
            if self._trying or self._failures >= self._most:
                self._opened = self._clock()
            self._trying = False

    def abandoned(self) -> None:
        """The caller stopped waiting, which says nothing of the service."""
        with self._lock:
            self._trying = False
