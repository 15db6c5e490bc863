"""Row: one case beside its answer, its tallies, and why it failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from evals.case import Case
from evals.marking import (
    allowed_length,
    answer_length,
    forbidden_found,
    holds_evidence,
    is_complete,
    is_concise,
    missing_facts,
    proven,
)
from evals.metrics import Tally
from evals.prediction import Prediction


@dataclass(frozen=True, slots=True)
class Row:
    """One case beside its answer, with its tallies."""

    case: Case
    prediction: Prediction
    tallies: Mapping[str, Tally]

    @property
    def failed(self) -> bool:
        """Not complete and concise, or a fact without its proof among the citations."""
        cited = self.tallies["facts_cited"]
        return not is_concise(self.case, self.prediction) or cited.got < cited.of

    def reasons(self) -> list[str]:
        """Why the case failed, in plain words."""
        case, prediction = self.case, self.prediction
        found = []
        if case.answerable:
            found += [f"缺事实：{'/'.join(f)}" for f in missing_facts(case, prediction)]
            found += ["误拒"] if prediction.refused else []
            found += self._uncited()
        elif not prediction.refused:
            found.append("应拒答而作答")
        found += [f"断言了禁止内容：{form}" for form in forbidden_found(case, prediction)]
        length = answer_length(prediction)
        if length > allowed_length(case):
            found.append(f"过长：{length}>{allowed_length(case)}字")
        return found

    def _uncited(self) -> list[str]:
        case, cited = self.case, self.prediction.cited
        if not case.evidence:
            return []
        unproven = [f for f in case.facts if not proven(case, f, cited)]
        found = [f"引文中无证据：{'/'.join(f)}" for f in unproven]
        idle = sum(not holds_evidence(case, text) for text in cited)
        return [*found, *([f"多余引文 {idle}/{len(cited)}"] if idle else [])]

    def evidence_ranks(self) -> list[int]:
        """Where the evidence stood in what was retrieved, from 1."""
        if not self.prediction.retrieved:
            return []
        hits = self.prediction.retrieved.hits
        return [n for n, hit in enumerate(hits, 1) if holds_evidence(self.case, hit["text"])]

    def to_json(self) -> dict[str, Any]:
        """As written to scores.json."""
        return {
            "id": self.case.id,
            "category": self.case.category,
            "split": self.case.split,
            "status": self.prediction.status,
            "complete": is_complete(self.case, self.prediction),
            "concise": is_concise(self.case, self.prediction),
            "length": answer_length(self.prediction),
            "reasons": self.reasons(),
            "tallies": {n: [float(t.got), float(t.of)] for n, t in self.tallies.items() if t.of},
        }
