"""Where a sentence states a deadline: days and months, occasions, terms counted from an event."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus import deadline_language as say
from corpus.deadline_language import clause, next_clause


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, month or year's end as written; year None where none stands beside it."""

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deadline stands in its sentence.

    first is the start of a window; group spans the list that the moment is one item of.
    """

    start: int
    end: int
    last: Moment | None = None
    first: Moment | None = None
    group: tuple[int, int] | None = None
    ends_term: bool = False
    yearly: bool = False


def places(sentence: str) -> list[Place]:
    """The deadlines of a sentence without its list mark, in order; none overlaps another."""
    yearly = say.ASSESSED.finditer(sentence)  # comes each year without a day of its own
    found = [*_dated(sentence), *(Place(*match.span(), yearly=True) for match in yearly)]
    for start, end in _relative(sentence):
        if not any(start < other.end and other.start < end for other in found):
            found.append(Place(start, end))
    return sorted(found, key=lambda one: one.start)


def _dated(sentence: str) -> Iterator[Place]:
    moments = [_moment(match) for match in say.MOMENT.finditer(sentence)]
    for at, moment in enumerate(moments):
        earlier = moments[at - 1] if at else None
        found = (
            _window(sentence, earlier, moment)
            or _until(sentence, moment)
            or _by(sentence, moments, at)
            or _in_month(sentence, moment)
        )
        if found is not None:
            yield found


def _window(sentence: str, first: Moment | None, last: Moment) -> Place | None:
    """ "6月1日至8月31日" where something can be done or holds; not what took place then."""
    if first is None or not say.RANGE.fullmatch(sentence[first.end : last.start]):
        return None
    after = sentence[last.end :]
    said = clause(sentence, first.start, last.end) + next_clause(after)
    if not say.WINDOW.search(said) or say.HAPPENED.search(said):
        return None
    return Place(first.start, last.end, last, first, ends_term=bool(say.TERM.search(said)))


def _until(sentence: str, moment: Moment) -> Place | None:
    """ "执行至2027年12月31日"; "截至2024年12月" only where it says until when one may file."""
    opens_range = say.RANGE.match(sentence[moment.end :])
    if opens_range or not say.UP_TO.search(sentence[: moment.start]):
        return None
    said = clause(sentence, moment.start, moment.end)
    return Place(moment.start, moment.end, moment, ends_term=bool(say.TERM.search(said)))


def _by(sentence: str, moments: Sequence[Moment], at: int) -> Place | None:
    """ "3月底前"; in "5月30日、7月1日前" the last one speaks for all."""
    listed = _list_of(sentence, moments, at)
    moment, last = moments[at], listed[-1]
    closing = say.BEFORE_IT.match(sentence[last.end :])
    if closing is None:
        return None
    end = last.end + closing.end()
    before, after = sentence[: moment.start], sentence[end:]
    if say.ATTRIBUTE.match(after):
        return None
    if say.HAPPENED.search(clause(after, 0, 0)) and not say.DUTY.search(before):
        return None
    group = (listed[0].start, end) if len(listed) > 1 else None
    return Place(moment.start, end, moment, group=group)


def _list_of(sentence: str, moments: Sequence[Moment], at: int) -> Sequence[Moment]:
    """The moments that are named in one breath with this one, itself among them."""
    ends = [
        n
        for n, (one, other) in enumerate(pairwise(moments), 1)
        if sentence[one.end : other.start] not in say.LISTED
    ]
    first = max((n for n in ends if n <= at), default=0)
    return moments[first : min((n for n in ends if n > at), default=len(moments))]


def _in_month(sentence: str, moment: Moment) -> Place | None:
    """ "7月份预缴申报时": a month in which something is filed."""
    after = sentence[moment.end :]
    closing = say.IN_THE_MONTH.match(after)
    if moment.day is not None or closing is None or say.HAPPENED.search(closing[0]):
        return None
    return Place(moment.start, moment.end + closing.end(), moment)


def _moment(match: re.Match[str]) -> Moment:
    if match["iso"]:
        on = [int(part) for part in re.split(r"[-./]", match["iso"])]
        return Moment(*match.span(), on[0], on[1], on[2], match[0])
    if not match["month"]:
        ended = int(match["year_ended"]) if match["year_ended"] else None
        return Moment(*match.span(), ended, 12, 31, match[0])
    year = int(match["year"]) if match["year"] else None
    return Moment(*match.span(), year, int(match["month"]), _day_of(match), match[0])


def _day_of(match: re.Match[str]) -> int | None:
    if match["day"]:
        return int(match["day"])
    last = {"上旬": 10, "中旬": 20, "下旬": 31, "底": 31, "末": 31}
    return last.get(match["edge"] or "")


def _relative(sentence: str) -> Iterator[tuple[int, int]]:
    for match in say.WITHIN.finditer(sentence):
        if _binds_within(sentence, match):
            yield match.span()
    for match in say.BEFORE_IT_ENDS.finditer(sentence):
        said = clause(sentence, *match.span()) + next_clause(sentence[match.end() :])
        if say.DUTY.search(said):
            yield match.span()
    yield from (match.span() for match in say.RENEWAL.finditer(sentence))


def _binds_within(sentence: str, match: re.Match[str]) -> bool:
    """A term in which something must be done; not one looked back on, banned or aimed at."""
    if say.LOOKS_BACK.search(sentence[: match.start("length")]):
        return False
    after, said = sentence[match.end() :], clause(sentence, *match.span())
    if say.BAN.match(after) or say.AIM.search(said):
        return False
    return bool(say.DUTY.search(said))
