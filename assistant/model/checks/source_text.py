"""A passage as verification reads it: sentences and clauses with their quantities and dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.model.checks.dates import StatedDate, dates
from assistant.model.checks.quantities import quantities
from assistant.model.checks.quantity import Quantity
from assistant.model.checks.wording import fold
from corpus.passage import Passage

_SENTENCE = re.compile(r"[^。！？!?;；\n]+[。！？!?;；\n]*")
_CLAUSE = re.compile(r"[^,，。！？!?;；:：\n]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause or sentence of a folded text, with its offset."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset after it."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class SourceText:
    """One source, folded. around is what else identifies it: headings, title, number, dates."""

    passage: Passage
    text: str
    around: str
    sentences: tuple[Piece, ...]
    clauses: tuple[Piece, ...]
    quantities: tuple[Quantity, ...]
    dates: tuple[StatedDate, ...]
    around_quantities: tuple[Quantity, ...]
    around_dates: tuple[StatedDate, ...]
    headed_dates: tuple[StatedDate, ...]
    """Those of the title and the headings alone, without the days of issue and effect."""
    headings: str
    body: str
    """Text and headings, without the card."""
    everything: str
    """Text and surroundings in one."""

    def sentence_at(self, offset: int) -> str:
        """The sentence that holds an offset of the text."""
        return next((p.text for p in self.sentences if p.start <= offset < p.end), self.text)

    def clause_at(self, offset: int) -> Piece:
        """The clause that holds an offset of the text."""
        whole = Piece(self.text, 0)
        return next((p for p in self.clauses if p.start <= offset < p.end), whole)


def segment(text: str, clause: Piece, quantity: Quantity, listed: Sequence[Quantity]) -> str:
    """The part of a clause that speaks of one figure: cut at "、" where it has several."""
    within = [q for q in listed if clause.start <= q.start < clause.end]
    if len(within) < 2:
        return clause.text
    start = max((q.end for q in within if q.end <= quantity.start), default=clause.start)
    end = min((q.start for q in within if q.start >= quantity.end), default=clause.end)
    before, after = text[start : quantity.start], text[quantity.end : end]
    return (
        before.rpartition("、")[2] + text[quantity.start : quantity.end] + after.partition("、")[0]
    )


@lru_cache(maxsize=2048)
def source_text(passage: Passage) -> SourceText:
    """Read once for each passage."""
    source = passage.source
    text = fold(passage.evidence)
    card = (source.title, source.issuer, source.document_number, source.region, source.issued_on)
    more = (source.effective_on, source.expires_on, source.status.value, source.note)
    headings = fold(" ".join(passage.heading_path))
    year = f"{source.year}年" if source.year else ""
    around = fold("\n".join((*passage.heading_path, *card, *more, year)))
    return SourceText(
        passage,
        text,
        around,
        pieces(_SENTENCE, text),
        pieces(_CLAUSE, text),
        quantities(text),
        tuple(dates(text)),
        quantities(around),
        tuple(dates(around)),
        tuple(dates(fold("\n".join((*passage.heading_path, source.title, year))))),
        headings,
        f"{text}\n{headings}",
        f"{text}\n{around}",
    )


def pieces(pattern: re.Pattern[str], text: str) -> tuple[Piece, ...]:
    """The matches of a pattern that hold a word character."""
    return tuple(
        Piece(m.group(0), m.start()) for m in pattern.finditer(text) if re.search(r"\w", m.group(0))
    )


def clauses(text: str) -> tuple[Piece, ...]:
    """The clauses of a folded sentence."""
    return pieces(_CLAUSE, text)
