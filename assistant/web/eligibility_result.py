"""Assessments as the result cards and the exports show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.eligibility.assessment import Assessment, ConditionResult, PartScore, ScoreCard
from assistant.eligibility.finding import Verdict
from assistant.web.citation_link import CitedMark, CitedMarks
from assistant.web.eligibility_ranking import Ranked, Standing
from corpus.document import Status
from corpus.programme_table import group_headings

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
    manual: int
    benefits: tuple[CitedLine, ...]
    limits: tuple[CitedLine, ...]
    computed: tuple[CitedLine, ...]
    scores: tuple[ScoreCard, ...]
    marks: CitedMarks


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
        len(a.manual),
        benefits,
        limits,
        computed,
        a.scores,
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
