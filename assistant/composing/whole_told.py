"""A value of the whole where its parts have values too: "科小，满分多少" is told by what sums up
the section, and by none of its items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.finding.evidence import Evidence
from assistant.judging.subject import WHOLE
from assistant.reading.concepts import Concept
from assistant.reading.question import Question

TIED = 0.93  # of the best score: as good an answer
NEAR = 0.85  # of the best score: what sums up
FEW = 3  # parts that answer alike: none of them is meant
_NAME = re.compile(r"指标|满分|不超过|不低于|[：，。]")


def of_whole(
    question: Question, concepts: Sequence[Concept], stated: Sequence[Evidence]
) -> Evidence | None:
    """What sums up a section of which several items answer alike, where none is named; None where
    there is none such."""
    here = [e for e in stated if _headed(e) == _headed(stated[0])]
    items = [e for e in here if e.statement.passage.ordinal.isdigit()]
    tied = [e for e in items if e.score >= TIED * stated[0].score]
    own = [c for c in concepts if c.said in question.text]
    named = any(c.match(_name(e)) >= WHOLE for e in tied for c in own)
    if question.plural or question.amounts or named or len(tied) < FEW:
        return None
    sums_up = (e for e in here if e not in items and e.score >= NEAR * stated[0].score)
    return next(sums_up, None)


def _headed(evidence: Evidence) -> tuple[str, tuple[str, ...]]:
    passage = evidence.statement.passage
    return passage.source.id, passage.heading_path


def _name(evidence: Evidence) -> str:
    """What an item is about, by the words that it opens with."""
    return _NAME.split(evidence.statement.shown, maxsplit=1)[0]
