"""What a question may mean: by itself, or going on from what was asked before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reader.pieces import ASIDE

_SAID = 60  # characters of what was asked before that are read with a question
_POINTS = re.compile(r"那|这|它|其|该|此|上述|前者|后者|刚才|上面|呢[?？]?$|同样|一样|还有|再|又")
_BRIEF = 12  # characters: a shorter question seldom says all that it is about


@dataclass(frozen=True)
class Meaning:
    """One way to read a question: what is shown to the reader, and what is searched for.

    bonus is added to the logit of its best statement where meanings are compared.
    """

    read: str
    sought: str
    bonus: float = 0.0

    @property
    def standalone(self) -> str:
        """The question as one text that can stand by itself."""
        return self.sought


def meanings(text: str, before: Sequence[str]) -> tuple[Meaning, ...]:
    """The readings of a question, given the asker's earlier questions, the last one last."""
    alone = Meaning(text, text)
    if not before:
        return (alone,)
    points = bool(_POINTS.search(text)) or len(text) <= _BRIEF
    last = before[-1][-_SAID:]
    return (
        alone,
        Meaning(f"{last}{ASIDE}{text}", f"{last} {text}", 1.0 if points else -1.0),
    )
