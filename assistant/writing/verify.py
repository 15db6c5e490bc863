"""Verification before display: every sentence must stand in the passages that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.writing.figure_check import Known, check_figures
from assistant.writing.names import check_names
from assistant.writing.polarity import check_polarity
from assistant.writing.quantities import fold, quantities
from assistant.writing.sentences import Sentence, Verification, sentences_of
from assistant.writing.source_text import SourceText, coverage, grams, support
from corpus.addressed import addresses_machine
from corpus.passage import Passage

SUPPORT = 0.42  # of a sentence's words that the statements cited must have
_REPEATS = 0.8  # of a lead-in's words that are those of the question
_YES_OR_NO = re.compile(
    r"(?:不?(?:是|对|可以?|能|行|会|需要?|必|要)|没?有|无[需须]|否)[的了]?[。!]?"
)


def verify(text: str, sources: Sequence[Passage], said: str = "") -> Verification:
    """Check an answer whose marks [1]..[k] refer to sources in order.

    said is what the asker told: their own figures may be repeated and reckoned with.
    """
    texts = [SourceText(passage, number) for number, passage in enumerate(sources, 1)]
    check = _Check(texts, fold(said))
    written = sentences_of(text)
    return Verification(tuple(check.sentence(written, at) for at in range(len(written))))


class _Check:
    """One answer being checked: its sources, and the figures known so far."""

    def __init__(self, sources: list[SourceText], question: str) -> None:
        self.sources, self.question = sources, question
        self.known = Known(quantities(question))

    def sentence(self, written: Sequence[Sentence], at: int) -> Sentence:
        """One sentence against its marks, or without any against the source that fits best."""
        this, following = written[at], written[at + 1 :]
        text = fold(this.text)
        marks = tuple(m for m in this.marks if 1 <= m <= len(self.sources))
        blank = replace(this, marks=marks)
        if addresses_machine(this.text):  # the sources are free of orders, a model need not be
            return replace(blank, faults=("这不是对读者说的话",))
        if _YES_OR_NO.fullmatch(text):
            return replace(blank, bare=True)  # said by rule, or not at all
        if blank.is_lead_in:
            return self._lead_in(blank, text, following)
        return self._against(blank, text, marks) if marks else self._unmarked(blank, text)

    def _against(self, blank: Sentence, text: str, marks: Sequence[int]) -> Sentence:
        cited = [self.sources[m - 1] for m in marks]
        plain, faults = check_names(text, cited)
        wrong, matched, results = check_figures(plain, cited, self.known)
        faults += [*wrong, *check_polarity(plain, cited)]
        share, new = support(plain, cited)
        if share < SUPPORT or new:
            reason = f"“{new}”" if new else "这一内容"
            faults.append(f"所引段落没有说到{reason}")
        if faults:
            return replace(blank, faults=tuple(faults))
        self.known = replace(self.known, results=(*self.known.results, *results))
        return replace(blank, marks=tuple(marks), matched=tuple(matched))

    def _unmarked(self, blank: Sentence, text: str) -> Sentence:
        """The first of the two sources with most of its words gives it a mark."""
        words = grams(text)

        def fit(source: SourceText) -> float:
            return max((coverage(words, s.grams) for s in source.statements), default=0.0)

        for source in sorted(self.sources, key=fit, reverse=True)[:2]:
            checked = self._against(blank, text, (source.number,))
            if checked.ok:
                return checked
        reason = "这句话没有标注来源，给出的段落也不支持它"
        return replace(blank, faults=(reason,))

    def _lead_in(self, blank: Sentence, text: str, following: Sequence[Sentence]) -> Sentence:
        """What announces a list may count it, and repeat the question; it needs no mark."""
        self.known = replace(self.known, counted=sum(bool(s.bullet) for s in following))
        repeats = coverage(grams(text), grams(self.question)) >= _REPEATS
        every = blank.marks or [source.number for source in self.sources]
        checked = blank if repeats and not quantities(text) else self._against(blank, text, every)
        self.known = replace(self.known, counted=0)
        return replace(checked, marks=blank.marks)
