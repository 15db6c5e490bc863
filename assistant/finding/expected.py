"""What expected questions tell: which statements answer a question like the one asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace

from assistant.finding.statement import Statement, clauses_with, statements
from corpus.document import Source
from corpus.expected_questions import Expected
from corpus.passage import Passage
from index.question_index import Likeness

# Tuned on dev questions and on fresh ones.
LIKE = 0.44  # likeness from which an expected question is taken to ask the same
SETTLED = 0.6  # likeness from which it is the same question
SAME = 0.85  # of the likest: as good a guide
AGREEING = 3  # likest questions that all lead to one statement: it is asked after
MOST_OF = 4  # likest questions, of which so many may lead to one statement
LIKE_OF_MOST = 0.38  # likeness from which they are a guide
WORTH_READING = 0.65  # of the hint for a statement: its passage is read, whatever its rank
ELSEWHERE = 0.8  # of a likeness where a talk is about other documents
TOLD_IN_PART = 0.9  # of a likeness where a part of the words that answer was just told
_CLAUSES = re.compile(r"[,，;；。：:]")

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Hints:
    """What expected questions say of one question: likenesses, best first, and the best of them
    for each statement that answers."""

    alike: tuple[Likeness, ...] = ()
    by_statement: Mapping[Key, float] = field(default_factory=dict)

    @classmethod
    def by(cls, alike: Iterable[Likeness]) -> Hints:
        """Of expected questions with their likenesses, in any order."""
        best: dict[Key, float] = {}
        likest = tuple(sorted(alike, key=lambda one: -one.score))
        for one in likest:
            for statement in answering(one.expected):
                best.setdefault(key_of(statement), one.score)
        return cls(likest, best)

    def of(self, statement: Statement) -> float:
        """How like the question is to the likest one that this statement answers, measured by
        the likest of all, 0..1: what is nearest counts, however far a spoken wording is off.
        Squared, for vectors bring even the unlike near."""
        best = self.alike[0].score if self.alike else 0.0
        if not best:
            return 0.0
        share = self.by_statement.get(key_of(statement), 0.0) / best
        return share**2 * min(1.0, best / LIKE)

    def likeness(self, statement: Statement) -> float:
        """The same, 0..1, not measured by the likest of all."""
        return self.by_statement.get(key_of(statement), 0.0)

    def leads_to(self, statement: Statement, least: float) -> bool:
        """Whether the likest expected question, at least so like, is answered by the statement."""
        return bool(self.alike) and self.likeness(statement) >= max(least, self.alike[0].score)

    def leading_to(self, statement: Statement) -> list[Likeness]:
        """The questions much or little like this one that the statement answers."""
        here = key_of(statement)
        return [o for o in self.alike if here in map(key_of, answering(o.expected))]

    def lead(self, statement: Statement, *, of_passage: bool = False) -> float:
        """How much liker the question is to one that the statement answers than to any that
        another (of_passage: one of another passage) does; below 0 where another leads."""
        passage, number = key_of(statement)
        others = (
            score
            for (there, other), score in self.by_statement.items()
            if there != passage or (other != number and not of_passage)
        )
        return self.likeness(statement) - max(others, default=0.0)

    def agreed(self, statement: Statement) -> bool:
        """Whether the likest questions, each in words of its own, are all answered by it."""
        here, likest = key_of(statement), self.alike[:AGREEING]
        return len(likest) == AGREEING and all(
            here in map(key_of, answering(one.expected)) for one in likest
        )

    def likest_in(self, sources: Set[Source]) -> float:
        """How like the question is to the likest one that these documents answer."""
        return max((one.score for one in self.alike if _answered_in(one, sources)), default=0.0)

    def settled(self) -> bool:
        """Whether a question that is expected of the documents is the one asked."""
        return bool(self.alike) and self.alike[0].score >= SETTLED

    def guides(self, one: Statement, other: Statement) -> bool:
        """Whether a question much like this one is answered by one statement rather than by
        the other."""
        likeness = self.likeness(one)
        least = LIKE_OF_MOST if self._mostly(one) else LIKE
        return likeness >= least and self.likeness(other) < SAME * likeness

    def mostly_alone(self, statement: Statement) -> bool:
        """Whether most of the likest questions need no more than this statement."""
        weak = bool(self.alike) and self.alike[0].score < LIKE_OF_MOST
        return not weak and self._mostly(statement) and len(self.alike[0].expected.answers) == 1

    def _mostly(self, statement: Statement) -> bool:
        """Whether most of the likest questions, the very likest among them, are answered by it."""
        here, likest = key_of(statement), self.alike[:MOST_OF]
        led = [here in map(key_of, answering(one.expected)) for one in likest]
        return len(led) == MOST_OF and led[0] and sum(led) >= AGREEING

    def quote_in(self, statement: Statement) -> str:
        """The words of a statement that answer, where a question much like this one is known to
        be answered by a part of it; "" where none is."""
        for one in self._likest():
            for passage, quote in one.expected.answers:
                if passage.id == statement.passage.id and quote in statement.text:
                    return quote
        return ""

    def gathered(self, statement: Statement, count: int) -> tuple[tuple[Passage, str], ...]:
        """All the places that answer together, in document order: this statement among them, or
        as many as the question counts (0: it does not); empty where one place is enough."""
        for one in self._counted(count) or self._likest():
            places = one.expected.answers
            known = key_of(statement) in map(key_of, answering(one.expected))
            if len(places) > 1 and (known or len(places) == count):
                whole = [(passage, _whole(passage, quote)) for passage, quote in places]
                return tuple(sorted(whole, key=lambda p: (p[0].order, p[0].text.find(p[1]))))
            break
        return ()

    def _counted(self, count: int) -> list[Likeness]:
        """Of the likest questions those that so many places answer, where so many are asked for;
        the count itself tells what is asked."""
        likest = [one for one in self.alike if one.score >= SAME * self.alike[0].score]
        counted = [one for one in likest if len(one.expected.answers) == count > 2]
        return [one for one in counted if one.score >= SAME * LIKE]

    def alone(self, statement: Statement, share: float = 1.0) -> bool:
        """Whether the likest question, or one as like by that share, is known to be answered by
        this statement by itself."""
        for one in self._likest():
            if one.score < share * self.alike[0].score:
                break
            if key_of(statement) in map(key_of, answering(one.expected)):
                return len(one.expected.answers) == 1
        return False

    def alone_at(self, least: float) -> Statement | None:
        """The one statement that answers the likest question, where it is so like."""
        told = answering(self.alike[0].expected) if self.alike else []
        return told[0] if len(told) == 1 and self.alike[0].score >= least else None

    def _likest(self) -> Iterator[Likeness]:
        best = self.alike[0].score if self.alike else 0.0
        return (one for one in self.alike if one.score >= max(LIKE, SAME * best))

    def settles(self, statement: Statement) -> bool:
        """Whether the likest question by far is this one, and this statement alone answers it."""
        if not self.alike or self.alike[0].score < SETTLED:
            return False
        return [key_of(s) for s in answering(self.alike[0].expected)] == [key_of(statement)]

    def untold(
        self, has_told: Callable[[str], bool], among: Collection[Passage] | None = None
    ) -> Hints:
        """Without the words that were just told (among: in these passages), and the questions that
        they answer; less of those that they answer in part."""

        def told(passage: Passage, words: str) -> bool:
            return (among is None or passage in among) and has_told(words)

        fresh = []
        for one in self.alike:
            left = tuple(a for a in one.expected.answers if not told(*a))
            partly = any(told(p, c) for p, quote in left for c in _CLAUSES.split(quote) if c)
            share = TOLD_IN_PART if partly else 1.0
            if left:
                expected = replace(one.expected, answers=left)
                fresh.append(replace(one, score=share * one.score, expected=expected))
        return Hints.by(fresh)

    def tilted_to(self, sources: Set[Source]) -> Hints:
        """With less of those that other documents answer."""
        tilted = [
            one if _answered_in(one, sources) else replace(one, score=ELSEWHERE * one.score)
            for one in self.alike
        ]
        return Hints.by(tilted)

    def passages(self) -> frozenset[str]:
        """The ids of the passages worth reading, however little they share with the question."""
        return frozenset(
            passage
            for (passage, _), score in self.by_statement.items()
            if score >= WORTH_READING * max(LIKE, self.alike[0].score)
        )


NO_HINTS = Hints()


def key_of(statement: Statement) -> Key:
    """A statement's place in the library."""
    return statement.passage.id, statement.index


def _answered_in(one: Likeness, sources: Set[Source]) -> bool:
    return any(passage.source in sources for passage, _ in one.expected.answers)


def _whole(passage: Passage, quote: str) -> str:
    """The quote with the rest of the clauses that it begins and ends in, and no more of a stop
    than it has."""
    clauses = clauses_with(passage.text, quote, opening="：:")
    return clauses if quote.endswith("。") else clauses.removesuffix("。")


def answering(expected: Expected) -> list[Statement]:
    """The statements that hold the quoted words, or a part of them."""
    return [
        statement
        for passage, quote in expected.answers
        for statement in statements(passage)
        if statement.shown in quote or quote in statement.text
    ]
