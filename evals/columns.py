"""Three columns of every figure: shipped, unseen, and both in one library (mixed)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.case import UNSEEN
from evals.folder import RUN, write_json
from evals.library import assemble
from evals.question_set import load, select, shipped_questions
from evals.run import Plan, run
from evals.score import score_folder

if TYPE_CHECKING:
    from assistant.settings import Settings

TRAIN = Path(__file__).resolve().parents[2] / "shared" / "train"
"""Beside the project: documents that do not ship, with questions.jsonl."""


def shipped(split: str = "test") -> Plan:
    """The shipped question sets over the shipped documents."""
    paths = shipped_questions()
    return Plan(tuple(select(load(paths), split)), tuple(paths))


def unseen(train: Path, settings: Settings) -> Plan | None:
    """The unseen questions over the documents they are about; None where the folder is absent."""
    questions, documents = train / "questions.jsonl", train / "documents"
    if not (questions.is_file() and documents.is_dir()):
        return None
    cases = tuple(select(load([questions]), UNSEEN))
    library = assemble((documents,), cases, settings.store_dir, only_asked=True)
    return Plan(cases, (questions,), (library or documents,))


def columns(train: Path, limit: int = 0) -> dict[str, Plan]:
    """The columns that can be had, of each question set at most limit questions (0: all)."""
    from assistant.settings import Settings

    settings = Settings()
    ours, other = shipped(), unseen(train, settings)
    ours = replace(ours, cases=ours.cases[: limit or None])
    if other is None:
        return {"shipped": ours}
    other = replace(other, cases=other.cases[: limit or None])
    both = Plan(
        (*ours.cases, *other.cases),
        (*ours.questions, *other.questions),
        (settings.documents_dir, *other.documents),
    )
    return {"shipped": ours, UNSEEN: other, "mixed": both}


def measure(plans: Mapping[str, Plan], out: Path, mode: str, jobs: int) -> dict[str, Any]:
    """Run and score each column into its own subfolder; the scores by name."""
    write_json(out / RUN, {"systems": list(plans)})
    found = {}
    for name, plan in plans.items():
        for place, _ in run(replace(plan, mode=mode, jobs=jobs), out / name):
            found[name] = score_folder(place)
    return found
