"""Finding the evidence for one question: retrieved, read, and the likeliest meaning taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import prod

from assistant.reader.checks import Check, ranked
from assistant.reader.evidence import Candidate, Evidence, nearest, read
from assistant.reader.precedence import Precedence, alone, originals_first, rivals
from assistant.reader.reader import StatementReader
from assistant.understanding.follow_up import Meaning, meanings
from assistant.understanding.matter import matter
from assistant.understanding.question import Kind, Question, asks
from assistant.understanding.scope import in_scope, is_held, speaks_for
from corpus.divisions import Place, places_in, without_origins
from corpus.document import Source
from index.retriever import Retriever

PASSAGES = 20  # retrieved for one meaning
FIRST, EACH = 12, 6  # statements read first: of one question, of each of a message's several
FEW, CERTAIN = 4, 0.95  # of these the probability from which no more are read, save for a list
SURE = 0.7  # probability of the best of these from which the others are not read
DISTANT = 0.88  # cosine of the nearest passage below which a question may be off topic
ALIKE = 1.0  # logit behind a statement's with its question to which one answers alone
BESIDE_IT = -6.5  # logit of a statement below which a question by itself asks for other things
_ITEMS = 3  # of a list that together say whether it is stated


@dataclass(frozen=True)
class Finding:
    """What was found for one question, the likeliest evidence first.

    meaning is the reading of it that was taken; cosine is of the nearest passage; outside says
    that what was nearest is of another place or year than it names; rivals are statements of the
    several documents that it may ask about; lapsed is what only documents that hold no more state;
    back is what was read and stands back behind the evidence; versions are the older ones spoken of
    with their newest; other is the finding of the reading that was not taken; unread are the
    candidates that are not read yet, the nearest first.
    """

    question: Question
    meaning: Meaning
    evidence: tuple[Evidence, ...] = ()
    cosine: float | None = None
    places: tuple[Place, ...] = ()
    outside: bool = False
    rivals: tuple[Evidence, ...] = ()
    lapsed: tuple[Evidence, ...] = ()
    back: tuple[Evidence, ...] = ()
    versions: tuple[tuple[Source, Source], ...] = ()
    other: Finding | None = None
    unread: tuple[Candidate, ...] = ()

    @property
    def is_distant(self) -> bool:
        """Whether it may ask about other things than the library: only what is surely stated is
        told then, and no document is offered."""
        return self.cosine is not None and self.cosine < DISTANT

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
    """Over one index; legs says which legs of it are used, certain from which probability of one
    of the FEW nearest statements on no more are read."""

    retriever: Retriever
    reader: StatementReader
    legs: Sequence[str] = ("words", "vectors")
    certain: float = CERTAIN

    def find(
        self,
        text: str,
        before: Sequence[str],
        today: date,
        first: int = FIRST,
        places: Sequence[Place] = (),
    ) -> Finding:
        """What the nearest statements say to a question, given what the asker asked before it;
        places are those that the talk is about where the question names none."""
        return self._likeliest(
            [
                self._searched(text, meaning, today, first, tuple(places))
                for meaning in meanings(text, before)
            ]
        )

    def held(self, places: Sequence[Place]) -> list[Place]:
        """Those of some places that the library has documents of, or of a place around them."""
        return [place for place in places if speaks_for(self._order.sources, place)]

    def within(self, finding: Finding, places: Sequence[Place]) -> Finding:
        """What is found for the same reading of a question, were it asked of these places."""
        meaning, today = finding.meaning, finding.question.today
        return self._read_all(self._searched(meaning.text, meaning, today, FIRST, tuple(places)))

    def read_first(self, finding: Finding, count: int) -> Finding:
        """The finding, this many of its candidates read: fewer where one of the nearest is certain
        (the best of 12 in 99.8 % of 427 questions held out, three quarters read)."""
        near_by = self._read_all(finding, FEW)
        if near_by.probability >= self.certain and not finding.question.asks_list:
            return near_by
        return self._read_all(near_by, count - FEW)

    def read_on(self, finding: Finding) -> Finding:
        """The finding, all its candidates read unless one of the first surely states the answer."""
        findings = [finding, finding.other] if finding.other else [finding]
        if any(f.probability >= SURE for f in findings):
            return finding
        return self._likeliest([self._read_all(f) for f in findings])

    def _asked_of(self, text: str) -> tuple[Place, ...]:
        """The places named; where somebody comes from only if the library has documents of it."""
        at = places_in(without_origins(text))
        return tuple(p for p in places_in(text) if p in at or self.held([p]))

    def _read_all(self, finding: Finding, count: int | None = None) -> Finding:
        """The finding, this many more of its candidates read; all without a count."""
        unread = finding.unread
        found = self.read(finding.question, finding.meaning, unread[:count])
        left = unread[count:] if count is not None else ()
        read = ranked((*finding.evidence, *finding.back, *found))
        return self._weighed(replace(finding, other=None, unread=left), read)

    def _likeliest(self, findings: Sequence[Finding]) -> Finding:
        """The finding of the reading that makes most sense, with the other one; where it goes on
        from nothing, with the documents that it may as well ask about."""
        best, *others = sorted(findings, key=lambda f: -f.sense)
        if others and best.meaning.before and self._strays(best, others[0]):
            best, *others = *others, best
        other = others[0] if others else None
        if best.meaning.before or best.is_distant:
            return replace(best, other=other)
        open_to = rivals(best.question.text, best.evidence, self.retriever.spelling.known)
        return replace(best, rivals=open_to, other=other)

    def _strays(self, joined: Finding, alone: Finding) -> bool:
        """Whether a question does not go on from what was asked before it: it names a matter that
        the library does not know and is far from it, or its best statement answers that one."""
        about, known = matter(alone.meaning.text), self.retriever.spelling.known
        foreign = alone.is_distant and about and not any(known.get(pair) for pair in about)
        return bool(foreign and joined.meaning.bonus <= 0) or self._answers_before(joined)

    def _answers_before(self, finding: Finding) -> bool:
        """Whether its best statement answers what was asked before it, not the question."""
        if not finding.evidence or not asks(finding.meaning.before):
            return False
        best = finding.evidence[0]
        texts = (finding.meaning.before, finding.meaning.text)
        (said,), (own,) = (self.reader.read(text, [best.statement]) for text in texts)
        return said.logit > best.reading.logit - ALIKE and own.logit < BESIDE_IT

    def _searched(
        self, text: str, meaning: Meaning, today: date, first: int, of: tuple[Place, ...]
    ) -> Finding:
        question = Question(text, today)
        if meaning.before and question.kinds == {Kind.WHAT}:
            question = Question(meaning.standalone, today)  # it asks what was asked before
        named = self._asked_of(meaning.standalone)
        places = named or of
        wanted = [place.name for place in places if not named]
        hits = self.retriever.search(" ".join((*wanted, meaning.query)), PASSAGES, legs=self.legs)
        allowed = [hit for hit in hits if in_scope(hit.passage, question, places)]
        asked = Question(meaning.standalone, today)
        first_hits = [h for h in allowed if not self._order.is_second(h.passage.source, asked)]
        others = [hit for hit in allowed if hit not in first_hits]
        candidates = nearest(first_hits, others, question.parts)
        near = [hit.vectors for hit in hits if hit.vectors is not None]
        outside = bool(hits) and (not allowed or hits[0] is not allowed[0])
        outside = outside and not is_held(self._order.sources, question, places)
        finding = Finding(
            question=question,
            meaning=meaning,
            cosine=max(near, default=None),
            places=places,
            outside=outside,
            unread=tuple(candidates),
        )
        return self.read_first(finding, first)

    def _weighed(self, finding: Finding, found: Sequence[Evidence]) -> Finding:
        """The finding with all that is read of it: what may answer, and what stands back."""
        asked = Question(finding.meaning.standalone, finding.question.today)
        over = [e for e in found if self._order.lapsed(e.statement.passage.source, asked)]
        rest = [e for e in found if e not in over]
        standing = self._order.standing(rest, asked, finding.places)
        lapsed = alone(over, standing)
        told = originals_first(lapsed or standing)
        return replace(
            finding,
            evidence=tuple(told),
            lapsed=tuple(lapsed),
            back=tuple(e for e in found if e not in told),
            versions=self._order.versions(found),
        )

    @cached_property
    def _order(self) -> Precedence:
        return Precedence(list({p.source.id: p.source for p in self.retriever.passages}.values()))

    def read(
        self, question: Question, meaning: Meaning, found: Sequence[Candidate]
    ) -> list[Evidence]:
        """The candidates as evidence, each checked for the kind of thing that is asked."""
        return Check(question).of(read(self.reader, meaning.text, found, meaning.before))
