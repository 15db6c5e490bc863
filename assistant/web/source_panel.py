"""The source beside the answer, and whole documents, as escaped HTML."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest
from typing import Literal

from assistant.pipeline import Assistant
from assistant.web.citation_link import CitedPassage, Kept, Span, resolve
from assistant.web.html_templates import render
from assistant.web.link_text import document_key, source_id
from assistant.web.related import related
from corpus.document import Source
from corpus.passage import Passage

Piece = tuple[Literal["", "lead", "quote"], str]
"""A stretch of text: plain, the heading that leads it, or quoted in the answer."""

_CARD = -1  # the place of a document's card: before its first passage
_TOP_HEADING = 3
_LOWEST_HEADING = 6


class SourcePanel:
    """Renders what the assistant holds. Every argument may come from the net."""

    def __init__(self, assistant: Assistant, today: date, kept: Kept = lambda *_: None) -> None:
        """kept finds the text of citations whose document has changed since."""
        self._library = assistant.library
        self._by_id = assistant.by_id
        self._kept = kept
        self._today = today
        self._sources = {source.id: source for source in assistant.sources}
        self._passages: dict[str, list[Passage]] = {id: [] for id in self._sources}
        for passage in assistant.passages:
            self._passages.setdefault(passage.source.id, []).append(passage)
        self._places = {
            passage.id: at
            for passages in self._passages.values()
            for at, passage in enumerate(passages)
        }

    def passage(self, reference: str) -> str | None:
        """The cited paragraph with its neighbours; None for an unknown reference."""
        cited = resolve(reference, self._by_id, self._kept)
        if cited is None:
            return None
        passage = cited.passage
        siblings = [] if cited.past else self._passages.get(passage.source.id, [])
        at = self._places.get(passage.id, _CARD)
        return render(
            "passage.html",
            source=passage.source,
            status=passage.source.status_on(self._today),
            related=related(self._library, passage.source.id),
            today=self._today,
            passage=passage,
            pieces=pieces(passage, cited.spans),
            changed=cited.changed,
            past=cited.past,
            gone=passage.source.id not in self._sources,
            before=siblings[at - 1] if siblings and at > 0 else None,
            after=siblings[at + 1] if at + 1 < len(siblings) else None,
        )

    def document_of(self, reference: str) -> str | None:
        """The whole document of a cited passage, with the passage marked."""
        cited = resolve(reference, self._by_id)
        return self._document(cited.passage.source, cited) if cited else None

    def document(self, key: str) -> str | None:
        """A whole document by its key (see document_key)."""
        source = self._sources.get(source_id(key))
        return self._document(source, None) if source else None

    def library(self) -> str:
        """The table of the documents held."""
        rows = [
            (source, document_key(source.id), len(self._passages[source.id]))
            for source in self._sources.values()
        ]
        return render("library.html", rows=rows, today=self._today)

    def _document(self, source: Source, cited: CitedPassage | None) -> str:
        return render(
            "document.html",
            source=source,
            status=source.status_on(self._today),
            related=related(self._library, source.id),
            today=self._today,
            parts=list(_parts(self._with_card(source, cited), cited)),
        )

    def _with_card(self, source: Source, cited: CitedPassage | None) -> Sequence[Passage]:
        """The passages of a document; its card before them where that is what is cited."""
        passages = self._passages.get(source.id, [])
        cards = [cited.passage] if cited and cited.passage.id not in self._places else []
        return [*cards, *passages]


def pieces(passage: Passage, spans: Sequence[Span] = ()) -> tuple[Piece, ...]:
    """The text of a passage cut at its leading heading and its quoted spans."""
    text = passage.text
    heading = passage.heading_path[-1] if passage.heading_path else ""
    at = len(heading) if heading and text.startswith(heading) else 0
    if spans and spans[0][0] < at:
        at = 0
    cut: list[Piece] = [("lead", text[:at])]
    for start, end in spans:
        cut += [("", text[at:start]), ("quote", text[start:end])]
        at = end
    cut.append(("", text[at:]))
    return tuple(piece for piece in cut if piece[1])


def _parts(
    passages: Sequence[Passage], cited: CitedPassage | None
) -> Iterator[tuple[tuple[tuple[int, str], ...], tuple[Piece, ...], bool]]:
    """Of each passage the headings that open before it, its text, and whether it is cited."""
    before: tuple[str, ...] = ()
    for passage in passages:
        here = cited is not None and passage.id == cited.passage.id
        spans = cited.spans if cited is not None and here else ()
        yield _new_headings(before, passage), pieces(passage, spans), here
        before = passage.heading_path


def _new_headings(before: tuple[str, ...], passage: Passage) -> tuple[tuple[int, str], ...]:
    """Headings that change before a passage and are not already the start of its text."""
    path = passage.heading_path
    same = 0
    for old, new in zip_longest(before, path):
        if old != new or old is None:
            break
        same += 1
    return tuple(
        (min(_TOP_HEADING + depth, _LOWEST_HEADING), heading)
        for depth, heading in enumerate(path)
        if depth >= same and not passage.text.startswith(heading)
    )
