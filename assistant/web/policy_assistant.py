"""What the pages need of the assistant; assistant.wiring builds one, tests use a fake."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Protocol

from assistant.answer import Answer, Turn
from assistant.library import Library
from corpus.document import Source
from corpus.passage import Passage
from corpus.programmes import Programmes
from corpus.targets import Target


class PolicyAssistant(Protocol):
    """Answers questions over the passages it holds."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages, in document order."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents held."""

    @property
    def by_id(self) -> Mapping[str, Passage]:
        """Passages by their id."""

    @property
    def targets(self) -> tuple[Target, ...]:
        """The quantitative targets of the plans held, in document order."""

    @property
    def programmes(self) -> Programmes:
        """The eligibility rules as far as the documents they stand on are held."""

    @property
    def library(self) -> Library:
        """The documents, and what was wrong with files of theirs."""

    @property
    def notice(self) -> str:
        """One line: which plan year is held, and that digests are not official text."""

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Questions for a first-time visitor."""

    def stream(self, question: str, history: Sequence[Turn] = ()) -> Generator[Answer, None, None]:
        """Answers that replace each other; the last one is final. Closing it ends all work."""

    def warm_up(self) -> None:
        """Load what loads on first use."""
