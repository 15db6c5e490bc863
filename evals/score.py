"""Score a saved run: each case beside its answer, why it failed, and the figures over all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evals import metrics
from evals.bootstrap import figures
from evals.case import CATEGORIES, Case, InputError
from evals.folder import CASES, SCORES, Prediction, about, predictions, write_json
from evals.metrics import METRICS, Tally, tallies
from evals.question_set import load, select

LOWER_IS_BETTER = ("forbidden", "false_refusals", "other_document")
GOALS = {
    "complete_and_concise": "≥ 0.90",
    "fact_recall": "≥ 0.95",
    "facts_cited": "≥ 0.97",
    "citation_precision": "≥ 0.90",
    "forbidden": "0",
    "refusal_recall": "≥ 0.92",
    "false_refusals": "≤ 0.04",
    "other_document": "0",
    "proof@5": "≥ 0.99",
}
LABELS = {
    "complete_and_concise": "完整且简明（全部）",
    "complete": "完整（全部）",
    "fact_recall": "事实召回",
    "facts_cited": "事实有引文为证",
    "citation_precision": "引文含证据",
    "forbidden": "断言了禁止内容",
    "refusal_recall": "不可答而拒答",
    "refusal_precision": "拒答确属不可答",
    "false_refusals": "可答而误拒",
    "other_document": "答自别的文件",
    **{f"proof@{k}": f"检索 事实证据@{k}" for k in metrics.DEPTHS},
}


@dataclass(frozen=True, slots=True)
class Row:
    """One case beside its answer, with its tallies."""

    case: Case
    prediction: Prediction
    tallies: Mapping[str, Tally]

    @property
    def right(self) -> bool:
        """Complete and concise."""
        return self.tallies["complete_and_concise"].got > 0

    @property
    def failed(self) -> bool:
        """Not right, or a fact without its proof among the citations."""
        cited = self.tallies["facts_cited"]
        return not self.right or cited.got < cited.of

    def reasons(self) -> list[str]:
        """Why the case failed, in plain words."""
        case, prediction, cited = self.case, self.prediction, self.prediction.cited
        found = []
        if case.answerable:
            found += [f"缺事实：{'/'.join(f)}" for f in metrics.missing_facts(case, prediction)]
            found += ["误拒"] if prediction.refused else []
            if case.evidence:
                unproven = [f for f in case.facts if not metrics.proven(case, f, cited)]
                found += [f"引文中无证据：{'/'.join(f)}" for f in unproven]
                idle = sum(not metrics.holds_evidence(case, text) for text in cited)
                found += [f"多余引文 {idle}/{len(cited)}"] if idle else []
        elif not prediction.refused:
            found.append("应拒答而作答")
        found += [f"断言了禁止内容：{form}" for form in metrics.forbidden_found(case, prediction)]
        found += ["引自别的文件"] if metrics.from_elsewhere(case, prediction) else []
        length, allowed = metrics.answer_length(prediction), metrics.allowed_length(case)
        return [*found, f"过长：{length}>{allowed}字"] if length > allowed else found

    def evidence_ranks(self) -> list[int]:
        """Where the evidence stood in what was retrieved, from 1."""
        texts = (str(hit["text"]) for hit in self.prediction.hits)
        proofs = [metrics.holds_evidence(self.case, text) for text in texts]
        return [n for n, proof in enumerate(proofs, 1) if proof]

    def to_json(self) -> dict[str, Any]:
        """As written to scores.json; how an unseen question fails is left out."""
        return {
            "id": self.case.id,
            "category": self.case.category,
            "split": self.case.split,
            "status": self.prediction.status,
            "complete": metrics.is_complete(self.case, self.prediction),
            "concise": metrics.is_concise(self.case, self.prediction),
            "length": metrics.answer_length(self.prediction),
            "reasons": [] if self.case.hidden else self.reasons(),
            "tallies": {n: [t.got, t.of] for n, t in self.tallies.items() if t.of},
        }


def score_rows(folder: Path, questions: Sequence[Path] = (), split: str = "all") -> list[Row]:
    """Each case of a run beside its answer; questions replace the cases it was asked."""
    chosen = select(load(questions or [folder / CASES]), split)
    if not chosen:
        raise InputError(f"{folder}：没有符合条件的题目")
    return rows(chosen, predictions(folder))


def score_folder(
    folder: Path, questions: Sequence[Path] = (), split: str = "all"
) -> dict[str, Any]:
    """Score one run and write its scores.json."""
    found = scores(score_rows(folder, questions, split)) | {"split": split, "run": about(folder)}
    write_json(folder / SCORES, found)
    return found


def rows(cases: Sequence[Case], answers: Mapping[str, Prediction]) -> list[Row]:
    """Each case beside its prediction; a case without one counts as unavailable."""
    pairs = [(case, answers.get(case.id, Prediction(case.id))) for case in cases]
    return [Row(case, answer, tallies(case, answer)) for case, answer in pairs]


def scores(scored: Sequence[Row]) -> dict[str, Any]:
    """Everything scores.json holds."""
    return {
        "cases": len(scored),
        "figures": _figures(scored),
        "latency_ms": latency(scored),
        "statuses": confusion(scored),
        "categories": {
            name: _figures([row for row in scored if row.case.category == name])
            for name in categories(scored)
        },
        "rows": [row.to_json() for row in scored],
    }


def categories(scored: Sequence[Row]) -> list[str]:
    """The categories there are: the usual ones in their order, then the others."""
    there = dict.fromkeys(row.case.category for row in scored)
    order = [*CATEGORIES, *there]
    return sorted(there, key=order.index)


def _figures(part: Sequence[Row]) -> dict[str, Any]:
    found = figures([row.tallies for row in part], list(METRICS))
    return {name: {"cases": len(part), **figure} for name, figure in found.items()}


def latency(scored: Sequence[Row]) -> dict[str, float]:
    """p50, p95 and the longest wall time of one question."""
    times = [row.prediction.latency_ms for row in scored if row.prediction.latency_ms] or [0.0]
    p50, p95 = np.percentile(times, [50, 95])
    return {"p50": round(float(p50), 2), "p95": round(float(p95), 2), "max": round(max(times), 2)}


def confusion(scored: Sequence[Row]) -> dict[str, dict[str, int]]:
    """What should have happened against the status given."""
    table: dict[str, Counter[str]] = {}
    for row in scored:
        expected = "answerable" if row.case.answerable else row.case.category
        table.setdefault(expected, Counter())[row.prediction.status] += 1
    return {expected: dict(counts) for expected, counts in table.items()}
