"""On the edge of two scoring bands: what the section says of such values."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.composing.bands import band, on_edge
from assistant.composing.counted_list import Neighbours
from assistant.composing.line import Line, unmarked
from assistant.finding.statement import Statement
from assistant.reading.concepts import pairs
from assistant.reading.question import Question
from corpus.figures import Figure, Measure
from corpus.passage import Passage

# "各档边界值按高分档计", "各档均含下限"
_RULE = re.compile(
    r"[^，,。；;：]*(?:各|每)(?:个|一)?档[^，,。；;：]*(?:边界|临界|含[上下]限)[^，,。；;：]*"
)
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_TO_BEST = re.compile(r"高[分档]")


def band_lines(
    found: Statement, question: Question, held: Mapping[str, float], section: Neighbours
) -> list[Line]:
    """The band that holds what the asker has, and the rule by which it does where the value is
    on its edge; [] where the statement is no such table. section as in extract."""
    amounts = _of_table(question, found.text)
    rule = _rule(found.passage, section) if on_edge(found.text, amounts) else None
    to_best = rule is not None and bool(_TO_BEST.search(rule.quote))
    told = band(found.text, amounts, held, to_best=to_best)
    if not told:
        return []
    line = Line(unmarked(told), found.passage, told.partition("：")[2] or told)
    return [line, rule] if rule else [line]


def _of_table(question: Question, table: str) -> list[Figure]:
    """The amounts that a table can be for; of several the one that is told with most of the words
    that stand before its bands, none where none is."""
    amounts = [a for a in question.amounts if a.measure is not Measure.SCORE]
    if len(amounts) < 2:
        return amounts
    lead = _pairs(table.partition("：")[0])
    begins = [0, *(a.end for a in amounts)]
    told = [question.text[n : a.start] for n, a in zip(begins, amounts, strict=False)]
    shared = [len(_pairs(text) & lead) for text in told]
    return [a for a, n in zip(amounts, shared, strict=True) if n and n == max(shared)]


def _pairs(text: str) -> set[str]:
    return {pair for pair in pairs(text) if _HAN.fullmatch(pair)}


def _rule(passage: Passage, section: Neighbours) -> Line | None:
    """What the section says of all its tables alike."""
    for other in section(passage):
        if rule := _RULE.search(other.text):
            return Line(unmarked(rule[0]), other, rule[0])
    return None
