"""A short answer: the best statement, and what the next ones add of the question to it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composing.line import SHORT_BUDGET, Line, line_of
from assistant.composing.narrowing import met
from assistant.finding.evidence import Evidence
from assistant.finding.expected import NO_HINTS, Hints
from assistant.finding.statement import Statement
from assistant.judging.levels import LEVEL
from assistant.reading.concepts import Concept

TIED = 0.95  # of the best score: as good an answer
GAIN = 0.15  # of the question's weight: what a second statement must add
MORE_OWN = 0.25  # the same, said in its own words where the best statement's surroundings say it
TELLING = 0.19  # the same, from which a statement nearly as good goes before the best
CLOSE = 0.93  # of the best score: nearly as good
NEAR = 0.8  # of the best score: statements this good join a short answer
OF_LEVEL = 0.8  # the same, for what is told of the level that the asker names
LIKER = 0.92  # of the likeness of the likest question: what is less like gives way to it
STORY = 6  # statements looked at for what a story tells
TOLD = 0.4  # likeness from which a question tells which of two statements is asked for


def short_lines(
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    hints: Hints = NO_HINTS,
    named: bool = True,
) -> list[Line]:
    """The best statement; alone where a question much like this one is known to need no more,
    else with the next ones that add of the question to it and to what stands around it, or that
    the same document has and nothing tells from it. What stands around tells nothing where the
    message itself names nothing (named)."""
    best = _first(concepts, evidence, hints)
    if hints.alone(best.statement) or hints.mostly_alone(best.statement):
        return [line_of(best.statement)]
    chosen = [best]
    told = around(best.statement) if named else best.statement.text
    length = len(best.statement.text)
    others = (e for e in evidence[:6] if e is not best and not e.statement.is_intro)
    for other in others:  # what only announces a list adds nothing to one of it
        text = other.statement.text
        near = other.score >= NEAR * evidence[0].score
        more = _gain(concepts, told, text) >= GAIN * _total(concepts)
        adds = near and (more or _says_more(best, other, hints))
        tied = other.score >= TIED * evidence[0].score and _rivals(best, other, hints)
        rivals = tied and not (named and _leaves_out(concepts, best, other))
        if (adds or rivals) and length + len(text) <= SHORT_BUDGET:
            chosen.append(other)
            told += text
            length += len(text)
    return [line_of(e.statement) for e in chosen]


def with_rest_of_case(
    lines: list[Line],
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    hints: Hints,
    named: bool,
) -> list[Line]:
    """The same, with what is told of the rest of a case, measured by those of its words that
    anything found has: the others only tell the story."""
    missing = [set(e.missing) for e in evidence[:STORY]]
    bearing = [c for c in concepts if not all(c in lost for lost in missing)]
    told = short_lines(bearing or concepts, evidence, hints, named)
    return told if {line.quote for line in lines} <= {line.quote for line in told} else lines


def _says_more(best: Evidence, other: Evidence, hints: Hints) -> bool:
    """Whether it says in its own words what the surroundings of the best say, where no question
    tells that the best answers."""
    return other.own >= best.own + MORE_OWN and hints.likeness(best.statement) < TOLD


def _rivals(best: Evidence, other: Evidence, hints: Hints) -> bool:
    """Whether a statement of the same document, as good, may as well be what is asked for."""
    same_source = other.statement.passage.source == best.statement.passage.source
    known = hints.alone(best.statement, LIKER) or hints.guides(best.statement, other.statement)
    return same_source and not known


def _leaves_out(concepts: Sequence[Concept], best: Evidence, other: Evidence) -> bool:
    """Whether another statement does not speak to what of the question the best one has."""
    lost = _gain(concepts, around(other.statement), around(best.statement))
    return lost >= GAIN * _total(concepts)


def _first(concepts: Sequence[Concept], evidence: Sequence[Evidence], hints: Hints) -> Evidence:
    """Of statements as good as the best, the one that speaks to what of the question it leaves
    out: a rule for "市级" before the rule for all, where 市级 is asked about; else the one known
    to answer a question liker to this one."""
    best = evidence[0]
    said = met(concepts, around(best.statement))
    for other in evidence[1:6]:
        more = met(concepts, around(other.statement)) - said
        own_level = _of_named_level(concepts, best, other)
        close = other.score >= (OF_LEVEL if own_level else CLOSE) * best.score
        known = hints.guides(best.statement, other.statement) and not own_level
        telling = more > 0 if own_level else more >= TELLING * _total(concepts)
        if close and telling and not known:
            return other
    likest = max(
        (e for e in evidence[:6] if e.score >= CLOSE * best.score),
        key=lambda e: hints.likeness(e.statement),
    )
    likeness = hints.likeness(likest.statement)
    told = likeness >= TOLD and hints.likeness(best.statement) < LIKER * likeness
    return likest if told and not _leaves_out(concepts, best, likest) else best


def _of_named_level(concepts: Sequence[Concept], best: Evidence, other: Evidence) -> bool:
    """Whether the other tells of a level that is named ("市级") and the best one does not: what
    holds for one's own level goes before what holds for all."""
    named = [c for c in concepts if any(map(LEVEL.fullmatch, c.forms))]
    told = around(best.statement)
    return any(c.match(other.statement.text) > c.match(told) for c in named)


def _total(concepts: Sequence[Concept]) -> float:
    return sum(c.weight for c in concepts) or 1.0


def around(statement: Statement) -> str:
    """A statement with its lead, its headings and its title."""
    passage = statement.passage
    return " ".join((statement.lead, statement.text, passage.headed, *passage.source.topics))


def _gain(concepts: Sequence[Concept], told: str, text: str) -> float:
    return met(concepts, f"{told} {text}") - met(concepts, told)
