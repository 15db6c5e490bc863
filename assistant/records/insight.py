"""What the log of questions tells in the whole: how many, which most often, which in vain."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from assistant.answer import AnswerStatus
from assistant.records.likeness import groups_of
from assistant.records.question_history import Told, first_day

_ANSWERED = (AnswerStatus.ANSWERED, AnswerStatus.PARTLY_ANSWERED)
_LACKING = (AnswerStatus.NOT_FOUND, AnswerStatus.NOT_STATED)
_GROUPED = 2000  # wordings, those asked most and last first: half a second


@dataclass(frozen=True, slots=True)
class Day:
    """How many of a day's questions were answered, and how many not."""

    day: date
    answered: int
    refused: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that ask alike: the wording asked most, the others, how often and how it ended.
    last is the number of the newest."""

    question: str
    others: tuple[str, ...]
    count: int
    statuses: tuple[tuple[str, int], ...]
    last: int


@dataclass(frozen=True, slots=True)
class Insight:
    """Of some days. partial: there were more wordings than are grouped."""

    count: int
    conversations: int
    answered: int
    milliseconds: int
    days: tuple[Day, ...]
    statuses: tuple[tuple[str, int], ...]
    asked_most: tuple[Topic, ...]
    lacking: tuple[Topic, ...]
    partial: bool


def insight(rows: Sequence[Told], days: int, most: int) -> Insight:
    """rows newest first; most topics of each kind."""
    lacking = [row for row in rows if row.status in _LACKING]
    return Insight(
        len(rows),
        len({row.conversation for row in rows}),
        sum(row.status in _ANSWERED for row in rows),
        round(median(row.milliseconds for row in rows)) if rows else 0,
        _days(rows, days),
        tuple(Counter(row.status for row in rows).most_common()),
        _topics(rows)[:most],
        _topics(lacking)[:most],
        len({row.question for row in rows}) > _GROUPED,
    )


def _days(rows: Sequence[Told], days: int) -> tuple[Day, ...]:
    counted = Counter((row.at.astimezone().date(), row.status in _ANSWERED) for row in rows)
    first = first_day(days).date()
    dates = [first + timedelta(days=n) for n in range(days)]
    return tuple(Day(day, counted[day, True], counted[day, False]) for day in dates)


def _topics(rows: Sequence[Told]) -> tuple[Topic, ...]:
    by_wording: dict[str, list[Told]] = defaultdict(list)
    for row in rows:
        by_wording[row.question].append(row)
    wordings = sorted(by_wording, key=lambda one: -len(by_wording[one]))[:_GROUPED]
    topics = [_topic([wordings[n] for n in group], by_wording) for group in groups_of(wordings)]
    return tuple(sorted(topics, key=lambda topic: -topic.count))


def _topic(wordings: Sequence[str], by_wording: dict[str, list[Told]]) -> Topic:
    rows = [row for wording in wordings for row in by_wording[wording]]
    return Topic(
        wordings[0],
        tuple(wordings[1:]),
        len(rows),
        tuple(Counter(row.status for row in rows).most_common()),
        max(row.id for row in rows),
    )
