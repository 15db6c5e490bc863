"""How often words stand in a library, remembered for the words asked of late."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock

MOST = 20_000


class WordCounts(dict[str, int]):
    """A memo of counts that forgets the oldest; one forgotten is counted anew."""

    def __init__(self, texts: Sequence[str], most: int = MOST) -> None:
        super().__init__()
        self._texts = texts
        self._most = most
        self._lock = Lock()

    def __setitem__(self, form: str, count: int) -> None:
        with self._lock:
            while len(self) >= self._most:
                del self[next(iter(self))]
            super().__setitem__(form, count)

    def __missing__(self, form: str) -> int:
        return sum(form in text for text in self._texts)
