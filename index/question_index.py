"""Expected questions as an index of their own: which of them a question is like."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.expected_questions import Expected
from index.fusion import Scores
from index.question_vectors import QuestionVectors, Vector
from index.tokenizer import query_tokens

WORDING = 0.4  # what the pairs shared weigh in a likeness; the rest is nearness of vectors
WORDS_ALONE = 1.45  # without vectors: brings the pairs shared to the measure of both together


@dataclass(frozen=True, slots=True)
class Likeness:
    """An expected question and how like it the question asked is, 0..1."""

    expected: Expected
    score: float


class QuestionIndex:
    """Dice's coefficient of character pairs weighted by rarity, and nearness of vectors where
    there are vectors of the expected questions and embed gives that of the question asked."""

    def __init__(
        self,
        expected: Sequence[Expected],
        vectors: QuestionVectors | None = None,
        embed: Callable[[str], Vector | None] = lambda text: None,
    ) -> None:
        self._expected = tuple(expected)
        self._places: dict[str, list[int]] = defaultdict(list)
        texts = [one.text for one in self._expected]
        tokens = [_tokens(text) for text in texts]
        for number, held in enumerate(tokens):
            for token in held:
                self._places[token].append(number)
        self._weights = np.array([sum(map(self._rarity, held)) for held in tokens])
        self._vectors = vectors if self._expected else None
        if self._vectors is not None:
            self._rows, self._known = self._vectors.of(texts)
        self._embed = embed

    def alike(self, question: str, k: int = 40) -> list[Likeness]:
        """The k likest, best first; none that shares nothing."""
        scores = self._likenesses(question)
        best = np.argsort(-scores, kind="stable")[:k]
        return [Likeness(self._expected[n], float(scores[n])) for n in best if scores[n] > 0]

    def _likenesses(self, question: str) -> Scores:
        wording = self._wording(question)
        alone = np.minimum(1.0, WORDS_ALONE * wording)
        vector = None if self._vectors is None else self._embed(question)
        if self._vectors is None or vector is None:
            return alone
        near = np.clip(self._rows @ self._vectors.centred(vector), 0.0, 1.0)
        both = WORDING * wording + (1 - WORDING) * near
        return np.where(self._known, both, alone)

    def _wording(self, question: str) -> Scores:
        asked = _tokens(question)
        shared = np.zeros(len(self._expected))
        for token in asked:
            shared[self._places.get(token, [])] += self._rarity(token)
        weights = self._weights + sum(map(self._rarity, asked))
        return np.divide(2 * shared, weights, out=np.zeros_like(shared), where=weights > 0)

    def _rarity(self, token: str) -> float:
        """What a token that few questions have tells more; one in none counts as in one."""
        held = max(1, len(self._places.get(token, ())))
        return math.log((len(self._expected) + 1) / (held + 0.5))


def _tokens(text: str) -> list[str]:
    """Pairs and Latin or digit runs of what is asked about, each once, in order."""
    return [token for token in dict.fromkeys(query_tokens(text)) if len(token) > 1]
