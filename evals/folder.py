"""Run folders: one run, or one subfolder per system; scored without the product."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals import prediction as predictions
from evals import question_set
from evals.case import Case, InputError
from evals.files import CASES, PREDICTIONS, RUN, SCORES, write_text
from evals.row import Row
from evals.score import rows, scores


def members(folder: Path) -> dict[str, Path]:
    """The runs in a folder by name; a folder that is itself a run has the name ""."""
    order = list(about(folder).get("systems", []))
    if not order and (folder / PREDICTIONS).exists():
        return {"": folder}
    found = {p.parent.name: p.parent for p in sorted(folder.glob(f"*/{PREDICTIONS}"))}
    if not found:
        raise InputError(f"{folder}：没有 {PREDICTIONS}，先运行 python -m evals run")
    return {name: found[name] for name in [*order, *found] if name in found}


def score_rows(
    folder: Path,
    questions: Sequence[Path] = (),
    split: str = "all",
    categories: Sequence[str] = (),
) -> list[Row]:
    """Each case of a run beside its answer."""
    chosen = question_set.select(load_cases(folder, questions), split, categories)
    if not chosen:
        raise InputError(f"{folder}：没有符合条件的题目")
    return rows(chosen, predictions.load(folder))


def load_cases(folder: Path, questions: Sequence[Path] = ()) -> list[Case]:
    """The cases asked in a run, or those of the files given."""
    return question_set.load(questions or [folder / CASES])


def score_folder(
    folder: Path, questions: Sequence[Path] = (), split: str = "all"
) -> dict[str, Any]:
    """Score one run and write its scores.json."""
    found = scores(score_rows(folder, questions, split)) | {"split": split, "run": about(folder)}
    write_text(folder / SCORES, json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    return found


def about(folder: Path) -> dict[str, Any]:
    """run.json, or nothing."""
    path = folder / RUN
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise InputError(f"{path}：无法读取：{error}") from error
    return found
