"""Each figure of a plan's sentence read in its clause: is it a target, or something else?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus import plan_language as say
from corpus.figures import Comparator, Figure, Measure, figures

_CLAUSE_END = re.compile(r"[，；;：:。！!？?\n]|,(?!\d{3}(?!\d))")
_POSTPOSED = re.compile(r"^\s*(?:$|[、)）(（和及并与]|以及|任务$|目标$|的?(?:任务|目标))")
_CHINESE = re.compile(r"^[^\d]*[一二三四五六七八九十百千两]")
_AIMS = re.compile(rf"{say.VERB.pattern}|{say.RESULT.pattern}|{say.MODAL}")
_NAMES_ONLY = {"级", "类", "档", "届", "度", "步", "道", "轮", "成", "位"}


@dataclass(frozen=True, slots=True)
class Clause:
    """Text between commas, with its offset in the sentence; group counts semicolons before it."""

    text: str
    start: int
    group: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure in its clause: what stands before it (since the last target) and after it."""

    figure: Figure
    clause: Clause
    before: str
    after: str
    carried: bool  # an earlier figure of the sentence has set a target
    listed: bool  # and it stands in this very clause
    year: int | None
    period: re.Match[str] | None
    earlier: tuple[Clause, ...]  # the clauses of the sentence before its own

    @property
    def postposed(self) -> bool:
        """ "新增企业300家" as against "新增300家企业"."""
        return bool(_POSTPOSED.match(self.after))

    @property
    def compared(self) -> bool:
        """Whether the figure has a comparator of its own."""
        return self.figure.comparator is not Comparator.EQUAL


def clauses(sentence: str) -> list[Clause]:
    """Clauses of a sentence in order; commas in quotes and within numbers do not divide."""
    found, start, group = [], 0, 0
    for end in [*_CLAUSE_END.finditer(say.shielded(sentence)), None]:
        stop = end.start() if end else len(sentence)
        if sentence[start:stop].strip():
            found.append(Clause(sentence[start:stop], start, group))
        if end:
            group += end.group(0) in ";；"
            start = end.end()
    return found


def target_readings(sentence: str, year: int | None) -> Iterator[Reading]:
    """The figures that set a target, in order."""
    parts = clauses(sentence)
    quoted = [m.span() for m in say.QUOTED.finditer(sentence)]
    free = [f for f in figures(sentence) if not any(a <= f.start < b for a, b in quoted)]
    carried = False
    for at_clause, clause in enumerate(parts):
        earlier = tuple(parts[:at_clause])
        end = clause.start + len(clause.text)
        boundary = clause.start
        inside = [f for f in free if clause.start <= f.start < end]
        listed = False
        for at, figure in enumerate(inside):
            before, after = sentence[boundary : figure.start], sentence[figure.end : end]
            period = _period(earlier, clause, figure.start - clause.start)
            reading = Reading(figure, clause, before, after, carried, listed, year, period, earlier)
            if _is_target(reading, inside[at + 1 :]):
                boundary, carried, listed = _next_boundary(reading, inside[at + 1 :]), True, True
                own = sentence[figure.end : boundary] or after
                yield replace(reading, after=own)


def _next_boundary(reading: Reading, later: list[Figure]) -> int:
    """After "50名专家和" the next count begins: what is counted belongs to its own figure."""
    end = reading.figure.end
    if reading.postposed or not later:
        return end
    between = reading.after[: max(0, later[0].start - end)]
    joined = max(between.rfind(word) for word in "、和及并")
    return end + joined if joined >= 0 else end


def _period(earlier: Sequence[Clause], clause: Clause, at: int) -> re.Match[str] | None:
    """The period that governs: of the clause, its semicolon group, or the sentence's opening."""
    own = say.periods(clause.text)
    before = [m for m in own if m.start() < at]
    if own:
        return before[-1] if before else own[0]
    group = [part for part in earlier if part.group == clause.group]
    found = (say.periods(part.text) for part in [*reversed(group), *earlier[:1]])
    return next((periods[-1] for periods in found if periods), None)


def _is_target(reading: Reading, later: list[Figure]) -> bool:
    return (
        _measures_something(reading)
        and not say.NO_AIM.search(reading.before)
        and not _is_past(reading)
        and not _is_attribute(reading, later)
        and _is_aimed_at(reading)
    )


def _measures_something(reading: Reading) -> bool:
    """Not a date, a grade, a rank; a time span only where it is to be cut or held."""
    figure = reading.figure
    if figure.measure in (Measure.DATE, Measure.SCORE) or figure.unit in _NAMES_ONLY:
        return False
    numbered = figure.unit == "期" and _CHINESE.match(figure.text)  # a works' 二期
    if figure.text.startswith("一") or numbered:
        return False
    if figure.measure is Measure.DURATION:
        return reading.postposed and bool(say.CLOCK.search(reading.before))
    return True


def _is_past(reading: Reading) -> bool:
    """What was reached before the plan's year, or is there already: "A、B等20个机构"."""
    period, before = reading.period, reading.before
    if before.endswith("等") and not say.STARTS_NEW.match(bare(before)):
        return True
    if period is None:
        return bool(say.RISEN.search(before))
    said, planned = period["year"], reading.year
    return bool(period["past"] or (said and planned and int(said) < planned))


def _is_attribute(reading: Reading, later: list[Figure]) -> bool:
    """ "投资5亿元以上的项目30个": the first figure says which projects, the second how many."""
    if say.CONDITION.match(reading.clause.text) and "的" in reading.after:
        return True
    if reading.postposed:
        return False
    if say.REFERENCE.search(reading.before):
        return True
    if reading.figure.measure in (Measure.MONEY, Measure.FOREIGN_MONEY):
        return not say.MONEY_NOUN.match(reading.after)
    if not later or later[0].measure in (Measure.DATE, Measure.DURATION):
        return False
    between = reading.after[: max(0, later[0].start - reading.figure.end)]
    rest = reading.after[max(0, later[0].end - reading.figure.end) :]
    joined = re.search(r"[、和及并]", between)
    return not joined and bool(_POSTPOSED.match(rest))


def _is_aimed_at(reading: Reading) -> bool:
    before = reading.before.rstrip()
    if reading.postposed:
        return reading.compared or reading.carried or bool(_AIMS.search(before))
    if reading.listed and not bare(before):
        return True
    if say.GOVERNED.search(before):
        return reading.compared or not _CHINESE.match(reading.figure.text)
    partial = reading.compared or reading.figure.measure is Measure.PERCENT
    if say.GOVERNED_WEAKLY.search(before):
        helped = bare(before) and reading.figure.unit in say.HELPED
        return partial or bool(helped and not _CHINESE.match(reading.figure.text))
    return not bare(before) and partial and bool(say.STRONG_VERB.search(reading.after))


def bare(before: str) -> str:
    """The words before a figure without joints, modals and words of time."""
    text = say.LOOSE_PERIOD.sub("", before)
    return re.sub(rf"(?:{say.MODAL}|[、和及并\s])+", "", text)
