"""Numbers for the citations of one card, each a link that opens its paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assistant.answer import Citation
from assistant.web.citation_link import reference


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
        place = " › ".join(filter(None, (*passage.heading_path, _item(passage.ordinal))))
        where = f"《{passage.source.title}》{place}"
        return CitedMark(number, reference(citation), first, where)


def _item(ordinal: str) -> str:
    return f"第{ordinal}项" if ordinal.isdigit() else ""
