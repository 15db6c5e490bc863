"""Assessments in the order in which an enterprise wants to read them, and as the result cards and
the exports show them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.eligibility.assessment import Assessment, ConditionResult, PartScore, ScoreCard
from assistant.eligibility.finding import Verdict
from assistant.web.citation_link import CitedMark, CitedMarks
from corpus.document import Status
from corpus.programme_table import group_headings


class Standing(StrEnum):
    """Best first; MANUAL is all met but what people must judge, ONE_STEP one thing in the way and
    nothing open beside it."""

    MET = "符合"
    MANUAL = "需人工核实"
    ONE_STEP = "差一步"
    UNKNOWN = "待补充"
    NOT_MET = "不符合"


@dataclass(frozen=True, slots=True)
class Ranked:
    """An assessment with its standing; step is what is missing where one thing is."""

    assessment: Assessment
    standing: Standing
    step: str = ""


SYMBOLS: Mapping[str, str] = {
    Verdict.MET.value: "✓",
    Verdict.NOT_MET.value: "✗",
    Verdict.UNKNOWN.value: "?",
    Verdict.MANUAL.value: "☞",
    Standing.ONE_STEP.value: "△",
}
"""Beside every verdict word, so that neither colour nor symbol stands alone."""

DISCLAIMER = "自测结果不代表主管部门认定结论"


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One line of the table of conditions."""

    result: ConditionResult
    symbol: str
    marks: tuple[CitedMark, ...]


@dataclass(frozen=True, slots=True)
class ConditionGroup:
    """Conditions that belong together, with how; heading "" where there is one group."""

    heading: str
    rows: tuple[ConditionRow, ...]


@dataclass(frozen=True, slots=True)
class CitedLine:
    """A benefit, limit or amount with its citations."""

    text: str
    working: str
    marks: tuple[CitedMark, ...]


@dataclass(frozen=True, slots=True)
class ResultCard:
    """One programme's assessment, ready to be shown."""

    ranked: Ranked
    assessment: Assessment
    symbol: str
    status: Status
    groups: tuple[ConditionGroup, ...]
    counts: tuple[tuple[str, str, int], ...]
    benefits: tuple[CitedLine, ...]
    limits: tuple[CitedLine, ...]
    computed: tuple[CitedLine, ...]
    marks: CitedMarks


def rank(assessments: Iterable[Assessment]) -> tuple[Ranked, ...]:
    """Best standing first, then the less in the way or missing; rules of the past come last."""
    return tuple(sorted(map(_ranked, assessments), key=_far))


def counted(ranked: Sequence[Ranked]) -> dict[Standing, int]:
    """How many stand where, in order, none of them left out."""
    return {s: sum(r.standing is s for r in ranked) for s in Standing}


def _ranked(assessment: Assessment) -> Ranked:
    stands = _standing(assessment)
    step = assessment.changes[0] if stands is Standing.ONE_STEP else ""
    return Ranked(assessment, stands, step)


def _standing(a: Assessment) -> Standing:
    if a.verdict is Verdict.MET and a.manual:
        return Standing.MANUAL
    if a.verdict is not Verdict.NOT_MET:
        return Standing(a.verdict.value)
    settled = not any(c.verdict is Verdict.UNKNOWN and c.missing for c in a.conditions)
    one = len(a.changes) == 1 and len(a.in_the_way) == 1
    return Standing.ONE_STEP if one and settled else Standing.NOT_MET


def _far(ranked: Ranked) -> tuple[bool, int, int, int]:
    a = ranked.assessment
    past = bool(a.programme.note)  # judged by rules of the past
    return past, list(Standing).index(ranked.standing), len(a.in_the_way), len(a.missing)


def result_card(ranked: Ranked, day: date, marks: CitedMarks | None = None) -> ResultCard:
    """The card of one programme; marks are shared where several cards cite one list."""
    marks = marks or CitedMarks()
    a = ranked.assessment
    groups = _groups(a, marks)
    benefits, limits = (
        tuple(CitedLine(line.text, "", marks.of(line.citations)) for line in lines)
        for lines in (a.benefits, a.limits)
    )
    computed = tuple(
        CitedLine(c.label, c.working, marks.of(c.citations)) for c in a.computed if not c.missing
    )
    return ResultCard(
        ranked,
        a,
        SYMBOLS[ranked.standing.value],
        _status(a, day),
        groups,
        _counts(a.conditions),
        benefits,
        limits,
        computed,
        marks,
    )


def _groups(a: Assessment, marks: CitedMarks) -> tuple[ConditionGroup, ...]:
    by_group: dict[str, list[ConditionResult]] = {}
    for condition in a.conditions:
        by_group.setdefault(condition.group, []).append(condition)
    headings = group_headings(a.programme)
    return tuple(
        ConditionGroup(headings.get(name, ""), tuple(_row(c, marks) for c in conditions))
        for name, conditions in by_group.items()
    )


def _row(condition: ConditionResult, marks: CitedMarks) -> ConditionRow:
    return ConditionRow(condition, SYMBOLS[condition.verdict.value], marks.of(condition.citations))


def _counts(conditions: Sequence[ConditionResult]) -> tuple[tuple[str, str, int], ...]:
    found = ((v.value, sum(c.verdict is v for c in conditions)) for v in Verdict)
    return tuple((SYMBOLS[name], name, count) for name, count in found if count)


def _status(a: Assessment, day: date) -> Status:
    """Of the document the programme stands on; of the first one cited where that is not."""
    cited = [citation.passage.source for c in a.conditions for citation in c.citations]
    own = next((source for source in cited if source.id == a.programme.policy), cited[0])
    return own.status_on(day)


def score_lines(card: ScoreCard) -> tuple[str, ...]:
    """The parts of a score table as lines of text, alternatives not taken left out."""
    every = (part for top in card.parts for part in (top, *top.parts))
    return tuple(_score_line(part) for part in every if part.chosen)


def _score_line(part: PartScore) -> str:
    points = f"{part.low}" if part.low == part.high else f"{part.low} 至 {part.high}"
    working = f"（{part.working}）" if part.working else ""
    return f"{part.label}：{points} / {part.full} 分{working}"
