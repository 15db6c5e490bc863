"""How the time of a piece of work grows with what it is given, whatever the machine."""

import time
from collections.abc import Callable
from typing import Any


def grows_in_step(work: Callable[[Any], Any], make: Callable[[int], Any], size: int) -> bool:
    """Whether twice the size takes less than three times as long (linear 2, quadratic 4), once
    of three times: others use the machine too."""
    smaller, larger = make(size), make(2 * size)
    return any(_seconds(work, larger) < 3 * _seconds(work, smaller) for _ in range(3))


def _seconds(work: Callable[[Any], Any], given: Any) -> float:
    start = time.process_time()
    work(given)
    return max(time.process_time() - start, 1e-4)
