"""Expected questions as an index of their own: which of them share words with a question."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.expected_questions import Expected
from index.fusion import top
from index.keyword_index import KeywordIndex
from index.tokenizer import query_tokens


class QuestionIndex:
    """Finds expected questions by BM25; by words alone, so that it is ready at once."""

    def __init__(self, expected: Sequence[Expected]) -> None:
        self.expected = tuple(expected)
        self._words = KeywordIndex([one.text for one in self.expected])

    def alike(self, question: str, k: int = 40) -> list[Expected]:
        """The k best, best first; none that shares no word."""
        scores = self._words.scores(query_tokens(question))
        return [self.expected[n] for n in top(scores, k)]
