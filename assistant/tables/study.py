"""All documents read for their cards and for what to ask of them, in the background."""

import inspect
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from assistant.answer import Answer
from assistant.library import Library
from assistant.reader.reader import StatementReader, weights_digest
from assistant.tables import card_reading, paragraphs, policy_card
from assistant.tables.kept_cards import KeptCards, digest_of
from assistant.tables.policy_card import Lines
from assistant.tables.suggesting import answered, spread
from corpus import content_kinds
from corpus.passage import Passage

_READ_BY = (content_kinds, paragraphs, policy_card, card_reading)  # what is kept is by their code
_SUGGESTED = 6
_TOLD_EVERY = 5.0  # seconds
Found = TypeVar("Found")


class Study:
    """Over one library. lines and questions, by document, are looked at while run() goes on."""

    def __init__(
        self,
        library: Library,
        reader: StatementReader,
        ask: Callable[[str], Answer],
        kept: Path | None = None,
    ) -> None:
        """ask answers over the whole library; kept: the file for what was read."""
        self._own: dict[str, list[Passage]] = {}
        for passage in library.passages:
            self._own.setdefault(passage.source.id, []).append(passage)
        self._cards = card_reading.CardReader(library, reader)
        self._ask = ask
        self._kept = KeptCards(kept)
        self.lines: dict[str, Lines] = {}
        self.questions: dict[str, tuple[str, ...]] = {}
        self.watched: list[Callable[[], None]] = []  # called when documents were read
        self._told = 0.0

    @property
    def total(self) -> int:
        """The number of documents."""
        return len(self._own)

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Questions for a first-time visitor, each known to be answered; none before any is."""
        return spread(dict(self.questions), _SUGGESTED)

    def run(self, *, rest: float = 1.0) -> None:
        """Read what is not kept. rest: seconds of rest for a second of work, so that those who ask
        meanwhile do not wait."""
        self._kept.load()
        about = digest_of(weights_digest(), *map(inspect.getsource, _READ_BY))
        keys = {
            source: digest_of(about, *(passage.digest for passage in own))
            for source, own in self._own.items()
        }
        library = digest_of(*keys.values())
        for source, key in keys.items():
            lines = self._kept.lines(key, self._own[source])
            if lines is None:
                lines = _rested(rest, partial(self.read, source))
                self._kept.keep_lines(key, self._own[source], lines)
            self.lines[source] = lines
            self._tell()
        self._kept.save(keys.values())
        for source, key in keys.items():
            asked = self._kept.questions(key, library)
            if asked is None:
                asked = _rested(rest, partial(self.suggested, source, self.lines[source]))
                self._kept.keep_questions(key, library, asked)
                self._kept.save(keys.values())
            self.questions[source] = asked
            self._tell()
        self._tell(now=True)

    def _tell(self, now: bool = False) -> None:
        """Pages are made anew for every document together: not more often than they are read."""
        if now or time.monotonic() - self._told > _TOLD_EVERY:
            for told in self.watched:
                told()
            self._told = time.monotonic()

    def read(self, source: str) -> Lines:
        """What is told by one document of each part of its card."""
        return self._cards.lines(self._own[source])

    def suggested(self, source: str, lines: Lines) -> tuple[str, ...]:
        """Questions that a document answers."""
        return answered(self._own[source], lines, self._ask)


def _rested(rest: float, work: Callable[[], Found]) -> Found:
    """What a piece of work finds, after a rest of so many times as long as it took."""
    start = time.perf_counter()
    found = work()
    time.sleep(rest * (time.perf_counter() - start))
    return found
