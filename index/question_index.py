"""Expected questions as an index of their own: which of them a question is like."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.expected_questions import Expected
from index.fusion import Scores
from index.metric import measured
from index.question_vectors import QuestionVectors, Rows, Vector
from index.tokenizer import query_tokens

WORDING = 0.4  # what the pairs shared weigh in a likeness; the rest is nearness of vectors
WORDS_ALONE = 1.45  # without vectors: brings the pairs shared to the measure of both together
EVENED, LENT = 0.5, 1.0  # wordings of one answer differ alike in all directions (Hatch 2006)
FEW = 3  # questions that have a word: it is hardly known how one asks with it
SHARPNESS = 20.0  # how fast a wording loses its say as it is less like the question asked


@dataclass(frozen=True, slots=True)
class Likeness:
    """An expected question and how like it the question asked is, 0..1."""

    expected: Expected
    score: float


class QuestionIndex:
    """Dice's coefficient of character pairs weighted by rarity, and nearness of vectors where
    there are vectors of the expected questions and embed gives that of the question asked.

    What the same words answer is asked in many wordings, and all that are like the question
    speak for them: log-sum-exp over the wordings, not the likest alone (on 1,457 dev questions
    the answer first: .878 against .856).
    """

    def __init__(
        self,
        expected: Sequence[Expected],
        vectors: QuestionVectors | None = None,
        embed: Callable[[str], Vector | None] = lambda text: None,
    ) -> None:
        self._expected = tuple(expected)
        self._places: dict[str, list[int]] = defaultdict(list)
        self._said: dict[str, bool] = {}
        texts = [one.text for one in self._expected]
        tokens = [_tokens(text) for text in texts]
        for number, held in enumerate(tokens):
            for token in held:
                self._places[token].append(number)
        self._rarities = {token: self._rarity(len(at)) for token, at in self._places.items()}
        self._weights = np.array([sum(map(self._rarities.__getitem__, held)) for held in tokens])
        self._groups = _groups(self._expected)
        self._vectors = vectors if self._expected else None
        if self._vectors is not None:
            rows, self._known = self._vectors.of(texts)
            asked, groups = rows[self._known], self._groups[self._known]
            self._metric = measured(asked, _apart(asked, groups), EVENED, lent=LENT)
            self._rows = rows if self._metric is None else self._metric.of(rows)
        self._embed = embed

    def alike(self, *wordings: str, k: int = 40) -> list[Likeness]:
        """The k likest to the wordings of one question taken together, best first; none that
        shares nothing."""
        apart = [self._likenesses(wording) for wording in dict.fromkeys(wordings)]
        scores = self._spoken_for(np.mean(apart, axis=0))
        best = np.argsort(-scores, kind="stable")[:k]
        return [Likeness(self._expected[n], float(scores[n])) for n in best if scores[n] > 0]

    def says(self, words: str) -> bool:
        """Whether more than a few of the questions have the words."""
        if words not in self._said:
            found = (words in one.text for one in self._expected)
            self._said[words] = sum(found) > FEW
        return self._said[words]

    def _likenesses(self, question: str) -> Scores:
        wording = self._wording(question)
        alone = np.minimum(1.0, WORDS_ALONE * wording)
        vector = None if self._vectors is None else self._embed(question)
        if self._vectors is None or vector is None:
            return alone
        asked = self._vectors.centred(vector)
        if self._metric is not None:
            asked = self._metric.of(asked[None])[0]
        near = np.clip(self._rows @ asked, 0.0, 1.0)
        both = WORDING * wording + (1 - WORDING) * near
        return np.where(self._known, both, alone)

    def _spoken_for(self, scores: Scores) -> Scores:
        """Each with what the other wordings of its answer add to the likest of them."""
        likest = np.zeros(len(scores))
        np.maximum.at(likest, self._groups, scores)
        voices = np.zeros(len(scores))
        np.add.at(voices, self._groups, np.exp(SHARPNESS * (scores - likest[self._groups])))
        added = np.log(voices[self._groups]) / SHARPNESS
        return np.where(scores > 0, scores + added, 0.0)

    def _wording(self, question: str) -> Scores:
        asked = _tokens(question)
        shared = np.zeros(len(self._expected))
        for token in asked:
            if token in self._places:
                shared[self._places[token]] += self._rarities[token]
        unheld = self._rarity(1)
        weights = self._weights + sum(self._rarities.get(token, unheld) for token in asked)
        return np.divide(2 * shared, weights, out=np.zeros_like(shared), where=weights > 0)

    def _rarity(self, held: int) -> float:
        """A token that few questions have tells more; one in none counts as in one."""
        return math.log((len(self._expected) + 1) / (held + 0.5))


def _groups(expected: Sequence[Expected]) -> npt.NDArray[np.intp]:
    """A number for each question: the same for all that the same words answer."""
    numbers: dict[tuple[tuple[str, str], ...], int] = {}
    places = (tuple((passage.id, quote) for passage, quote in one.answers) for one in expected)
    return np.array([numbers.setdefault(place, len(numbers)) for place in places], dtype=np.intp)


def _apart(rows: Rows, groups: npt.NDArray[np.intp]) -> Rows:
    """What sets each wording apart from the mean of all wordings of its answer."""
    order = np.argsort(groups, kind="stable")
    _, starts, places, counts = np.unique(
        groups[order], return_index=True, return_inverse=True, return_counts=True
    )
    means = np.add.reduceat(rows[order], starts) / counts[:, None].astype(np.float32)
    apart = np.empty_like(rows)
    apart[order] = rows[order] - means[places]
    return apart


def _tokens(text: str) -> list[str]:
    """Pairs and Latin or digit runs of what is asked about, each once, in order."""
    return [token for token in dict.fromkeys(query_tokens(text)) if len(token) > 1]
