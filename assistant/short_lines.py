"""A short answer: the best statement, and what the next ones add of the question to it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.concepts import Concept
from assistant.evidence import Evidence
from assistant.line import SHORT_BUDGET, Line, line_of
from assistant.narrowing import met
from assistant.statement import Statement

TIED = 0.95  # of the best score: as good an answer
GAIN = 0.15  # of the question's weight: what a second statement must add
MORE_OWN = 0.25  # the same, said in its own words where the best statement's surroundings say it
TELLING = 0.19  # the same, from which a statement as good goes before the best
NEAR = 0.8  # of the best score: statements this good join a short answer


def short_lines(
    concepts: Sequence[Concept], evidence: Sequence[Evidence], named: bool = True
) -> list[Line]:
    """The best statement, and the next ones only for what they add of the question to it and to
    what stands around it, or where the same document answers as well with another. What stands
    around tells nothing where the message itself names nothing."""
    total = sum(c.weight for c in concepts) or 1.0
    best = _fullest(concepts, evidence, total)
    chosen = [best]
    told = _around(best.statement) if named else best.statement.text
    length = len(best.statement.text)
    for other in (e for e in evidence[:6] if e is not best):
        text = other.statement.text
        gain = _gain(concepts, told, text) / total
        same_source = other.statement.passage.source == best.statement.passage.source
        tied = other.score >= TIED * evidence[0].score and same_source
        adds = other.score >= NEAR * evidence[0].score and (
            gain >= GAIN or other.own >= best.own + MORE_OWN
        )
        if (tied or adds) and length + len(text) <= SHORT_BUDGET:
            chosen.append(other)
            told += text
            length += len(text)
    return [line_of(e.statement) for e in chosen]


def _fullest(concepts: Sequence[Concept], evidence: Sequence[Evidence], total: float) -> Evidence:
    """Of statements as good as the best, the one that speaks to what of the question it leaves
    out: a rule for "市级" before the rule for all, where 市级 is asked about."""
    best = evidence[0]
    said = met(concepts, _around(best.statement))
    for other in evidence[1:6]:
        more = (met(concepts, _around(other.statement)) - said) / total
        if other.score >= TIED * best.score and more >= TELLING:
            return other
    return best


def _around(statement: Statement) -> str:
    """A statement with its lead, its headings and its title."""
    source = statement.passage.source
    headed = (*statement.passage.heading_path, source.title, *source.topics)
    return " ".join((statement.lead, statement.text, *headed))


def _gain(concepts: Sequence[Concept], told: str, text: str) -> float:
    return met(concepts, f"{told} {text}") - met(concepts, told)
