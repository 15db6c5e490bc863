"""The order of work, from a question to a cited answer, as one list of steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus, Mode, Turn
from assistant.composing.compose import compose
from assistant.finding.evidence import weigh
from assistant.finding.searching import Searcher
from assistant.guard import guard, guard_history
from assistant.inquiry import Finding, Inquiry
from assistant.judging.confidence import confidence, withheld
from assistant.judging.judge import judge
from assistant.judging.left_open import without_left_open
from assistant.library import Library
from assistant.model.generate import Writer
from assistant.reading.understanding import Understanding
from assistant.reading.vocabulary import Vocabulary
from assistant.routing import Router
from assistant.several.granted import set_right_beside
from assistant.several.judged_together import (
    not_told_of_another,
    of_unstated_kind,
    stands_alone,
    unmet_beside,
    withheld_together,
    without_carried,
)
from assistant.several.parts import Part, Stands
from assistant.several.together import together
from assistant.talk.place import Place
from assistant.talk.talked_of import followed
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
        self._understanding = Understanding(
            self._vocabulary,
            library.subjects,
            self._searcher.worded,
            self._searcher.alike,
            today,
            max_chars,
            library.section,
        )
        self._router = Router(
            library,
            self.targets,
            today,
            self._understanding.understood,
            self._searcher.alike,
        )
        self._steps: tuple[tuple[str, Callable[[Inquiry], Inquiry]], ...] = (
            ("guard", self._guard),
            ("condense", self._understanding.condense),
            ("understand", self._understanding.understand),
            ("route", self._router.route),
            ("retrieve", self._retrieve),
            ("weigh", self._weigh),
            ("judge", self._judge),
            ("premises", self._premises),
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
        evidence = weigh(f.question, f.concepts, f.hits, f.pairs, headings, day, f.hints)
        if place is not None:
            evidence = followed(f, evidence, place, day)
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
                judged = not_told_of_another(part, judged, findings)
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
        asks_value = finding.question.asks_value
        sure = confidence(verdict, finding.evidence, finding.hints, asks_value)
        return replace(finding, verdict=withheld(verdict, sure, finding.hints), confidence=sure)

    def _premises(self, inquiry: Inquiry) -> Inquiry:
        """What the message takes for granted and is otherwise; of a follow-up nothing is."""
        if inquiry.place is not None or inquiry.guarded is None:
            return inquiry

        def weighed(part: Part) -> Finding:
            finding = self._understanding.understood(part)
            return self._weighed(self._searcher.found(part, finding, None), None)

        return set_right_beside(inquiry, inquiry.guarded.question, weighed, self._judged)

    def _compose(self, inquiry: Inquiry) -> Inquiry:
        return replace(inquiry, answer=compose(inquiry, self.library, self._today()))
