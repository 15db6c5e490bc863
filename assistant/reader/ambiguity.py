"""Whether a question leaves open which of several documents it asks about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.reader.calibration import STATED
from assistant.reader.evidence import Evidence
from assistant.understanding.matter import matter

_DOCUMENTS = 3  # that state something of what is asked, from which none of them is meant
_NEAR = 3.0  # logit behind the likeliest to which they count, where the question has own words


def rivals(
    text: str, evidence: Sequence[Evidence], known: Mapping[str, int]
) -> tuple[Evidence, ...]:
    """The best statement of each document where several state something of what is asked, and the
    question names no matter that the library knows; () where one document is meant.

    known is each pair of characters that the library's text has.
    """
    about = matter(text)
    if not evidence or any(known.get(pair) for pair in about):
        return ()
    likeliest = max(e.reading.logit for e in evidence)
    least = likeliest - _NEAR if about else -float("inf")
    stated: dict[str, Evidence] = {}
    for e in evidence:
        if e.probability >= STATED and e.reading.logit >= least:
            stated.setdefault(e.statement.passage.source.id, e)
    return tuple(stated.values()) if len(stated) >= _DOCUMENTS else ()
