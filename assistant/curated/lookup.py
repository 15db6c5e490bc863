"""Finds the approved answer to a question, over what is kept and the library that serves."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Answer, AnswerStatus, Citation
from assistant.curated.sameness import read_alike, worded_alike
from assistant.library import Library
from assistant.reader.reader import Reading, StatementReader
from assistant.reader.statements import Statement, statements
from assistant.records.curated import CuratedStore
from assistant.records.database import RecordsUnavailable
from assistant.records.kept_passages import KeptPassages
from assistant.records.tables import CuratedAnswer
from assistant.replies import SAYS_SO
from corpus.document import LAPSED
from corpus.passage import Passage

_MARK = re.compile(r"\[\d{1,2}\]")
_QUOTED = 0.0  # logit from which a statement of the basis is shown as what states the answer
_LOOKS_EVERY = 2.0  # seconds from which on what is in use is looked up anew
_WAITS = 60.0  # seconds until a database that could not be read is tried again
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _InUse:
    """One that holds: its wordings, the statement of its basis that answers it best, and what it
    answers."""

    questions: tuple[str, ...]
    since: date
    best: Reading
    answer: Answer


class CuratedLookup:
    """Over one library. What is in use is read anew when it was changed."""

    def __init__(
        self, store: CuratedStore, kept: KeptPassages, library: Library, reader: StatementReader
    ) -> None:
        self._store, self._kept, self._library, self._reader = store, kept, library, reader
        self._read: tuple[object, tuple[_InUse, ...]] = (None, ())
        self._looked: tuple[float, date | None] = (0.0, None)

    def find(self, text: str, day: date) -> Answer | None:
        """The answer whose question is the same; none where two are, or while the database cannot
        be read: then the documents answer."""
        try:
            held = self._held(day)
        except RecordsUnavailable as fault:
            _log.warning("口径库暂时读不了（%s），照文件作答", fault)
            self._read, self._looked = (None, ()), (time.monotonic() + _WAITS, day)
            return None
        found = [one for one in held if self._asks(one, text, day)]
        return found[0].answer if len(found) == 1 else None

    def review(self, day: date) -> None:
        """Withdraw those that this library no longer bears, or whose time is over."""
        kept = self._kept.of(digest for row in self._store.in_use() for digest in row.basis)
        self._store.review(lambda row: why_not(row, kept, self._library, day))

    def _asks(self, one: _InUse, text: str, day: date) -> bool:
        for known in one.questions:
            if worded_alike(known, text, one.since, day):
                then, now = (self._reader.read(q, [one.best.statement]) for q in (known, text))
                return read_alike(*then, *now)
        return False

    def _held(self, day: date) -> tuple[_InUse, ...]:
        """Those whose basis stands unchanged in this library and that are valid on the day."""
        now = time.monotonic()
        if self._looked[1] == day and now - self._looked[0] < _LOOKS_EVERY:
            return self._read[1]
        self._looked = now, day
        stamp = (day, self._store.stamp())
        if self._read[0] != stamp:
            rows = self._store.in_use()
            kept = self._kept.of(digest for row in rows for digest in row.basis)
            held = [row for row in rows if not why_not(row, kept, self._library, day)]
            self._read = stamp, tuple(self._in_use(row, kept) for row in held)
        return self._read[1]

    def _in_use(self, row: CuratedAnswer, kept: Mapping[str, Passage]) -> _InUse:
        questions = row.questions.splitlines()
        basis = [self._library.by_id[kept[digest].id] for digest in row.basis]
        said = [statement for passage in basis for statement in statements(passage)]
        read = self._reader.read(questions[0], said)
        best = max(read, key=lambda reading: reading.logit)
        quoted = [r.statement for r in read if r is best or r.logit >= _QUOTED]
        assert row.approved_on
        return _InUse(tuple(questions), row.approved_on, best, _answer(row, basis, quoted))


def marked(text: str, passages: int) -> str:
    """An answer without marks of its own rests on all of its basis."""
    every = "".join(f"[{n}]" for n in range(1, passages + 1))
    return text if _MARK.search(text) else text + every


def why_not(row: CuratedAnswer, kept: Mapping[str, Passage], library: Library, day: date) -> str:
    """Why an approved answer has to be looked at again and does not answer; "" where it holds."""
    if row.valid_until and row.valid_until < day:
        return f"有效期到 {row.valid_until} 为止"
    return next(filter(None, (_gone(kept.get(d), library, day) for d in row.basis)), "")


def _gone(then: Passage | None, library: Library, day: date) -> str:
    if then is None:
        return "当时的依据已读不出"
    title = f"《{then.source.title.strip('《》')}》"
    now = library.by_id.get(then.id)
    if now is None:
        return f"{title}里已没有这一条，或文件已停用、删除"
    if (status := now.source.status_on(day)) in LAPSED:
        return f"{title}{status}"
    return "" if now.evidence == then.evidence else f"{title}的原文有改动"


def _answer(row: CuratedAnswer, basis: Sequence[Passage], quoted: Sequence[Statement]) -> Answer:
    citations = [
        Citation(n, passage, tuple(s.text.strip() for s in quoted if s.passage == passage))
        for n, passage in enumerate(basis, 1)
    ]
    return Answer(
        question=row.questions,
        standalone=row.questions,
        status=AnswerStatus.ANSWERED,
        text=f"{marked(row.text, len(basis))}\n{SAYS_SO.format(day=row.approved_on)}",
        citations=tuple(citations),
    )
