"""What an assessment says: verdicts, working, citations, scores, benefits."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.answer import Citation
from assistant.eligibility.finding import Verdict
from assistant.eligibility.profile import FieldProblem
from assistant.eligibility.wording import plain
from corpus.programme_rules import Input
from corpus.programmes import Programme


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
        """One entry of "conditions"; citation is the passage that states the threshold applied."""
        return {
            "id": self.id,
            "label": self.label,
            "verdict": self.verdict.value,
            "value": self.value,
            "required": self.required,
            "working": self.working,
            "citation": self.citations[0].to_json(),
            "citations": [citation.to_json() for citation in self.citations],
            "missing": list(self.missing),
            "change": self.change,
            "group": self.group,
            "logic": self.logic,
        }


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
        return {
            "id": self.id,
            "label": self.label,
            "full": float(self.full),
            "points": float(self.low) if self.low == self.high else None,
            "low": float(self.low),
            "high": float(self.high),
            "working": self.working,
            "chosen": self.chosen,
            "missing": list(self.missing),
            "citation": self.citations[0].to_json(),
            "parts": [part.to_json() for part in self.parts],
        }


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
        return {
            "table": self.table,
            "label": self.label,
            "full": float(self.full),
            "total": float(self.low) if self.low == self.high else None,
            "low": float(self.low),
            "high": float(self.high),
            "parts": [part.to_json() for part in self.parts],
        }


def _points_text(low: Decimal, high: Decimal) -> str:
    return plain(low) if low == high else f"{plain(low)}–{plain(high)}"


@dataclass(frozen=True, slots=True)
class BenefitLine:
    """A benefit, or a cap beside it, as stated in its passages."""

    text: str
    citations: tuple[Citation, ...]

    def to_json(self) -> dict[str, Any]:
        """One entry of "benefits"."""
        return {
            "text": self.text,
            "citation": self.citations[0].to_json(),
            "citations": [citation.to_json() for citation in self.citations],
        }


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
        return {
            "id": self.id,
            "label": self.label,
            "value": None if self.value is None else float(self.value),
            "working": self.working,
            "citations": [citation.to_json() for citation in self.citations],
            "missing": list(self.missing),
        }


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
        benefits = [benefit.to_json() for benefit in self.benefits]
        return {
            "programme": self.programme.id,
            "name": self.programme.name,
            "verdict": self.verdict.value,
            "conditions": [condition.to_json() for condition in self.conditions],
            "missing": [item.name for item in self.missing],
            "ask": [
                {"name": i.name, "label": i.label, "unit": i.unit, "type": i.type}
                for i in self.missing
            ],
            "benefits": benefits if met else [],
            "benefits_if_met": [] if met else benefits,
            "limits": [limit.to_json() for limit in self.limits],
            "scores": [score.to_json() for score in self.scores],
            "computed": [line.to_json() for line in self.computed],
            "change": list(self.changes),
            "problems": [problem.to_json() for problem in self.problems],
            "notes": list(self.notes),
            "disclaimer": self.disclaimer,
        }
