"""Numbering: each passage used gets one number, in the order of its first use."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.composing.line import Line
from corpus.passage import Passage


class CitationList:
    """Collects passages and quotes while an answer is written."""

    def __init__(self) -> None:
        self._quotes: dict[str, tuple[Passage, list[str]]] = {}

    def mark(self, passage: Passage, quote: str) -> str:
        """The mark ("[1]") for a passage; the quote is kept for highlighting."""
        kept = self._quotes.setdefault(passage.id, (passage, []))[1]
        if quote and quote not in kept:
            kept.append(quote)
        return f"[{list(self._quotes).index(passage.id) + 1}]"

    def citations(self) -> tuple[Citation, ...]:
        """All citations, by number."""
        return tuple(
            Citation(number, passage, tuple(quotes))
            for number, (passage, quotes) in enumerate(self._quotes.values(), 1)
        )


def written(lines: Sequence[Line], marks: CitationList) -> str:
    """Lines as text: one line a sentence, several a list with their marks, under the line that
    announces them where the first does."""
    if not lines:
        return ""
    if len(lines) > 2 and lines[0].announces:
        head, *items = lines
        opening = f"{_plain(head.text)}：{marks.mark(head.passage, head.quote)}"
        return f"{opening}\n{written(items, marks)}"
    texts = [f"{_plain(line.text)}。{marks.mark(line.passage, line.quote)}" for line in lines]
    if len(texts) == 1:
        return texts[0]
    if len(texts) == 2 and sum(map(len, texts)) < 120:
        return "".join(texts)
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, 1))


def _plain(text: str) -> str:
    """Marks that a document happens to hold must not pass for ours."""
    return re.sub(r"\[(\d+)\]", r"［\1］", text)
