"""How the time of a piece of work grows with what it is given, whatever the machine."""

import time
from collections.abc import Callable
from typing import Any


def growth(work: Callable[[Any], Any], make: Callable[[int], Any], size: int) -> float:
    """Time for twice the size by time for the size: 2 where linear, 4 where quadratic."""
    smaller, larger = make(size), make(2 * size)
    return min(_seconds(work, larger) / _seconds(work, smaller) for _ in range(3))


def _seconds(work: Callable[[Any], Any], given: Any) -> float:
    start = time.process_time()
    work(given)
    return max(time.process_time() - start, 1e-4)
