"""Finding the evidence for one question: retrieved, read, and the likeliest meaning taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import prod

from assistant.reader.checks import Check
from assistant.reader.evidence import Candidate, Evidence, nearest, read
from assistant.reader.precedence import Precedence, alone
from assistant.reader.reader import StatementReader
from assistant.understanding.follow_up import Meaning, meanings
from assistant.understanding.question import Kind, Question
from assistant.understanding.scope import in_scope, is_held
from corpus.divisions import Place, places_in
from corpus.document import Source
from index.retriever import Retriever

PASSAGES = 20  # retrieved for one meaning
_ITEMS = 3  # of a list that together say whether it is stated


@dataclass(frozen=True)
class Finding:
    """What was found for one question, the likeliest evidence first.

    meaning is the reading of it that was taken; cosine is of the nearest passage; outside says
    that what was nearest is of another place or year than it names; lapsed is what only documents
    that hold no more state; versions are the older ones spoken of with their newest; other is
    the finding of the reading that was not taken.
    """

    question: Question
    meaning: Meaning
    evidence: tuple[Evidence, ...] = ()
    cosine: float | None = None
    places: tuple[Place, ...] = ()
    outside: bool = False
    lapsed: tuple[Evidence, ...] = ()
    versions: tuple[tuple[Source, Source], ...] = ()
    other: Finding | None = None

    @property
    def probability(self) -> float:
        """That what is asked is stated: by the best evidence, or, where a list is asked for, by
        any of the items that stand with it; 0 where there is none."""
        if not self.evidence:
            return 0.0
        best = self.evidence[0]
        group = [e for e in self.evidence if e.stands_with(best)] if self.question.asks_list else []
        missed = prod(1 - e.probability for e in group[:_ITEMS] or [best])
        return 1 - missed

    @property
    def likeliness(self) -> float:
        """Of its best evidence, for choosing among statements of both readings of one question."""
        best = self.evidence[0].score if self.evidence else -20.0
        return best + self.meaning.bonus

    @property
    def sense(self) -> float:
        """For choosing among readings of one question: retrieval's scores of two queries do not
        compare, so the reader's logit alone."""
        logits = (e.reading.logit + e.adjusted for e in self.evidence)
        return max(logits, default=-20.0) + self.meaning.bonus


@dataclass(frozen=True)
class Finder:
    """Over one index; legs says which legs of it are used."""

    retriever: Retriever
    reader: StatementReader
    legs: Sequence[str] = ("words", "vectors")

    def find(self, text: str, before: Sequence[str], today: date) -> Finding:
        """What states the answer to a question, given what the asker asked before it."""
        findings = [self._read(text, meaning, today) for meaning in meanings(text, before)]
        best, *others = sorted(findings, key=lambda f: -f.sense)
        return replace(best, other=others[0] if others else None)

    def _read(self, text: str, meaning: Meaning, today: date) -> Finding:
        question = Question(text, today)
        if meaning.before and question.kinds == {Kind.WHAT}:
            question = Question(meaning.standalone, today)  # it asks what was asked before
        places = places_in(meaning.standalone)
        hits = self.retriever.search(meaning.standalone, PASSAGES, legs=self.legs)
        allowed = [hit for hit in hits if in_scope(hit.passage, question, places)]
        order, asked = self._precedence, Question(meaning.standalone, today)
        first = [hit for hit in allowed if not order.is_second(hit.passage.source, asked)]
        others = [hit for hit in allowed if hit not in first]
        found = self.read(question, meaning, nearest(first, others))
        over = [e for e in found if order.lapsed(e.statement.passage.source, asked)]
        standing = order.standing([e for e in found if e not in over], asked, places)
        near = [hit.vectors for hit in hits if hit.vectors is not None]
        outside = bool(hits) and (not allowed or hits[0] is not allowed[0])
        outside = outside and not is_held(order.sources, question, places)
        return Finding(
            question,
            meaning,
            tuple(standing),
            max(near, default=None),
            places,
            outside,
            lapsed=tuple(alone(over, standing)),
            versions=order.versions(found),
        )

    @cached_property
    def _precedence(self) -> Precedence:
        return Precedence(list({p.source.id: p.source for p in self.retriever.passages}.values()))

    def read(
        self, question: Question, meaning: Meaning, found: Sequence[Candidate]
    ) -> list[Evidence]:
        """The candidates as evidence, each checked for the kind of thing that is asked."""
        return Check(question).of(read(self.reader, meaning.text, found, meaning.before))
