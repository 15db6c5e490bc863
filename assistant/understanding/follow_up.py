"""What a question may mean: by itself, or going on from what was asked before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understanding.matter import left_of, matter
from assistant.understanding.question import asks

_SAID = 60  # characters of what was asked before that are read with a question
_POINTS = re.compile(
    r"那|这|它|他|她|其|该|此|上述|前者|后者|刚才|上面|呢[?？]?$|同样|一样|还有|再|又"
)
_TOLD = 3.0  # bonus of going on from what tells and asks nothing: it was said for the question
_BRIEF = 12  # characters: a shorter question seldom says all that it is about


@dataclass(frozen=True)
class Meaning:
    """One way to read a question: going on from what was asked before it, or ("") by itself.

    bonus is added to the logit of its best statement where meanings are compared.
    """

    text: str
    before: str = ""
    bonus: float = 0.0

    @property
    def query(self) -> str:
        """What is searched for: of what was asked before only what it is about."""
        return f"{left_of(self.before)} {self.text}" if self.before else self.text

    @property
    def standalone(self) -> str:
        """The question as one text that can stand by itself."""
        return f"{self.before} {self.text}" if self.before else self.text


def meanings(text: str, before: Sequence[str]) -> tuple[Meaning, ...]:
    """The readings of a question, given what the asker said before it, the last thing last; one
    that names no matter of its own goes on from the last thing that does."""
    alone = Meaning(text)
    if not before:
        return (alone,)
    if not matter(text) and (named := [said for said in before if matter(said)]):
        return (Meaning(text, named[-1][-_SAID:]),)
    bonus = leaning(text) + (0.0 if asks(before[-1]) else _TOLD)
    return (alone, Meaning(text, before[-1][-_SAID:], bonus))


def leaning(text: str) -> float:
    """The bonus that the words of a question give to going on from what was said before it."""
    return 1.0 if _POINTS.search(text) else 0.0 if len(text) <= _BRIEF else -1.0


def stands_alone(text: str, before: Sequence[str]) -> bool:
    """Whether a question is surely meant by itself, whatever was asked before it."""
    first, *others = meanings(text, before)
    return not first.before and all(meaning.bonus < 0 for meaning in others)
