"""What an assessment says: verdicts, working, citations, scores, benefits."""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from assistant.answer import Citation
from assistant.eligibility.finding import Verdict
from assistant.eligibility.profile import FieldProblem
from assistant.eligibility.wording import plain
from corpus.programme_rules import Input
from corpus.programmes import Programme


def _record(item: Any) -> dict[str, Any]:
    return {field.name: _json(getattr(item, field.name)) for field in fields(item)}


def _first(citations: tuple[Citation, ...]) -> dict[str, Any]:
    """The passage that states the threshold applied."""
    return {"citation": citations[0].to_json()}


def _json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_json(part) for part in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.to_json() if hasattr(value, "to_json") else value


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition: what was used, what is required, how it was worked out, where it stands.

    value is the figure judged (a fraction for ratios, points for scores, name -> value where
    several inputs decide, None where it is unknown); required, working and change are Chinese
    for people. group is "" or the group's id; logic says whether all or any of it must hold.
    """

    id: str
    label: str
    verdict: Verdict
    value: Any
    required: str
    working: str
    citations: tuple[Citation, ...]
    missing: tuple[str, ...] = ()
    change: str = ""
    group: str = ""
    logic: str = "all_of"

    def to_json(self) -> dict[str, Any]:
        """One entry of "conditions"."""
        return _record(self) | _first(self.citations)


@dataclass(frozen=True, slots=True)
class PartScore:
    """Points of one part, or of one alternative or item of it: from low to high while unknown."""

    id: str
    label: str
    full: Decimal
    low: Decimal
    high: Decimal
    working: str
    citations: tuple[Citation, ...]
    missing: tuple[str, ...] = ()
    parts: tuple[PartScore, ...] = ()
    chosen: bool = True

    @property
    def points_text(self) -> str:
        """ "24", or "12–30" while it depends on what is missing."""
        return _points_text(self.low, self.high)

    def to_json(self) -> dict[str, Any]:
        """points is None while it depends on what is missing."""
        points = {"points": float(self.low) if self.low == self.high else None}
        found = _record(self) | points | _first(self.citations)
        del found["citations"]
        return found


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """A score table filled in, under the condition it decides."""

    table: str
    label: str
    full: Decimal
    low: Decimal
    high: Decimal
    parts: tuple[PartScore, ...]

    @property
    def total_text(self) -> str:
        """ "74", or "50–80" while it depends on what is missing."""
        return _points_text(self.low, self.high)

    def to_json(self) -> dict[str, Any]:
        """total is None while it depends on what is missing."""
        total = {"total": float(self.low) if self.low == self.high else None}
        return _record(self) | total


def _points_text(low: Decimal, high: Decimal) -> str:
    return plain(low) if low == high else f"{plain(low)}–{plain(high)}"


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """A benefit, or a cap beside it, as stated in its passages."""

    text: str
    citations: tuple[Citation, ...]

    def to_json(self) -> dict[str, Any]:
        """One entry of "benefits"."""
        return _record(self) | _first(self.citations)


@dataclass(frozen=True, slots=True)
class Computed:
    """An amount worked out from the inputs; value is None while one of them is missing."""

    id: str
    label: str
    value: Decimal | None
    working: str
    citations: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """One entry of "computed"."""
        return _record(self)


@dataclass(frozen=True, slots=True)
class Assessment:
    """One programme judged on one profile.

    benefits follow from the status, so they stand here whatever the verdict; to_json gives them
    as "benefits" only where the verdict is 符合. changes is what would turn 不符合 around, one
    line for each condition in the way. missing are the inputs that could still decide.
    """

    programme: Programme
    verdict: Verdict
    conditions: tuple[ConditionResult, ...]
    missing: tuple[Input, ...]
    benefits: tuple[BenefitLine, ...]
    limits: tuple[BenefitLine, ...]
    scores: tuple[ScoreCard, ...]
    computed: tuple[Computed, ...]
    changes: tuple[str, ...]
    problems: tuple[FieldProblem, ...]
    notes: tuple[str, ...]
    disclaimer: str

    @property
    def in_the_way(self) -> tuple[ConditionResult, ...]:
        """The conditions that are not met and decide; alternatives met elsewhere are not."""
        return tuple(c for c in self.conditions if c.verdict is Verdict.NOT_MET and c.change)

    def to_json(self) -> dict[str, Any]:
        """The contract other programs read."""
        met = self.verdict is Verdict.MET
        benefits = _json(self.benefits)
        asked = {"name", "label", "unit", "type"}
        return {
            "programme": self.programme.id,
            "name": self.programme.name,
            "verdict": self.verdict.value,
            "conditions": _json(self.conditions),
            "missing": [item.name for item in self.missing],
            "ask": [item.model_dump(include=asked) for item in self.missing],
            "benefits": benefits if met else [],
            "benefits_if_met": [] if met else benefits,
            "limits": _json(self.limits),
            "scores": _json(self.scores),
            "computed": _json(self.computed),
            "change": list(self.changes),
            "problems": _json(self.problems),
            "notes": list(self.notes),
            "disclaimer": self.disclaimer,
        }
