"""The lines of an answer, and their numbering: each passage used gets one number, in the order of
its first use."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from corpus.passage import Passage

_ONE_LINE = 120  # characters: two short lines are one paragraph


@dataclass(frozen=True, slots=True)
class Line:
    """One cited line of an answer: what is shown, and the verbatim words it rests on."""

    text: str
    passage: Passage
    quote: str


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
    """Lines as text with their marks: one or two short ones a paragraph, more a numbered list;
    a first line that ends with "：" announces the others."""
    if not lines:
        return ""
    texts = [_marked(line, marks) for line in lines]
    if len(texts) > 2 and lines[0].text.endswith("："):
        return "\n".join([texts[0], *_numbered(texts[1:])])
    if len(texts) <= 2 and sum(map(len, texts)) < _ONE_LINE:
        return "".join(texts)
    return "\n".join(texts if len(texts) == 1 else _numbered(texts))


def _marked(line: Line, marks: CitationList) -> str:
    stop = "" if line.text.endswith(("：", "。", "？", "！")) else "。"
    return f"{_plain(line.text)}{stop}{marks.mark(line.passage, line.quote)}"


def _numbered(texts: Sequence[str]) -> list[str]:
    return [f"{number}. {text}" for number, text in enumerate(texts, 1)]


def _plain(text: str) -> str:
    """Marks that a document happens to hold must not pass for ours."""
    return re.sub(r"\[(\d+)\]", r"［\1］", text)
