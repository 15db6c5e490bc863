"""The log of what is asked: kept beside the answering, never in its way."""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from queue import Empty, Full, Queue
from threading import Event, Lock, Thread

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from assistant import logs, metrics
from assistant.answer import Answer
from assistant.records.database import Database, RecordsUnavailable
from assistant.records.masking import masked
from assistant.records.tables import AskedQuestion, CitedThere, QuestionMark

_WAITING = 2000  # rows that may wait for a database that is slow; more are dropped
_AT_ONCE = 200  # rows in one transaction
_LOOKS_EVERY = 60.0  # seconds, whether to purge
_TRIES_EVERY = 1.0  # seconds, whether a database that is away is there again
_PURGED_EVERY = timedelta(days=1)
_RECORD = re.compile(r"[\w-]{12}\.[\w-]{12}", re.ASCII)

_log = logging.getLogger(__name__)
Work = Callable[[Session], object]


@dataclass(frozen=True, slots=True)
class Record:
    """Names a question, and the conversation it was asked in, at random. It travels with the
    answer, so that the next question and a verdict find it; "" where nothing is kept."""

    conversation: str = ""
    key: str = ""

    def __str__(self) -> str:
        return f"{self.conversation}.{self.key}" if self.key else ""


def record_of(text: str) -> Record:
    """The record that a text from the net names; an empty one where it names none."""
    return Record(*text.split(".")) if _RECORD.fullmatch(text) else Record()


class QuestionLog:
    """Keeps questions from a thread of its own; they wait while the database is away. What cannot
    be kept is counted and told, and the answers go on."""

    def __init__(self, database: Database, keeps: bool, days: int) -> None:
        """Without keeps nothing new is kept, and what was kept still ends after so many days."""
        self.keeps, self.days = keeps, days
        self.dropped = 0  # since the start
        self._database = database
        self._waiting: Queue[Work | None] = Queue(_WAITING)
        self._counting = Lock()
        self._closing = Event()
        self._writer: Thread | None = None

    def start(self) -> None:
        """Write, and purge now and daily, until close()."""
        self._closing.clear()
        self._writer = Thread(target=self._write, name="question log", daemon=True)
        self._writer.start()

    def close(self, seconds: float = 5.0) -> None:
        """Once what is waiting is written, or after so long."""
        if self._writer:
            self._closing.set()
            with suppress(Full):
                self._waiting.put(None, timeout=seconds)
            self._writer.join(seconds)

    def new_record(self, before: Record = Record()) -> Record:
        """For a question that goes on from another, or from none."""
        if not self.keeps:
            return Record()
        return Record(before.conversation or secrets.token_urlsafe(9), secrets.token_urlsafe(9))

    def keep(self, record: Record, answer: Answer, through: str, milliseconds: float) -> None:
        """A question, once it is answered, is counted, and kept where it may be; through says by
        what it was asked. Returns at once."""
        metrics.questions.labels(through, answer.status.value).inc()
        metrics.seconds.labels(through).observe(milliseconds / 1000)
        for action in answer.listed.values():
            metrics.listed_words.labels(action).inc()
        told = {"status": answer.status.value, "passages": len(answer.citations)}
        logs.event(_log, "question", through=through, **told, ms=round(milliseconds))
        _log.debug("asked: %s", answer.question)
        if record.key:
            now = datetime.now(UTC)
            self._put(lambda s: s.add(_row(record, answer, through, milliseconds, now)))

    def judged(self, record: Record, feedback_id: int) -> None:
        """What a reader thinks of the answer. Returns at once."""
        if record.key:
            found = update(AskedQuestion).where(AskedQuestion.key == record.key)
            self._put(lambda s: s.execute(found.values(feedback_id=feedback_id)))

    def purge(self) -> int:
        """Let go of what is too old; how many questions."""
        ended = AskedQuestion.at < datetime.now(UTC) - timedelta(days=self.days)
        with self._database.writing() as session:
            return session.execute(delete(AskedQuestion).where(ended)).rowcount  # type: ignore[attr-defined, no-any-return]  # a CursorResult

    def _put(self, work: Work) -> None:
        try:
            self._waiting.put_nowait(work)
        except Full:
            self._drop(1, "等着写入的太多")

    def _drop(self, count: int, why: object) -> None:
        with self._counting:
            self.dropped += count
        if count > 1 or self.dropped % 100 == 1:
            _log.warning("有问题没有记下（共 %d 条；%s），答复不受影响", self.dropped, why)

    def _write(self) -> None:
        purge_at = datetime.now(UTC)
        taken: list[Work | None] = []
        while None not in taken:
            if datetime.now(UTC) >= purge_at:
                purge_at += _PURGED_EVERY
                self._purge_if_it_can()
            taken = self._taken()
            self._do([work for work in taken if work])

    def _taken(self) -> list[Work | None]:
        """What waits by now; nothing after a while of nothing."""
        taken: list[Work | None] = []
        with suppress(Empty):
            taken.append(self._waiting.get(timeout=_LOOKS_EVERY))
            while len(taken) < _AT_ONCE:
                taken.append(self._waiting.get_nowait())
        return taken

    def _do(self, works: Sequence[Work]) -> None:
        """At the second attempt where the database was away, or is there again by now."""
        fault = self._fault_of(works)
        if fault and self._is_back(fault):
            fault = self._fault_of(works)
        if fault:
            self._drop(len(works), fault)

    def _fault_of(self, works: Sequence[Work]) -> Exception | None:
        """Why they could not be kept; None once they are."""
        if not works:
            return None
        try:
            with self._database.writing() as session:
                for work in works:
                    work(session)
        except Exception as fault:  # whatever it is, the questions after these are kept
            return fault
        return None

    def _is_back(self, fault: Exception) -> bool:
        """Once it can be read; False where the service ends before."""
        told = False
        while not self._closing.is_set():
            try:
                self._database.check()
                return True
            except RecordsUnavailable:
                if not told:
                    _log.warning("问题暂时记不下来（%s），先留着，数据库恢复后补记", fault)
                told = True
            self._closing.wait(_TRIES_EVERY)
        return False

    def _purge_if_it_can(self) -> None:
        try:
            self.purge()
        except RecordsUnavailable as fault:
            _log.warning("过期的问题记录暂时清不掉（%s），明天再清", fault)


def _row(
    record: Record, answer: Answer, through: str, milliseconds: float, at: datetime
) -> AskedQuestion:
    public = "\n".join(citation.passage.text for citation in answer.citations)
    return AskedQuestion(
        key=record.key,
        at=at,
        conversation=record.conversation,
        asked_through=through,
        question=masked(answer.question),
        answer=masked(answer.text, public),
        notes=[masked(note, public) for note in answer.notes],
        status=answer.status.value,
        mode=answer.mode.value,
        confidence=answer.confidence,
        milliseconds=round(milliseconds),
        cited=[
            CitedThere(
                number=citation.number,
                document_id=citation.passage.source.id,
                passage_id=citation.passage.id,
                digest=citation.passage.digest,
                quotes=list(citation.quotes),
            )
            for citation in answer.citations
        ],
        marks=[QuestionMark(word=word, action=action) for word, action in answer.listed.items()],
    )
