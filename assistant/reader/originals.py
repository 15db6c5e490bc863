"""Of two documents that state the same, the one whose own words they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reader.calibration import STATED
from assistant.reader.evidence import Evidence
from corpus.document import Kind, Source
from index.tokenizer import char_tokens

REPEATED = 0.8  # share of a statement's pairs from which another repeats it
_NAMED = 6  # characters of a title from which its being said names the document


def originals_first(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, led by the statement that the best one repeats from a full text, where it is
    of a digest, or from a document that it names."""
    if not evidence:
        return []
    best = evidence[0]
    said = _pairs(best)
    for e in evidence[1:]:
        if e.probability < STATED or not _is_from(best, e.statement.passage.source):
            continue
        own = _pairs(e)
        if own and len(own & said) >= REPEATED * len(own):
            first = replace(e, prior=max(e.prior, best.prior))  # it is as near: the same words
            return [first, *(other for other in evidence if other is not e)]
    return list(evidence)


def _is_from(best: Evidence, source: Source) -> bool:
    passage = best.statement.passage
    if source.id == passage.source.id:
        return False
    title = source.title.strip("《》")
    digest = passage.source.kind is Kind.DIGEST and source.kind is Kind.FULL_TEXT
    return digest or (len(title) >= _NAMED and title in best.statement.text)


def _pairs(evidence: Evidence) -> set[str]:
    return {token for token in char_tokens(evidence.statement.text) if len(token) > 1}
