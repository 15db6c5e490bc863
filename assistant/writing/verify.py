"""Verification before display: every sentence must stand in the passages that it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.writing.figure_check import Known, check_figures
from assistant.writing.names import attributions, check_names
from assistant.writing.polarity import check_polarity, denies, unsupported
from assistant.writing.quantities import fold, quantities
from assistant.writing.sentences import Said, said_sentences
from assistant.writing.source_text import SourceText, coverage, grams
from assistant.writing.verification import (
    CheckedSentence,
    Fault,
    FaultKind,
    Match,
    Verification,
)
from corpus.addressed import addresses_machine
from corpus.passage import Passage

__all__ = ["CheckedSentence", "Fault", "FaultKind", "Match", "Verification", "verify"]

SUPPORT = 0.42  # of a sentence's words that the statements cited must have
_FAR_BETTER = 0.2  # more of them that another source has: the mark is on the wrong one
_YES_OR_NO = re.compile(r"(?:不?(?:是|对|可以?|能|行|会|需要?|必|要)|没?有|无[需须]|否)[的了]?[。!]?")
_UNSTATED = re.compile(
    r"^.{0,10}?(?:文件|资料|材料|段落|来源|原文|政策)[中里内]?[均都并尚]?(?:未|没有)"
)
_NO_MARK = "这句话没有标注来源，给出的段落也不支持它"


def verify(text: str, sources: Sequence[Passage], said: str = "") -> Verification:
    """Check an answer whose marks [1]..[k] refer to sources in order.

    said is what the asker told: their own figures may be repeated and reckoned with.
    """
    texts = [SourceText(passage, number) for number, passage in enumerate(sources, 1)]
    check = _Check(texts, Known(quantities(fold(said))), fold(said))
    written = said_sentences(text)
    return Verification(tuple(check.sentence(written, at) for at in range(len(written))))


@dataclass
class _Check:
    """One answer being checked: its sources, and the figures known so far."""

    sources: list[SourceText]
    known: Known
    question: str

    def sentence(self, written: Sequence[Said], at: int) -> CheckedSentence:
        """One sentence against its marks, or without any against the source that fits best."""
        this = written[at]
        text = fold(this.text)
        marks = tuple(m for m in this.marks if 1 <= m <= len(self.sources))
        blank = CheckedSentence(this.text, marks, line=this.line, bullet=this.bullet)
        if addresses_machine(this.text):  # the sources are free of orders, a model need not be
            return replace(blank, faults=(Fault(FaultKind.UNSUPPORTED, "这不是对读者说的话"),))
        if _YES_OR_NO.fullmatch(text):
            return self._yes_or_no(blank, text, written[at + 1 :])
        if _UNSTATED.search(text) and not quantities(text):
            return replace(blank, bare=True)
        if blank.is_lead_in:
            return self._lead_in(blank, text, written[at + 1 :])
        if marks:
            return self._against(blank, text, marks, elsewhere=True)
        near = {m for s in written[max(0, at - 1) : at + 2] for m in s.marks}
        return self._unmarked(blank, text, near)

    def _against(
        self, blank: CheckedSentence, text: str, marks: Sequence[int], elsewhere: bool = False
    ) -> CheckedSentence:
        cited = [self.sources[m - 1] for m in marks]
        plain, faults = check_names(text, cited)
        wrong, matched, results = check_figures(plain, cited, self.known)
        content = attributions(plain)
        faults += wrong
        faults += check_polarity(content, cited)
        lacking = unsupported(_own(content, self.known), cited, SUPPORT)
        if lacking:
            faults.append(Fault(FaultKind.UNSUPPORTED, lacking))
        if elsewhere and (better := self._better(text, marks)):
            faults.append(Fault(FaultKind.CITATION, f"这一内容不在所标的段落中，应标注[{better}]"))
        if faults:
            return replace(blank, faults=tuple(faults))
        self.known = replace(self.known, results=(*self.known.results, *results))
        return replace(blank, marks=tuple(marks), matched=tuple(matched))

    def _better(self, text: str, marks: Sequence[int]) -> int:
        """A source not cited that has far more of the sentence than those that are."""
        best = max(self._support(text, mark) for mark in marks)
        return next(
            (
                source.number
                for source in self.sources
                if source.number not in marks
                and self._support(text, source.number) > best + _FAR_BETTER
            ),
            0,
        )

    def _support(self, text: str, mark: int) -> float:
        source = self.sources[mark - 1]
        words = grams(text)
        return max((coverage(words, s.grams) for s in source.statements), default=0.0)

    def _unmarked(self, blank: CheckedSentence, text: str, near: set[int]) -> CheckedSentence:
        """The source with most of its words gives it a mark; those cited around come first."""
        ranked = sorted(
            (s.number for s in self.sources),
            key=lambda n: (-round(self._support(text, n), 1), n not in near),
        )
        for number in ranked[:2]:
            checked = self._against(blank, text, (number,))
            if checked.ok:
                return checked
        return replace(blank, faults=(Fault(FaultKind.CITATION, _NO_MARK),))

    def _yes_or_no(
        self, blank: CheckedSentence, text: str, following: Sequence[Said]
    ) -> CheckedSentence:
        """A bare verdict needs a sentence after it that denies, or does not, as it does."""
        reason = fold(following[0].text) if following else ""
        if reason and (not denies(text + "　") or denies(reason)):
            return replace(blank, bare=True)
        return replace(blank, faults=(Fault(FaultKind.NEGATION, "这一结论后面没有说明依据"),))

    def _lead_in(
        self, blank: CheckedSentence, text: str, following: Sequence[Said]
    ) -> CheckedSentence:
        """What announces a list rests on all that the list cites, and may count it."""
        listed = [s for s in following if s.bullet]
        marks = blank.marks or tuple(
            sorted({m for s in following for m in s.marks if 1 <= m <= len(self.sources)})
        )
        before = self.known
        self.known = replace(before, counted=len(listed))
        words = grams(text)
        if words and coverage(words, grams(self.question)) >= 0.8 and not quantities(text):
            checked = replace(blank, bare=True)
        else:
            checked = self._against(blank, text, marks or [s.number for s in self.sources])
        self.known = replace(self.known, counted=0)
        return replace(checked, marks=blank.marks)


def _own(text: str, known: Known) -> str:
    """The sentence without the clauses in which the asker's own figures are repeated."""
    own = [q for q in quantities(text) if known.asked and known.excuses(text, q)]
    for quantity in own:
        start = max(text.rfind(stop, 0, quantity.start) for stop in ",;。")
        ends = [at for stop in ",;。" if (at := text.find(stop, quantity.end)) >= 0]
        end = min(ends, default=len(text))
        text = text[: start + 1] + "　" * (end - start - 1) + text[end:]
    return text
