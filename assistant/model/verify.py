"""Verification before display: every sentence must stand in the passages that it cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.model.checks.arithmetic import without_verdict
from assistant.model.checks.bodies import check_bodies
from assistant.model.checks.excused import Known, reckoned_results
from assistant.model.checks.figure_check import check_figures
from assistant.model.checks.names import check_documents
from assistant.model.checks.quantities import quantities
from assistant.model.checks.quantity import Quantity
from assistant.model.checks.sentences import Said, said_sentences
from assistant.model.checks.source_text import SourceText, source_text
from assistant.model.checks.stance import check_stance, negations
from assistant.model.checks.support import (
    CLAUSE,
    SENTENCE,
    is_yes_or_no,
    says_nothing,
    says_unstated,
    support,
    weakest_clause,
    without_attribution,
)
from assistant.model.checks.verification import (
    CheckedSentence,
    Fault,
    FaultKind,
    Match,
    Verification,
)
from assistant.model.checks.wording import fold
from corpus.passage import Passage

__all__ = ["CheckedSentence", "Fault", "FaultKind", "Match", "Verification", "verify"]

_NO_MARK = "这句话没有标注来源，给出的段落也不支持它"
_NO_REASON = "这一是否结论后面没有说明依据"
_ELSEWHERE = "这一内容不在所标的段落中，应标注[{number}]"
_NO_WORSE = 0.05  # than the best supporting passage: what a sentence may be given a mark of
_FAR_BETTER = 0.15  # more support than the passage cited has: the mark is on the wrong one
_WRONG_VERDICT = "是否达到要求的结论与所列数字不符"
_UNSUPPORTED = "所引段落没有说到这一内容"


def verify(text: str, sources: Sequence[Passage], question: str = "") -> Verification:
    """Check an answer whose marks [1]..[k] refer to sources in order.

    question gives figures that the asker said, which the answer may repeat and reckon with.
    """
    check = _Check([source_text(passage) for passage in sources], fold(question))
    said = said_sentences(text)
    return Verification(tuple(check.sentence(said, at) for at in range(len(said))))


@dataclass
class _Check:
    """One answer being checked: its sources, the question, and the figures known so far."""

    sources: list[SourceText]
    question: str

    def __post_init__(self) -> None:
        self.known = Known(asked=quantities(self.question))

    def sentence(self, said: Sequence[Said], at: int) -> CheckedSentence:
        """One sentence against its marks, or without any against each source."""
        this = said[at]
        text = fold(this.text)
        marks = tuple(m for m in this.marks if 1 <= m <= len(self.sources))
        blank = CheckedSentence(this.text, marks, line=this.line, bullet=this.bullet)
        self._learn(_counted(said, at))
        if is_yes_or_no(text):
            return self._yes_or_no(blank, text, said, at)
        if says_nothing(text, self.question) and not self._figures_wrong(text):
            return replace(blank, bare=True)
        if says_unstated(text) and not quantities(text):
            return replace(blank, bare=True)
        checked = self._marked(blank, text) if marks else self._unmarked(blank, text, said, at)
        if checked.ok:
            self._learn(reckoned_results(text))
        return checked

    def _learn(self, results: Sequence[Quantity]) -> None:
        self.known = replace(self.known, results=(*self.known.results, *results))

    def _yes_or_no(
        self, blank: CheckedSentence, text: str, said: Sequence[Said], at: int
    ) -> CheckedSentence:
        """A bare no needs a sentence after it that denies."""
        following = fold(said[at + 1].text) if at + 1 < len(said) else ""
        denied = bool(negations(following)) or "只" in following or "仅" in following
        if not following or (negations(text) and not denied):
            return replace(blank, faults=(Fault(FaultKind.NEGATION, 0, len(text), _NO_REASON),))
        return replace(blank, bare=True)

    def _figures_wrong(self, text: str) -> bool:
        every = list(enumerate(self.sources, 1))
        return bool(check_figures(text, every, self.known)[0])

    def _marked(self, blank: CheckedSentence, text: str) -> CheckedSentence:
        faults, matched = self._faults(text, blank.marks)
        better = self._better(text, blank.marks, bool(faults))
        if better:
            reason = _ELSEWHERE.format(number=better)
            faults = (Fault(FaultKind.CITATION, 0, len(text), reason), *faults)
        return replace(blank, faults=faults, matched=() if faults else matched)

    def _better(self, text: str, marks: Sequence[int], faulty: bool) -> int:
        """A source not cited that says it without fault, and far better where none is found."""
        cited = support(text, [self.sources[n - 1] for n in marks])
        for number, source in enumerate(self.sources, 1):
            if number in marks or (not faulty and support(text, [source]) < cited + _FAR_BETTER):
                continue
            if not self._faults(text, (number,))[0]:
                return number
        return 0

    def _unmarked(
        self, blank: CheckedSentence, text: str, said: Sequence[Said], at: int
    ) -> CheckedSentence:
        """The first passage that supports it gives it a mark; those cited around come first."""
        near = [m for s in said[max(0, at - 1) : at + 2] for m in s.marks]
        ranked = sorted(
            range(1, len(self.sources) + 1),
            key=lambda n: (-support(text, [self.sources[n - 1]]), n not in near),
        )
        best = support(text, [self.sources[ranked[0] - 1]]) if ranked else 0.0
        for number in ranked:
            if support(text, [self.sources[number - 1]]) < best - _NO_WORSE:
                break
            faults, matched = self._faults(text, (number,))
            if not faults:
                return replace(blank, marks=(number,), matched=matched, assigned=True)
        if blank.is_lead_in:
            lead = self._lead_in(blank, text, said, at)
            if lead is not None:
                return lead
        return replace(blank, faults=(Fault(FaultKind.CITATION, 0, len(text), _NO_MARK),))

    def _lead_in(
        self, blank: CheckedSentence, text: str, said: Sequence[Said], at: int
    ) -> CheckedSentence | None:
        """What announces a list may rest on all that the list cites."""
        announced = {m for s in said[at + 1 :] for m in s.marks if 1 <= m <= len(self.sources)}
        numbers = tuple(sorted(announced)) or tuple(range(1, len(self.sources) + 1))
        faults, matched = self._faults(text, numbers)
        return None if faults else replace(blank, matched=matched)

    def _faults(
        self, text: str, numbers: Sequence[int]
    ) -> tuple[tuple[Fault, ...], tuple[Match, ...]]:
        cited = [(n, self.sources[n - 1]) for n in numbers]
        plain, faults = check_documents(text, cited)
        wrong, matched = check_figures(plain, cited, self.known)
        faults += wrong + check_bodies(plain, cited, self._siblings(numbers))
        faults += check_stance(without_attribution(plain), cited)
        texts = [source for _, source in cited]
        stated = [q for source in texts for q in source.quantities]
        claimed, right = without_verdict(text, self.known.all, stated)
        if not right:
            faults.append(Fault(FaultKind.FIGURE, 0, len(text), _WRONG_VERDICT))
        if support(claimed, texts) < SENTENCE or weakest_clause(claimed, texts) < CLAUSE:
            faults.append(Fault(FaultKind.UNSUPPORTED, 0, len(text), _UNSUPPORTED))
        return tuple(faults), tuple(matched)

    def _siblings(self, numbers: Sequence[int]) -> str:
        """What the other given passages of the cited documents say."""
        documents = {self.sources[n - 1].passage.source.id for n in numbers}
        return "\n".join(
            source.body for source in self.sources if source.passage.source.id in documents
        )


def _counted(said: Sequence[Said], at: int) -> list[Quantity]:
    """The figure of a lead-in that counts the list items after it ("共3项：")."""
    if not said[at].text.rstrip().endswith(("：", ":")):
        return []
    items = 0
    for following in said[at + 1 :]:
        if following.bullet:
            items += 1
        elif items and following.line != said[at + items].line:
            break
    return [q for q in quantities(fold(said[at].text)) if q.value == items]
