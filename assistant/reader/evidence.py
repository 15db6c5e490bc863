"""What may state the answer: the statements nearest to a question, read and ranked."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.reader.pieces import ASIDE
from assistant.reader.reader import Reading, StatementReader
from assistant.reader.statements import Statement, statements
from corpus.content_kinds import ContentKind, kinds_over
from index.hit import Hit

READ = 24  # statements read at most for one question: they hold the proof for .93, 16 for .88
HEADED = 0.2  # nearness that a heading of the part that is asked for adds
RANK = 18.0  # what retrieval's score (0..1) counts beside the reader's logit, for ranking
INTERCEPT, SLOPE = 1.2, 0.6  # from the reader's logit to log-odds (Platt 1999): calibrate.py
STATED = 0.5  # probability from which a statement is given as the answer


@dataclass(frozen=True)
class Candidate:
    """A statement that retrieval found; prior is how near it is (0..1)."""

    statement: Statement
    prior: float


@dataclass(frozen=True)
class Evidence:
    """A statement as read, with how near retrieval found it (prior, 0..1).

    adjusted is what typed checks add to it.
    """

    reading: Reading
    prior: float
    adjusted: float = 0.0

    @property
    def statement(self) -> Statement:
        """What was read."""
        return self.reading.statement

    @property
    def score(self) -> float:
        """For ranking: the reader's logit, what checks add, and how near retrieval found it."""
        return self.reading.logit + self.adjusted + RANK * self.prior

    @property
    def probability(self) -> float:
        """Calibrated, 0..1, that it states what is asked."""
        odds = INTERCEPT + SLOPE * (self.reading.logit + self.adjusted)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    def stands_with(self, other: Evidence) -> bool:
        """Whether both are under one heading of one document."""
        own, its = self.statement.passage, other.statement.passage
        return own.source.id == its.source.id and own.heading_path == its.heading_path


def nearest(
    first: Iterable[Hit],
    others: Iterable[Hit] = (),
    parts: Collection[ContentKind] = (),
    limit: int = READ,
) -> list[Candidate]:
    """The statements of the passages found that stand in or beside their best windows; one that
    several documents repeat word for word is taken once, of the others only if not of the first.
    Those under a heading of the parts of a policy that are asked for are nearer."""
    found: dict[str, Candidate] = {}
    for hits in (others, first):
        own: dict[str, Candidate] = {}
        for hit in hits:
            over = kinds_over(reversed(hit.passage.heading_path))
            headed = HEADED if any(kind in parts for kind in over) else 0.0
            for statement in statements(hit.passage):
                prior = _prior(statement, hit) + headed
                text = statement.text.strip()
                if text not in own or own[text].prior < prior:
                    own[text] = Candidate(statement, prior)
        found |= own
    return sorted(found.values(), key=lambda c: -c.prior)[:limit]


def read(
    reader: StatementReader, question: str, found: Sequence[Candidate], before: str = ""
) -> list[Evidence]:
    """The candidates with what the reader says of each, the likeliest first; before is what the
    question goes on from."""
    if not found:
        return []
    asked = f"{before}{ASIDE}{question}" if before else question
    readings = reader.read(asked, [c.statement for c in found])
    evidence = [Evidence(r, c.prior) for r, c in zip(readings, found, strict=True)]
    return sorted(evidence, key=lambda e: -e.score)


def _prior(statement: Statement, hit: Hit) -> float:
    """A quarter of the passage's score, the rest of the windows that the statement overlaps."""
    start, end = statement.start, statement.start + len(statement.text)
    shared = [(w.score, min(end, w.end) - max(start, w.start)) for w in hit.windows]
    inside = [(score, length) for score, length in shared if length > 0]
    total = sum(length for _, length in inside)
    near = sum(score * length for score, length in inside) / total if total else 0.0
    return 0.25 * hit.score + 0.75 * near
