"""What national, provincial and local rules say beside each other on one thing."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.composing.line import Line
from assistant.composing.trimming import pairs, trimmed
from assistant.reader.finder import Finding
from corpus.divisions import Place, place_of

_SURE = 0.8  # probability that a rule of another level states what is asked
_NEAR = 1.0  # logit behind the best one's to which it is on the same thing
_SAME = 0.7  # share of character pairs from which it says the same
_LEVELS = 2  # further levels told at most


def of_other_levels(finding: Finding, told: Sequence[Line]) -> list[Line]:
    """The best statement of each other level above or below the one told, where it differs."""
    own = place_of(told[0].passage.source)
    if own is None or finding.question.asks_list:
        return []
    least = finding.evidence[0].reading.logit - _NEAR
    seen: dict[Place, Line] = {}
    for e in finding.evidence[1:]:
        place = place_of(e.statement.passage.source)
        near = e.probability >= _SURE and e.reading.logit >= least
        if near and place and place != own and place.related(own) and place not in seen:
            line = trimmed(e, asked=finding.question)
            if not any(_same(line.text, other.text) for other in told):
                seen[place] = line
    return list(seen.values())[:_LEVELS]


def _same(text: str, other: str) -> bool:
    mine, its = pairs(text), pairs(other)
    return len(mine & its) >= _SAME * max(len(mine | its), 1)
