"""Deadlines that the documents state, as rows with the sentence they stand in."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from corpus import deadline_language as say
from corpus.deadline_places import Moment, Place, places
from corpus.outline import LIST_MARK
from corpus.passage import Passage

_LONGEST = 60
_ENOUGH = 12  # characters; a shorter clause says too little without its neighbours


class Timing(StrEnum):
    """How a deadline is fixed."""

    DATED = "定日"
    YEARLY = "每年"
    RELATIVE = "按事由起算"


class Kind(StrEnum):
    """What ends: the time to do something, or a policy's term."""

    ACTION = "办理期限"
    TERM = "执行期限"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline; `when` is as written.

    `due` (and `starts`, of a window) are set for DATED; `month` and `day` for YEARLY, both
    None where the text names only the occasion, day None where it names only the month.
    """

    what: str
    when: str
    timing: Timing
    sentence: str
    passage: Passage
    kind: Kind = Kind.ACTION
    starts: date | None = None
    due: date | None = None
    month: int | None = None
    day: int | None = None

    def next_on(self, today: date) -> date | None:
        """The day it falls due next; for one that has passed the day it had; None without."""
        if self.month is None:
            return self.due
        this_year = self._in(today.year)
        return this_year if this_year >= today else self._in(today.year + 1)

    def passed_on(self, today: date) -> bool:
        """Whether it is over for good; what comes back each year never is."""
        return self.due is not None and self.due < today

    def passed_this_year(self, today: date) -> bool:
        """Whether a yearly one is over for this year."""
        return self.month is not None and self._in(today.year) < today

    def _in(self, year: int) -> date:
        assert self.month is not None
        return _day(year, self.month, self.day)


def deadlines(passages: Sequence[Passage]) -> tuple[Deadline, ...]:
    """All deadlines in document order."""
    return tuple(
        row
        for passage in passages
        for sentence in passage.sentences
        for row in _of_sentence(passage, sentence)
    )


EACH = 0
"""In place of a year: each year."""


def _of_sentence(passage: Passage, sentence: str) -> list[Deadline]:
    plain = LIST_MARK.sub("", sentence)
    rows = (_row(passage, plain, place) for place in places(plain))
    return [replace(row, sentence=sentence.strip()) for row in rows]


def _row(passage: Passage, sentence: str, found: Place) -> Deadline:
    """What a sentence (its list mark taken off) says at one place, with its date."""
    row = Deadline(
        _what(sentence, found.group or (found.start, found.end)),
        _when(sentence, found),
        Timing.YEARLY if found.yearly else Timing.RELATIVE,
        sentence.strip(),
        passage,
        Kind.TERM if found.ends_term else Kind.ACTION,
    )
    year = _year(passage, sentence, found)
    if found.last is None or year is None:
        return row
    if year == EACH:
        return replace(row, timing=Timing.YEARLY, month=found.last.month, day=found.last.day)
    starts, due = _days(found, found.last, year)
    return replace(row, timing=Timing.DATED, starts=starts, due=due)


def _days(found: Place, last: Moment, year: int) -> tuple[date | None, date]:
    """Start and end; a window whose end lies before its start ends in the next year."""
    first, due = found.first, _day(year, last.month, last.day)
    if first is None:
        return None, due
    starts = _day(first.year or year, first.month, first.day or 1)
    return starts, due if due >= starts else _day(year + 1, last.month, last.day)


def _year(passage: Passage, sentence: str, found: Place) -> int | None:
    """The year meant, EACH, or None where nothing tells."""
    if found.last is None:
        return None
    own = found.last.year or (found.first.year if found.first else None)
    if own:
        return own
    said = list(say.YEAR_SAID.finditer(sentence[: found.last.start]))
    if said:
        return int(said[-1]["year"] or EACH)
    if say.OF_EACH_YEAR.search(sentence):
        return EACH
    source = passage.source
    named = say.YEAR_OF.search("".join(passage.heading_path)) or say.YEAR_OF.search(source.title)
    if named or source.year:
        return int(named[1]) if named else source.year
    return EACH if say.STANDING.search(source.title) else None


def _what(sentence: str, span: tuple[int, int]) -> str:
    """The clause without its time; with what follows, then what goes before, while it is short."""
    start, end = span
    every = say.EVERY_YEAR.search(sentence[:start])
    start -= len(every[0]) if every else 0
    earlier = re.split(say.CLAUSE, re.split(say.STOP, sentence[:start])[-1])
    later = re.split(say.CLAUSE, re.split(say.STOP, sentence[end:], maxsplit=1)[0])
    own = _joined(earlier.pop(), later.pop(0))
    while later and (len(own) < _ENOUGH or say.OPEN.search(own)):
        own = _joined(own, later.pop(0), "" if own.endswith(("：", ":")) else "，")
    piece = ""
    while earlier and (len(own) < _ENOUGH or say.needs(earlier[-1], piece)):
        piece = earlier.pop()
        own = _joined(piece, own, "，")
    return own if len(own) <= _LONGEST else own[: _LONGEST - 1] + "…"


def _joined(left: str, right: str, between: str = "") -> str:
    head = say.TRAILING.sub("", say.LEADING.sub("", left.strip()))
    tail = say.TRAILING.sub("", say.LEADING.sub("", right.strip())) or right.strip()
    return f"{head}{between if head and tail else ''}{tail}"


def _when(sentence: str, found: Place) -> str:
    """The time as written; of a list each item with the word that binds them all."""
    text = sentence[found.start : found.end]
    if found.group and found.last:
        closing = say.CLOSING.search(text)
        text = found.last.text + (closing[0] if closing else "")
    every = say.EVERY_YEAR.search(sentence[: found.start])
    return f"{every[0] if every else ''}{text}"


def _day(year: int, month: int, day: int | None) -> date:
    """A day that exists: the month's last where none is named or it has fewer."""
    longest = calendar.monthrange(year, month)[1]
    return date(year, month, min(day or longest, longest))
