"""Understanding a message: standing by itself, in parts, each with what it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import Turn
from assistant.finding.expected import Hints
from assistant.inquiry import Finding, Inquiry
from assistant.judging.judge import is_strange
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept, concepts
from assistant.reading.question import understand
from assistant.reading.spelling import spelled_out
from assistant.reading.vocabulary import Vocabulary
from assistant.several.parts import Part, divide
from assistant.several.things import kinds
from assistant.talk.carrying import is_subject, names_within, spoken_of, swapped_in, understood
from assistant.talk.changed_subject import known_here, leaves_talk
from assistant.talk.condense import Condensed, asking, condense, listing
from assistant.talk.follow_up import acceptable, proposed
from assistant.talk.named_in_talk import says_no_thing
from assistant.talk.nth import asks_no_more, nth_item
from assistant.talk.place import Place, place
from assistant.talk.returning import returned
from assistant.talk.standalone import of_list, standalone
from corpus.passage import Passage

BRIEF = 10  # characters in which a question that names no subject leaves no talk


class Understanding:
    """Reads messages with the words of one library."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        subjects: Sequence[str],
        worded: Callable[[str], Sequence[Passage]],
        alike: Callable[[str], Hints],
        today: Callable[[], date],
        max_chars: int,
        section: Callable[[Passage], Sequence[Passage]],
    ) -> None:
        """subjects are the headings that say what documents are about; worded finds the passages
        by words alone, to know where an answer was quoted from; alike what expected questions
        tell of a question; section the passages under the heading of one."""
        self._vocabulary = vocabulary
        self._subjects = subjects
        self._worded = worded
        self._alike = alike
        self._today = today
        self._max_chars = max_chars
        self._section = section

    def condense(self, inquiry: Inquiry) -> Inquiry:
        """The question standing by itself, and its parts."""
        assert inquiry.guarded is not None
        asked = spelled_out(inquiry.guarded.question, self._vocabulary)
        asked, talk = returned(asked, inquiry.history)
        history = talk = tuple(asking(talk))
        if inquiry.guarded.orders:  # what was cut out may still name "该项"; it is never obeyed
            history = (*history, Turn(inquiry.guarded.orders, ""))
        condensed = condense(asked, history)
        if not (condensed.context and condensed.pointed):
            condensed = condense(asked, talk)
        written = proposed(inquiry.proposal)
        if written and acceptable(
            written, condensed, asked, history, self._vocabulary, self._max_chars
        ):
            parts = divide(written[0]) if len(written) == 1 else tuple(map(Part, written))
            return replace(inquiry, standalone="".join(written), parts=parts)
        parts = divide(condensed.own, follows=bool(condensed.context))
        if condensed.beside and (
            not self._names_subject(condensed.own) or self._is_of_talk(condensed.own, talk)
        ):
            condensed = condensed.beside
        where = place(talk, self._worded) if condensed.context else None
        item = nth_item(asked, listing(talk).answer, where, self._section) if where else None
        if where and item and not asks_no_more(asked):
            where, item = replace(where, passages=(item.passage,)), None
        elif item:  # what is shown tells which list it is of
            condensed = replace(condensed, standalone=f"{condensed.context}，{asked}", own=asked)
        elif where and self._leaves(condensed, where, talk):
            condensed, parts = Condensed(condensed.own, condensed.own), divide(condensed.own)
        if condensed.context and (condensed.pointed or self._knows(condensed.own)):
            answer = re.sub(r"\[\d+\]", "", talk[-1].answer) if talk else ""
            parts = tuple(
                replace(
                    p,
                    context=condensed.context + p.context,
                    answer=answer,
                    follows=True,
                    pointed=condensed.pointed,
                )
                for p in parts
            )
            if where and condensed.corrects:  # that answer was not where the question is at
                where = replace(where, passages=())
            inquiry = replace(inquiry, condensed=condensed, place=where, item=item)
            return replace(inquiry, standalone=condensed.standalone, parts=parts)
        return replace(inquiry, standalone=condensed.own, parts=parts)

    def _names_subject(self, text: str) -> bool:
        found = concepts(understand(text).text, self._vocabulary)
        return any(self._is_subject(part) for c in found for part in (c, *names_within(c)))

    def _leaves(self, condensed: Condensed, where: Place, talk: Sequence[Turn]) -> bool:
        """Whether it is about something else; what is too brief to name it is still of the kind of
        enterprise that was asked about."""
        own = condensed.own
        brief = len(re.sub(r"\W", "", own)) <= BRIEF and not self._names_subject(own)
        of_kind = bool(kinds(talk[-1].question)) and not kinds(own)
        if (brief and of_kind) or says_no_thing(own):
            return False
        return leaves_talk(condensed, where, self._alike(understand(own).text))

    def _is_of_talk(self, own: str, talk: Sequence[Turn]) -> bool:
        """Whether what is asked, of no kind of enterprise, is best known of the kind that the
        last answer was quoted from ("创新能力最少几分" after "创新型中小企业几分算过")."""
        if kinds(own) or not kinds(talk[-1].question):
            return False
        where = place(talk, self._worded)
        return where is not None and known_here(where, self._alike(understand(own).text))

    def _knows(self, text: str) -> bool:
        """Whether a question that names nothing of its own may be about what the library holds:
        it asks for a kind of thing, or has no words but the library's."""
        question = understand(text)
        found = concepts(question.text, self._vocabulary)
        if any(map(is_strange, found)):
            return False  # "科技特派员": a thing of its own, and none of the library's
        return question.asked is not Asked.OPEN or not found or any(c.known for c in found)

    def understand(self, inquiry: Inquiry) -> Inquiry:
        """What each part asks for, and of what."""
        findings: list[Finding] = []
        parts: list[Part] = []
        for part in inquiry.parts:
            first = findings[0] if findings else None
            whole = self._whole(part, parts, inquiry)
            if whole is None:
                finding = self.understood(part, first)
                about = spoken_of(part, finding, list(zip(parts, findings, strict=True)))
                if about is not part:
                    finding = self.understood(about, first)
            else:
                about, finding = whole
            parts.append(about)
            findings.append(finding)
        inquiry = replace(inquiry, parts=tuple(parts))
        shown = inquiry.condensed and standalone(inquiry.condensed, findings[0])
        if inquiry.condensed and inquiry.item:  # nothing of the question before is replaced
            shown = of_list(inquiry.condensed)
        return replace(inquiry, findings=tuple(findings), shown=shown or inquiry.standalone)

    def _whole(
        self, part: Part, before: Sequence[Part], inquiry: Inquiry
    ) -> tuple[Part, Finding] | None:
        """The question before with the thing that is only named now in the place of its own, in
        the measure that the last answer told it in; None where none is only named."""
        if not (part.follows and part.pointed) or inquiry.condensed is None:
            return None
        context = inquiry.condensed.context if before else part.context
        named = self.understood(replace(part, context=context))
        whole = "" if named.own_kind else swapped_in(part.text, context, named.replaced)
        if not whole:
            return None
        about = replace(part, text=whole, context="")
        told = self.understood(about)
        question, earlier = told.question, named.question
        if question.measure is None and question.asked is earlier.asked:
            question = replace(question, measure=earlier.measure, counter=earlier.counter)
        return about, replace(
            named, question=question, concepts=told.concepts, pairs=told.pairs, carried=()
        )

    def understood(self, part: Part, first: Finding | None = None) -> Finding:
        """One part; first is what the first of its message was found to ask."""
        return understood(part, self._today(), self._vocabulary, self._is_subject, first)

    def _is_subject(self, concept: Concept) -> bool:
        """Whether it names what a document or a part of one is about: one such thing takes the
        place of another ("换成众创空间呢"), a condition or a figure does not."""
        return is_subject(concept, self._subjects)
