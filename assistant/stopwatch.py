"""How long a block of the benchmark takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Passed:
    """Seconds since the start; once the block has ended, its length."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self.ended: float | None = None

    def __call__(self) -> float:
        """Seconds."""
        return (self.ended or time.perf_counter()) - self._began


@contextmanager
def watch() -> Iterator[Passed]:
    """Gives what tells the seconds since the start."""
    passed = Passed()
    yield passed
    passed.ended = time.perf_counter()
