"""Gate: a fixed set of questions must not do worse than the committed baseline."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals.case import Case, InputError
from evals.files import write_text
from evals.question_set import select
from evals.score import LABELS, LOWER_IS_BETTER

SPLIT = "dev"
BASELINE = Path(__file__).parent / "baseline.json"
QUESTIONS = Path(__file__).parent / "questions"
GATED = (
    "complete_and_concise",
    "complete",
    "fact_recall",
    "exact_figures",
    "facts_cited",
    "citation_precision",
    "forbidden",
    "refusal_recall",
    "refusal_precision",
    "false_refusals",
    "proof@5",
)
PINNED = {"complete_and_concise": "回答", "facts_cited": "引文"}


def baseline_of(scores: Mapping[str, Any]) -> dict[str, Any]:
    """What is committed: the figures with intervals, and what each question got right."""
    return {
        "figures": {
            name: {key: scores["figures"][name][key] for key in ("value", "low", "high")}
            for name in GATED
        },
        "cases": {row["id"]: [n for n in PINNED if _full(row, n)] for row in scores["rows"]},
    }


def gate(scores: Mapping[str, Any], baseline: Mapping[str, Any]) -> list[str]:
    """Why a change may not pass, one line each; nothing means that it may.

    Extractive answers are the same on every run, so beside the figures (which may move within
    their interval) no single question that was right may turn wrong.
    """
    return [*_figures(scores["figures"], baseline["figures"]), *_cases(scores["rows"], baseline)]


def _figures(now: Mapping[str, Any], then: Mapping[str, Any]) -> list[str]:
    found = []
    for name, old in then.items():
        value = now[name]["value"]
        if old["value"] is None:
            continue
        if value is None:
            found.append(f"{LABELS[name]}：没有可计的题目，基线 {old['value']:.3f}")
        elif name in LOWER_IS_BETTER and value > old["high"] + 1e-6:
            found.append(f"{LABELS[name]}：{value:.3f}，高于基线 {_with_interval(old)}")
        elif name not in LOWER_IS_BETTER and value < old["low"] - 1e-6:
            found.append(f"{LABELS[name]}：{value:.3f}，低于基线 {_with_interval(old)}")
    return found


def _with_interval(old: Mapping[str, float]) -> str:
    return f"{old['value']:.3f} [{old['low']:.3f}, {old['high']:.3f}]"


def _cases(rows: Sequence[Mapping[str, Any]], baseline: Mapping[str, Any]) -> list[str]:
    now = {row["id"]: row for row in rows}
    found = []
    for key, right in baseline["cases"].items():
        if key not in now:
            found.append(f"{key}：基线中有而本次没有")
            continue
        lost = [
            label for name, label in PINNED.items() if name in right and not _full(now[key], name)
        ]
        if lost:
            reasons = "；".join(now[key]["reasons"])
            found.append(f"{key}：{'、'.join(lost)}由对变错（{reasons}）")
    return found


def _full(row: Mapping[str, Any], name: str) -> bool:
    got, of = row["tallies"].get(name, (0.0, 0.0))
    return bool(got >= of)


def worse(new: Mapping[str, Any], old: Mapping[str, Any]) -> list[str]:
    """Figures that a new baseline would lower."""
    found = []
    for name, before in old["figures"].items():
        after = new["figures"][name]["value"]
        if before["value"] is None or after is None:
            continue
        change = after - before["value"]
        if (change > 1e-6) if name in LOWER_IS_BETTER else (change < -1e-6):
            found.append(f"{LABELS[name]}：{before['value']:.3f} → {after:.3f}")
    return found


def load_baseline(path: Path = BASELINE) -> dict[str, Any]:
    """The committed baseline."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"{path}：还没有基线，先运行 python -m evals baseline") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path}：无法读取：{error}") from error
    return found


def save_baseline(found: Mapping[str, Any], path: Path = BASELINE) -> None:
    """Write the baseline, one question a line so that a change reads well."""
    write_text(path, json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def watched(cases: Sequence[Case]) -> list[Case]:
    """One dev question of three, by their ids: all would take more than a third of the CI run."""
    dev = select(cases, SPLIT)
    return [c for c in dev if hashlib.sha256(c.id.encode("utf-8")).digest()[0] % 3 == 1]


def gated(cases: Sequence[Case], baseline: Mapping[str, Any]) -> list[Case]:
    """The questions of the baseline."""
    return [case for case in cases if case.id in baseline["cases"]]


def shipped_questions() -> list[Path]:
    """The question sets of this package."""
    found = sorted(QUESTIONS.glob("*.jsonl"))
    if not found:
        raise InputError(f"{QUESTIONS}：没有题集")
    return found
