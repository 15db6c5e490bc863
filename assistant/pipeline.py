"""The order of work, from a question to a cited answer, as one list of steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.answer import Answer, Mode, Turn
from assistant.composing.compose import compose
from assistant.finding.searching import Searcher
from assistant.finding.weighing import Weigher
from assistant.guard import guard, guard_history, well_formed
from assistant.inquiry import Inquiry
from assistant.judging.in_turn import Judge
from assistant.library import Library
from assistant.model.generate import Writer
from assistant.reading.understanding import Understanding
from assistant.reading.vocabulary import Vocabulary
from assistant.routing import Router
from assistant.several.set_right import Corrector
from assistant.word_counts import WordCounts
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
        self._searcher = Searcher(retriever, tuple(legs), expected or QuestionIndex(()))
        alike = self._searcher.alike
        understanding = Understanding(
            Vocabulary(library.texts, WordCounts(library.texts)),
            library.subjects,
            self._searcher.worded,
            alike,
            today,
            max_chars,
            library.section,
        )
        router = Router(library, self.targets, today, understanding.understood, alike)
        weigher = Weigher(library, today)
        judge = Judge(library.sources, today)
        corrector = Corrector(understanding.understood, self._searcher, weigher, judge)
        self._steps: tuple[tuple[str, Callable[[Inquiry], Inquiry]], ...] = (
            ("guard", self._guard),
            ("condense", understanding.condense),
            ("understand", understanding.understand),
            ("route", router.route),
            ("retrieve", self._searcher.retrieve),
            ("weigh", weigher.weigh),
            ("judge", judge.judge),
            ("premises", corrector.set_right),
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
        inquiry = self._run(Inquiry(well_formed(question), tuple(history)), self._steps[:1])
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

    def _compose(self, inquiry: Inquiry) -> Inquiry:
        return replace(inquiry, answer=compose(inquiry, self.library, self._today()))
