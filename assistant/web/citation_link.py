"""A citation as a link: passage id and quoted spans travel in the link itself.

A link therefore stays right however many turns follow, after a restart, and behind several
workers. Whatever comes back from the net is checked against the passages that are held.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer import Citation
from corpus.passage import Passage

Span = tuple[int, int]
Kept = Callable[[str, str], Passage | None]
"""Finds a passage by its id and the beginning of its digest among those that were held once."""

_MAX_REFERENCE = 4000
_DIGEST_CHARS = 8


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage that is held, and the parts of it that a reader should see highlighted."""

    passage: Passage
    spans: tuple[Span, ...] = ()
    changed: bool = False  # the document was updated after the answer was given
    past: bool = False  # this is the text of then, which is not held any more


def reference(citation: Citation) -> str:
    """The URL-safe form of a citation: id, digest and the spans of its quotes."""
    passage = citation.passage
    spans = quoted_spans(passage.text, citation.quotes)
    fields = [passage.id, passage.digest[:_DIGEST_CHARS], *(at for span in spans for at in span)]
    raw = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def resolve(
    reference: str, by_id: Mapping[str, Passage], kept: Kept = lambda *_: None
) -> CitedPassage | None:
    """The passage a reference names, as it was when it was cited where that is kept; None for
    anything that is not a reference to one held or kept."""
    fields = _fields(reference)
    if len(fields) < 2 or not isinstance(fields[0], str) or not isinstance(fields[1], str):
        return None
    passage = by_id.get(fields[0])
    if passage is None or fields[1] != passage.digest[:_DIGEST_CHARS]:
        past = kept(fields[0], fields[1]) if len(fields[1]) == _DIGEST_CHARS else None
        if past is not None:
            return CitedPassage(past, _spans(fields[2:], len(past.text)), past=True)
        return CitedPassage(passage, changed=True) if passage else None
    return CitedPassage(passage, _spans(fields[2:], len(passage.text)))


def quoted_spans(text: str, quotes: Sequence[str]) -> tuple[Span, ...]:
    """Where the quotes stand in a text: in order, merged where they touch."""
    found = sorted(
        (text.find(quote), text.find(quote) + len(quote))
        for quote in (quote.strip() for quote in quotes)
        if quote and quote in text
    )
    merged: list[Span] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _fields(reference: str) -> list[object]:
    if not 0 < len(reference) <= _MAX_REFERENCE:
        return []
    try:
        padded = reference.encode("ascii") + b"=" * (-len(reference) % 4)
        fields = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):  # ValueError: not ASCII, UTF-8 or JSON
        return []
    return fields if isinstance(fields, list) else []


def _spans(numbers: Sequence[object], length: int) -> tuple[Span, ...]:
    """Ascending pairs inside the text, or none at all."""
    whole = [n for n in numbers if isinstance(n, int) and not isinstance(n, bool)]
    ascending = all(a < b for a, b in pairwise(whole))
    if len(whole) != len(numbers) or len(whole) % 2 or not ascending:
        return ()
    if whole and (whole[0] < 0 or whole[-1] > length):
        return ()
    return tuple(zip(whole[::2], whole[1::2], strict=True))
