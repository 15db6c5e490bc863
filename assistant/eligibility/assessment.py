"""What an assessment says: verdicts, working, citations, scores, benefits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from typing import Any

from assistant.answer import Citation
from assistant.eligibility.finding import Verdict
from assistant.eligibility.profile import FieldProblem
from assistant.eligibility.wording import plain
from corpus.programme_rules import Input
from corpus.programmes import Programme


class _Scored:
    """Points from low to high while something is unknown."""

    __slots__ = ()
    low: Decimal
    high: Decimal

    @property
    def points_text(self) -> str:
        """ "24", or "12–30" while it depends on what is missing."""
        return plain(self.low) if self.low == self.high else f"{plain(self.low)}–{plain(self.high)}"

    @property
    def certain(self) -> float | None:
        """The points; None while they depend on what is missing."""
        return float(self.low) if self.low == self.high else None


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


@dataclass(frozen=True, slots=True)
class PartScore(_Scored):
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


@dataclass(frozen=True, slots=True)
class ScoreCard(_Scored):
    """A score table filled in, under the condition it decides."""

    table: str
    label: str
    full: Decimal
    low: Decimal
    high: Decimal
    parts: tuple[PartScore, ...]


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """A benefit, or a cap beside it, as stated in its passages."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """An amount worked out from the inputs; value is None while one of them is missing."""

    id: str
    label: str
    value: Decimal | None
    working: str
    citations: tuple[Citation, ...] = ()
    missing: tuple[str, ...] = ()


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

    @property
    def manual(self) -> tuple[ConditionResult, ...]:
        """The conditions that only people can judge; the verdict leaves them out."""
        return tuple(c for c in self.conditions if c.verdict is Verdict.MANUAL)

    def to_json(self) -> dict[str, Any]:
        """The contract other programs read."""
        met = self.verdict is Verdict.MET
        benefits = _cited(self.benefits)
        asked = {"name", "label", "unit", "type"}
        return {
            "programme": self.programme.id,
            "name": self.programme.name,
            "verdict": self.verdict.value,
            "conditions": _cited(self.conditions),
            "missing": [item.name for item in self.missing],
            "ask": [item.model_dump(include=asked) for item in self.missing],
            "benefits": benefits if met else [],
            "benefits_if_met": [] if met else benefits,
            "limits": _cited(self.limits),
            "scores": _json(self.scores),
            "computed": _json(self.computed),
            "change": list(self.changes),
            "problems": _json(self.problems),
            "notes": list(self.notes),
            "disclaimer": self.disclaimer,
        }


def _json(value: Any) -> Any:
    """A part of an assessment, told field by field."""
    match value:
        case tuple():
            return [_json(part) for part in value]
        case Decimal():
            return float(value)
        case Citation():
            return value.to_json()
        case ScoreCard():
            return _fields(value) | {"total": value.certain}
        case PartScore():
            told = _fields(value)
            return told | {"points": value.certain, "citation": told.pop("citations")[0]}
    return _fields(value) if is_dataclass(value) else value


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: _json(getattr(value, field.name)) for field in fields(value)}


def _cited(lines: Sequence[ConditionResult | BenefitLine]) -> list[dict[str, Any]]:
    """Lines, each with its first citation by itself: it states the threshold applied."""
    return [_fields(line) | {"citation": line.citations[0].to_json()} for line in lines]
