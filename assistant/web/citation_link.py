"""A citation as a link, and numbers for those of one card; id and spans travel in the link.

A link therefore stays right however many turns follow, after a restart, and behind several
workers. Whatever comes back from the net is checked against the passages that are held.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answer import Citation
from assistant.web.link_text import from_link, in_link
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
    return in_link(json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode())


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


@dataclass(frozen=True, slots=True)
class CitedMark:
    """One number as a link; the first of a number carries the reference, later ones repeat it."""

    number: int
    reference: str
    first: bool
    where: str


class CitedMarks:
    """Gives a paragraph the same number wherever the card cites it with the same quotes."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []
        self._numbers: dict[tuple[str, tuple[str, ...]], int] = {}

    def of(self, citations: Iterable[Citation]) -> tuple[CitedMark, ...]:
        """The links of one line."""
        return tuple(map(self._mark, citations))

    def _mark(self, citation: Citation) -> CitedMark:
        key = (citation.passage.id, citation.quotes)
        first = key not in self._numbers
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        if first:
            self.citations.append(replace(citation, number=number))
        passage = citation.passage
        numbered = [f"第{passage.ordinal}项"] if passage.ordinal.isdigit() else []
        place = " › ".join((*passage.heading_path, *numbered))
        where = f"《{passage.source.title}》{place}"
        return CitedMark(number, reference(citation), first, where)


def _fields(reference: str) -> list[object]:
    if not 0 < len(reference) <= _MAX_REFERENCE:
        return []
    try:
        fields = json.loads(from_link(reference))
    except (ValueError, RecursionError):  # ValueError: not ASCII, UTF-8 or JSON
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
