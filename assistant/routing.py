"""What is answered without retrieval: a self-test, a card, a computation, the table of targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.answer import Answer, AnswerStatus
from assistant.cards.card import asked_fields, card_asked
from assistant.composing.compose import answered, of_card
from assistant.computing.computation import computed
from assistant.finding.expected import Hints
from assistant.inquiry import Finding, Inquiry
from assistant.judging.own_bound import own_figures_of
from assistant.library import Library
from assistant.self_test import self_test
from assistant.several.line_asked import told_by_test
from assistant.several.parts import Part, Stands
from assistant.targets.answering import target_answer
from assistant.targets.named import named_targets
from assistant.targets.rows import held_for
from corpus.targets import Target

AS_EXPECTED = 0.5  # likeness to a question that one statement answers


@dataclass(frozen=True)
class Router:
    """Over one library; understand reads a whole message as if it were one question, alike gives
    what expected questions tell of it."""

    library: Library
    targets: Sequence[Target]
    today: Callable[[], date]
    understand: Callable[[Part], Finding]
    alike: Callable[[str], Hints]

    def route(self, inquiry: Inquiry) -> Inquiry:
        """What is pointed to in a list, a self-test, a card, a computation or the targets answer
        without retrieval: the whole message, or each of its questions that is such a one."""
        if inquiry.item:
            return replace(inquiry, answer=answered(inquiry, [inquiry.item], self.today()))
        if tested := self._tested(inquiry):
            return replace(inquiry, answer=tested)
        of_file = all(asked_fields(f"文件{part.text}") for part in inquiry.parts)  # named once
        if len(inquiry.parts) == 1 or of_file:
            return replace(inquiry, answer=self._worked(inquiry, inquiry.findings[0]))
        if named := self._named(inquiry):
            return replace(inquiry, answer=named)
        pairs = zip(inquiry.parts, inquiry.findings, strict=True)
        routed = [self._routed(inquiry, p, f) for p, f in pairs]
        return replace(inquiry, findings=told_by_test(inquiry.parts, routed))

    def _named(self, inquiry: Inquiry) -> Answer | None:
        """Several targets asked for in one message, from the table; None where it asks for
        anything beside."""
        assert inquiry.guarded is not None
        whole = self.understand(Part(inquiry.guarded.question))
        rows = held_for(whole.question, self.targets)
        worked = named_targets(whole.question, whole.concepts, rows)
        return answered(inquiry, worked.lines, self.today(), worked.opening) if worked else None

    def _routed(self, inquiry: Inquiry, part: Part, finding: Finding) -> Finding:
        """One question of several, taken as a message of its own, with what is told but not what
        the others ask."""
        assert inquiry.guarded is not None
        if part.stands is Stands.APART:
            return finding
        told = part if part.stands is Stands.ELLIPTIC else inquiry.parts[0]
        said = told.context + part.text
        alone = replace(inquiry, standalone=said, shown=said, parts=(part,), history=())
        alone = replace(alone, guarded=replace(inquiry.guarded, question=said))
        tested = self._tested(alone)
        return replace(finding, answer=tested or self._worked(alone, finding))

    def _tested(self, inquiry: Inquiry) -> Answer | None:
        """The answer of a self-test; None where it begins with hardly a figure told and nothing
        decided, and the question is known to be answered by one statement that it does not rest
        on."""
        tested = self_test(inquiry, lambda: self.library.programmes, self.today())
        if tested is None or inquiry.history or tested.status is AnswerStatus.ANSWERED:
            return tested
        assert inquiry.guarded is not None
        text = self.understand(Part(inquiry.guarded.question)).question.text
        if len(own_figures_of(text)) > 1:
            return tested
        known = self.alike(text).alone_at(AS_EXPECTED)
        rests_on = {c.passage.id for c in tested.citations}
        return None if known and known.passage.id not in rests_on else tested

    def _worked(self, inquiry: Inquiry, finding: Finding) -> Answer | None:
        """What a card, a computation or the targets answer; None where it is none of theirs."""
        day = self.today()
        fields, card = card_asked(inquiry.standalone, self.library)
        if card is not None:
            return of_card(inquiry, fields, card, day)
        worked = computed(finding.question, inquiry.standalone, self.library) or target_answer(
            finding.question, finding.concepts, self.targets
        )
        return answered(inquiry, worked.lines, day, worked.opening) if worked else None
