"""The part of a score that bars by itself: the band of its table that gives so little."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.composing.bands import band
from assistant.composing.citations import CitationList
from assistant.composing.line import unmarked
from assistant.self_test.judged import Judged
from corpus.figures import Measure, figures
from corpus.programme_rules import Condition, ScoreAtLeast


def low_parts(judged: Judged, condition: Condition, marks: CitationList) -> Iterator[str]:
    """ "得分：10%以下0分。" of each part whose points are too few, whatever the total is."""
    predicate = condition.predicate
    if not isinstance(predicate, ScoreAtLeast):
        return
    cards = (card for card in judged.assessment.scores if card.table == predicate.table)
    for part in (part for card in cards for part in card.parts):
        if part.high >= predicate.min_parts.get(part.id, 0):
            continue
        shares = [f for f in figures(part.working) if f.measure is Measure.PERCENT]
        passage = part.citations[0].passage
        if told := band(passage.text, shares[-1:]):
            quote = told.partition("：")[2] or told
            yield f"- 得分：{unmarked(quote)}。{marks.mark(passage, quote)}"
