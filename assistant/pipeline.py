"""The order of work, from a message to a cited answer, as one list of steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerStatus, Mode, Turn
from assistant.composing.compose import Composer
from assistant.composing.extract import Extractor
from assistant.deadline import OutOfTime, go_on, within
from assistant.dividing import Divider, told_once
from assistant.guard import guard, guard_history, well_formed
from assistant.inquiry import Asked, Inquiry
from assistant.library import Library
from assistant.reader.finder import Finder
from assistant.reader.judge import judged_together
from assistant.reader.reader import StatementReader
from assistant.replies import LISTED, REPLIES
from assistant.routing import Router
from assistant.tables.study import Study
from assistant.understanding.follow_up import stands_alone
from assistant.understanding.normalising import normalised, without_unwanted
from assistant.understanding.several import Part, sentences_asking, without_introduction
from assistant.understanding.small_talk import small_talk
from assistant.words import Found, refuses
from assistant.writing.failure import MODEL_NOTES, Failure
from corpus.divisions import places_in
from corpus.targets import targets
from index.hit import Hit
from index.retriever import Retriever

if TYPE_CHECKING:
    from assistant.writing.write import Writer
    from corpus.programmes import Programmes

Step = tuple[str, Callable[[Inquiry], Inquiry]]
_FURTHER = 6  # passages beside those cited that a model is shown


class Assistant:
    """Answers questions over one library. Thread-safe: nothing is kept between questions."""

    def __init__(
        self,
        library: Library,
        retriever: Retriever,
        reader: StatementReader,
        *,
        max_chars: int,
        today: Callable[[], date],
        legs: Sequence[str] = ("words", "vectors"),
        writer: Writer | None = None,
        seconds: float = 30.0,
        kept: Path | None = None,
    ) -> None:
        """writer is there where a model is configured; answers are extractive without it. seconds:
        for one question, without the model. kept: the file for what is read of each document in
        the background."""
        self.library = library
        self.retriever = retriever
        self.passages = library.passages
        self.sources = library.sources
        self.by_id = library.by_id
        self.notice = library.notice
        self.targets = targets(library.passages)
        self._max_chars = max_chars
        self._today = today
        self._writer = writer
        self._seconds = seconds
        self.reader = reader
        self._finder = Finder(retriever, reader, tuple(legs))
        self.curated: Callable[[str, date], Answer | None] | None = None
        """The approved answer to a question, if the office has one: given by who keeps them."""
        self.listed: Callable[[str], Found] = lambda _: {}
        """The office's listed words in a text: given by who keeps them."""
        self._divider = Divider(self._finder)
        self._router = Router(library, self.targets, today)
        self._composer = Composer(Extractor(library, self._finder))
        self.study = Study(library, reader, partial(self.ask, mode=Mode.EXTRACTIVE), kept)
        self._steps: tuple[Step, ...] = (
            ("guard", self._guard),
            ("divide", self._divide),
            ("curated", self._curated),
            ("route", self._router.route),
            ("find", self._find),
            ("judge", self._judge),
            ("compose", self._compose),
        )

    @property
    def programmes(self) -> Programmes:
        """The eligibility rules whose passages this library holds; read when first needed."""
        return self.library.programmes

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Questions for a first-time visitor that are known to be answered."""
        return self.study.suggestions

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
        inquiry = Inquiry(well_formed(question), tuple(history), listed=self.listed(question))
        try:
            with within(self._seconds):
                inquiry = self._run(inquiry, self._steps)
        except OutOfTime:
            late = AnswerStatus.OUT_OF_TIME
            answer = Answer(inquiry.message, inquiry.message, late, REPLIES[late])
            inquiry = replace(inquiry, answer=answer)
        assert inquiry.answer is not None
        floor = replace(inquiry.answer, timings_ms=inquiry.timings_ms, listed=inquiry.listed)
        read = [asked.finding for asked in inquiry.asked if asked.finding]
        as_it_is = any(asked.approved for asked in inquiry.asked) or not floor.citations or not read
        if self._writer is None or mode is Mode.EXTRACTIVE or as_it_is:
            yield floor
            return
        further = [e.statement.passage for finding in read for e in finding.evidence[:_FURTHER]]
        said = "\n".join((*(turn.question for turn in inquiry.history), inquiry.text))
        with closing(self._writer.stream(inquiry.standalone, floor, further, said)) as answers:
            for answer in answers:
                yield self._tellable(answer, floor)

    def retrieve(self, question: str, history: Sequence[Turn] = (), k: int = 10) -> list[Hit]:
        """The passages read for a question, best first by their best statement."""
        inquiry = self._run(Inquiry(question, tuple(history)), self._steps[:2])
        found: dict[str, Hit] = {}
        for asked in self._find(inquiry).asked:
            for e in asked.finding.evidence if asked.finding else ():
                passage = e.statement.passage
                found.setdefault(passage.id, Hit(passage, e.probability, 0.0, None))
        return sorted(found.values(), key=lambda hit: -hit.score)[:k]

    def warm_up(self) -> None:
        """Load what loads on first use, so that the first asker does not wait for it."""
        self.ask("研发投入", mode=Mode.EXTRACTIVE)
        if self._writer:
            self._writer.warm_up()

    def _tellable(self, answer: Answer, floor: Answer) -> Answer:
        """The floor in the place of a model's words that hold a word that is refused."""
        if answer.mode is Mode.EXTRACTIVE or not refuses(self.listed(answer.text)):
            return answer
        notes = (MODEL_NOTES[Failure.LISTED], *floor.notes)
        return replace(floor, notes=notes, timings_ms=answer.timings_ms)

    def _run(self, inquiry: Inquiry, steps: Sequence[Step]) -> Inquiry:
        timings = dict(inquiry.timings_ms)
        for name, step in steps:
            if inquiry.answer is not None:
                break
            go_on()
            start = time.perf_counter()
            inquiry = step(inquiry)
            timings[name] = (time.perf_counter() - start) * 1000
        timings["total"] = sum(ms for name, ms in timings.items() if name != "total")
        return replace(inquiry, timings_ms=timings)

    def _guard(self, inquiry: Inquiry) -> Inquiry:
        message = inquiry.message
        if refuses(inquiry.listed):
            return replace(inquiry, answer=Answer(message, message, AnswerStatus.BLOCKED, LISTED))
        guarded = guard(message, self._max_chars)
        earlier = guard_history(inquiry.history)
        history = tuple(turn for turn in earlier if not refuses(self.listed(turn.question)))
        text, mended = self.retriever.spelling.mended(normalised(guarded.question))
        text = without_unwanted(text)
        inquiry = replace(inquiry, text=text, mended=mended, history=history)
        if guarded.ended is None:
            return inquiry
        answer = Answer(message, guarded.question, guarded.ended, guarded.reply)
        return replace(inquiry, answer=answer)

    def _divide(self, inquiry: Inquiry) -> Inquiry:
        return replace(inquiry, asked=tuple(map(Asked, sentences_asking(inquiry.text))))

    def _curated(self, inquiry: Inquiry) -> Inquiry:
        """Each question that stands by itself has the office's own answer, where there is one."""
        if self.curated is None:
            return inquiry
        before = [turn.question for turn in inquiry.history]
        found: list[Asked] = []
        for asked in inquiry.asked:
            text = asked.part.text
            said = [*before, asked.part.background] if asked.part.background else before
            alone = stands_alone(text, said) and set(inquiry.places) <= set(places_in(text))
            if alone and (answer := self.curated(text, self._today())):
                asked = replace(asked, answer=answer, status=answer.status, approved=True)
            found.append(asked)
            before = [*before, text]
        return replace(inquiry, asked=tuple(found))

    def _find(self, inquiry: Inquiry) -> Inquiry:
        """Each question that no rule answered is searched and read; a sentence of several asking
        clauses is divided where each of them has evidence of its own."""
        earlier = [turn.question for turn in inquiry.history if not small_talk(turn.question)]
        before = [without_introduction(Part(question)).text for question in earlier]
        day = self._today()
        alone = len(inquiry.asked) == 1
        places = self._finder.held(inquiry.places)
        found: list[Asked] = []
        for asked in inquiry.asked:
            go_on()
            said = [*before, asked.part.background] if asked.part.background else before
            found += (
                [asked]
                if asked.answer
                else self._divider.found(asked.part, said, day, alone, places)
            )
            if asked is inquiry.asked[0]:
                before = [*before, asked.part.text]  # it names what the others go on from
        return replace(inquiry, asked=tuple(told_once(self._divider.in_one_place(found))))

    def _judge(self, inquiry: Inquiry) -> Inquiry:
        statuses = iter(judged_together([a.finding for a in inquiry.asked if a.finding]))
        return replace(
            inquiry,
            asked=tuple(
                replace(a, status=next(statuses) if a.finding else a.status) for a in inquiry.asked
            ),
        )

    def _compose(self, inquiry: Inquiry) -> Inquiry:
        return replace(inquiry, answer=self._composer.compose(inquiry, self._today()))
