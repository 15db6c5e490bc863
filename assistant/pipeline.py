"""The order of work, from a question to a cited answer, as one list of steps."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus, Mode, Turn
from assistant.asking import Asked
from assistant.carrying import is_subject, names_within, spoken_of, understood
from assistant.compose import compose
from assistant.concepts import Concept, concepts
from assistant.condense import condense
from assistant.confidence import confidence, withheld
from assistant.evidence import weigh
from assistant.follow_up import acceptable, proposed
from assistant.generate import Writer
from assistant.guard import guard, guard_history
from assistant.inquiry import Finding, Inquiry
from assistant.judge import is_strange, judge
from assistant.judged_together import (
    of_unstated_kind,
    stands_alone,
    unmet_beside,
    withheld_together,
    without_carried,
)
from assistant.left_open import without_left_open
from assistant.library import Library
from assistant.parts import Part, Stands, divide
from assistant.place import Place, place
from assistant.question import understand
from assistant.routing import Router
from assistant.searching import Searcher
from assistant.spelling import spelled_out
from assistant.standalone import standalone
from assistant.together import together
from assistant.vocabulary import Vocabulary
from corpus.targets import targets
from index.question_index import QuestionIndex
from index.retriever import Hit, Retriever

if TYPE_CHECKING:
    from corpus.programmes import Programmes


class Assistant:
    """Answers questions over one library. Thread-safe: nothing is kept between questions."""

    def __init__(
        self,
        library: Library,
        retriever: Retriever,
        *,
        max_chars: int,
        today: Callable[[], date],
        legs: Sequence[str] = ("words", "vectors"),
        expected: QuestionIndex | None = None,
        writer: Writer | None = None,
    ) -> None:
        """writer is there where a model is configured; answers are extractive without it."""
        self.library = library
        self.retriever = retriever
        self.passages = library.passages
        self.sources = library.sources
        self.by_id = library.by_id
        self.notice = library.notice
        self.suggestions = library.suggestions
        self._max_chars = max_chars
        self._today = today
        self._writer = writer
        self.targets = targets(library.passages)
        self._vocabulary = Vocabulary(library.texts)
        self._searcher = Searcher(retriever, tuple(legs), expected or QuestionIndex(()))
        self._router = Router(library, self.targets, today, self._understood)
        self._steps: tuple[tuple[str, Callable[[Inquiry], Inquiry]], ...] = (
            ("guard", self._guard),
            ("condense", self._condense),
            ("understand", self._understand),
            ("route", self._router.route),
            ("retrieve", self._retrieve),
            ("weigh", self._weigh),
            ("judge", self._judge),
            ("compose", self._compose),
        )

    @property
    def programmes(self) -> Programmes:
        """The eligibility rules whose passages this library holds; read when first needed."""
        return self.library.programmes

    def ask(self, question: str, history: Sequence[Turn] = (), mode: Mode | None = None) -> Answer:
        """The last item of stream()."""
        *_, last = self.stream(question, history, mode)
        return last

    def stream(
        self, question: str, history: Sequence[Turn] = (), mode: Mode | None = None
    ) -> Generator[Answer, None, None]:
        """Answers that replace each other; an extractive answer comes whole.

        mode EXTRACTIVE leaves the model out even where there is one.
        """
        inquiry = self._run(Inquiry(question, tuple(history)), self._steps[:1])
        if inquiry.answer is None and self._writer and mode is not Mode.EXTRACTIVE:
            yield from self._writer.answers(inquiry, lambda i: self._run(i, self._steps[1:]))
            return
        yield self._finish(self._run(inquiry, self._steps[1:]))

    def retrieve(self, question: str, history: Sequence[Turn] = (), k: int = 10) -> list[Hit]:
        """The passages the pipeline reads for a question, best first by their best statement."""
        reading = [step for step in self._steps[:6] if step[0] != "route"]
        inquiry = self._run(Inquiry(question, tuple(history)), reading)
        found: dict[str, Hit] = {}
        evidence = [e for finding in inquiry.findings for e in finding.evidence]
        for e in sorted(evidence, key=lambda e: -e.score):
            score = min(1.0, max(0.0, e.score))
            found.setdefault(e.hit.passage.id, replace(e.hit, score=score))
        return list(found.values())[:k]

    def warm_up(self) -> None:
        """Load what loads on first use, so that the first reader does not wait for it."""
        self.ask("研发投入", mode=Mode.EXTRACTIVE)
        if self._writer:
            self._writer.warm_up()

    def _run(
        self, inquiry: Inquiry, steps: Sequence[tuple[str, Callable[[Inquiry], Inquiry]]]
    ) -> Inquiry:
        timings = dict(inquiry.timings_ms)
        for name, step in steps:
            if inquiry.answer is not None:
                break
            start = time.perf_counter()
            inquiry = step(inquiry)
            timings[name] = (time.perf_counter() - start) * 1000
        timings["total"] = sum(ms for name, ms in timings.items() if name != "total")
        return replace(inquiry, timings_ms=timings)

    def _finish(self, inquiry: Inquiry) -> Answer:
        assert inquiry.answer is not None
        return replace(inquiry.answer, timings_ms=inquiry.timings_ms)

    def _guard(self, inquiry: Inquiry) -> Inquiry:
        guarded = guard(inquiry.question, self._max_chars)
        inquiry = replace(inquiry, guarded=guarded, history=guard_history(inquiry.history))
        if guarded.ended is None:
            return inquiry
        reply = guarded.reply
        return replace(
            inquiry, answer=Answer(inquiry.question, guarded.question, guarded.ended, reply)
        )

    def _condense(self, inquiry: Inquiry) -> Inquiry:
        assert inquiry.guarded is not None
        asked = spelled_out(inquiry.guarded.question, self._vocabulary)
        history = inquiry.history
        if inquiry.guarded.orders:  # what was cut out may still name "该项"; it is never obeyed
            history = (*history, Turn(inquiry.guarded.orders, ""))
        condensed = condense(asked, history)
        if not (condensed.context and condensed.pointed):
            condensed = condense(asked, inquiry.history)
        written = proposed(inquiry.proposal)
        if written and acceptable(
            written, condensed, asked, history, self._vocabulary, self._max_chars
        ):
            parts = divide(written[0]) if len(written) == 1 else tuple(map(Part, written))
            return replace(inquiry, standalone="".join(written), parts=parts)
        parts = divide(condensed.own, follows=bool(condensed.context))
        if condensed.beside and not self._names_subject(condensed.own):
            condensed = condensed.beside
        if condensed.context and (condensed.pointed or self._knows(condensed.own)):
            answer = re.sub(r"\[\d+\]", "", inquiry.history[-1].answer) if inquiry.history else ""
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
            where = place(inquiry.history, self._searcher.worded)
            if where and condensed.corrects:  # that answer was not where the question is at
                where = replace(where, passages=())
            inquiry = replace(inquiry, condensed=condensed, place=where)
            return replace(inquiry, standalone=condensed.standalone, parts=parts)
        return replace(inquiry, standalone=condensed.own, parts=parts)

    def _names_subject(self, text: str) -> bool:
        found = concepts(understand(text).text, self._vocabulary)
        return any(self._is_subject(part) for c in found for part in (c, *names_within(c)))

    def _knows(self, text: str) -> bool:
        """Whether a question that names nothing of its own may be about what the library holds:
        it asks for a kind of thing, or has no words but the library's."""
        question = understand(text)
        found = concepts(question.text, self._vocabulary)
        if any(map(is_strange, found)):
            return False  # "科技特派员": a thing of its own, and none of the library's
        return question.asked is not Asked.OPEN or not found or any(c.known for c in found)

    def _understand(self, inquiry: Inquiry) -> Inquiry:
        findings: list[Finding] = []
        parts: list[Part] = []
        for part in inquiry.parts:
            first = findings[0] if findings else None
            finding = self._understood(part, first)
            about = spoken_of(part, finding, list(zip(parts, findings, strict=True)))
            parts.append(about)
            findings.append(finding if about is part else self._understood(about, first))
        inquiry = replace(inquiry, parts=tuple(parts))
        shown = inquiry.condensed and standalone(inquiry.condensed, findings[0])
        return replace(inquiry, findings=tuple(findings), shown=shown or inquiry.standalone)

    def _understood(self, part: Part, first: Finding | None = None) -> Finding:
        return understood(part, self._today(), self._vocabulary, self._is_subject, first)

    def _is_subject(self, concept: Concept) -> bool:
        """Whether it names what a document or a part of one is about: one such thing takes the
        place of another ("换成众创空间呢"), a condition or a figure does not."""
        return is_subject(concept, self.library.subjects)

    def _retrieve(self, inquiry: Inquiry) -> Inquiry:
        pairs = zip(inquiry.parts, inquiry.findings, strict=True)
        place = inquiry.place
        found = tuple(f if f.answer else self._searcher.found(part, f, place) for part, f in pairs)
        return replace(inquiry, findings=found)

    def _weigh(self, inquiry: Inquiry) -> Inquiry:
        place = inquiry.place
        weighed = [self._weighed(finding, place) for finding in inquiry.findings]
        return replace(inquiry, findings=together(inquiry.parts, weighed))

    def _weighed(self, f: Finding, place: Place | None) -> Finding:
        headings, day = self.library.headings, self._today()
        evidence = weigh(
            f.question,
            f.concepts,
            f.hits,
            f.pairs,
            headings,
            day,
            f.hints,
            place,
            f.subjects,
            f.carried,
        )
        if place is not None and not f.subjects:
            kept = [e for e in evidence if place.keeps(e.statement.passage, f.carried)]
            evidence = kept or evidence
        return replace(f, evidence=tuple(evidence))

    def _judge(self, inquiry: Inquiry) -> Inquiry:
        findings: list[Finding] = []
        for part, finding in zip(inquiry.parts, inquiry.findings, strict=True):
            leans = part.stands in (Stands.LEANING, Stands.ELLIPTIC)
            if finding.answer:
                findings.append(finding)
            elif leans and findings and findings[0].status is AnswerStatus.OUT_OF_SCOPE:
                findings.append(replace(finding, verdict=findings[0].verdict))
            else:
                judged = self._judged(finding, inquiry.findings[0] if leans else None)
                first = findings[0] if findings else judged
                if stands_alone(part, judged, findings):
                    alone = self._judged(without_carried(finding))
                    judged = alone if alone.status is AnswerStatus.ANSWERED else judged
                findings.append(of_unstated_kind(part, judged, first))
        refused = any(f.status is AnswerStatus.NOT_STATED for f in findings)
        if refused or (len(findings) == 1 and not inquiry.history):
            findings = [without_left_open(f, self._today()) for f in findings]
        ended = unmet_beside(inquiry.parts, withheld_together(findings))
        return replace(inquiry, findings=ended)

    def _judged(self, finding: Finding, beside: Finding | None = None) -> Finding:
        """beside is the question that one without a subject leans on: near it is near enough."""
        hits = (*finding.hits, *(beside.hits if beside else ()))
        cosines = [h.vectors for h in hits if h.vectors is not None]
        verdict = judge(
            finding.question,
            finding.concepts,
            finding.evidence,
            max(cosines, default=None),
            self.sources,
            finding.hints,
            self._today(),
        )
        sure = confidence(verdict, finding.evidence)
        return replace(finding, verdict=withheld(verdict, sure), confidence=sure)

    def _compose(self, inquiry: Inquiry) -> Inquiry:
        return replace(inquiry, answer=compose(inquiry, self.library, self._today()))
