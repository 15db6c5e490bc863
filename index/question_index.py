"""Expected questions as an index of their own: which of them a question is like."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.expected_questions import Expected
from index.tokenizer import query_tokens


@dataclass(frozen=True, slots=True)
class Likeness:
    """An expected question and how like it the question asked is, 0..1."""

    expected: Expected
    score: float


class QuestionIndex:
    """Dice's coefficient of character pairs weighted by rarity; words alone, so ready at once."""

    def __init__(self, expected: Sequence[Expected]) -> None:
        self._expected = tuple(expected)
        self._places: dict[str, list[int]] = defaultdict(list)
        tokens = [_tokens(one.text) for one in self._expected]
        for number, held in enumerate(tokens):
            for token in held:
                self._places[token].append(number)
        self._weights = [sum(map(self._rarity, held)) for held in tokens]

    def alike(self, question: str, k: int = 40) -> list[Likeness]:
        """The k likest, best first; none that shares nothing."""
        asked = _tokens(question)
        shared: dict[int, float] = defaultdict(float)
        for token in asked:
            rarity = self._rarity(token)
            for number in self._places.get(token, ()):
                shared[number] += rarity
        weight = sum(map(self._rarity, asked))
        found = [
            Likeness(self._expected[n], 2 * common / (weight + self._weights[n]))
            for n, common in shared.items()
        ]
        return sorted(found, key=lambda one: -one.score)[:k]

    def _rarity(self, token: str) -> float:
        """What a token that few questions have tells more; one in none counts as in one."""
        held = max(1, len(self._places.get(token, ())))
        return math.log((len(self._expected) + 1) / (held + 0.5))


def _tokens(text: str) -> list[str]:
    """Pairs and Latin or digit runs of what is asked about, each once, in order."""
    return [token for token in dict.fromkeys(query_tokens(text)) if len(token) > 1]
