"""Gate: a fixed sample of questions must not do significantly worse than the baseline."""

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from evals.bootstrap import mcnemar_worse
from evals.case import UNSEEN, Case, InputError, label
from evals.columns import shipped, unseen
from evals.folder import write_text
from evals.run import run
from evals.score import Row, score_rows

BASELINE = Path(__file__).parent / "baseline.json"
Right = dict[str, bool]  # per question id whether its answer was complete and concise

SIGNIFICANT = 0.01
ENOUGH, FALL, QUESTIONS = 20, 0.10, 3
"""A category of enough questions may fall by that share, or by so many questions."""
BOTH = 2  # the model leaves the interpreter free while it reads; more threads gain nothing


def sampled(cases: Sequence[Case]) -> list[Case]:
    """The test split, and of dev about one question of 64, by a hash of the id."""
    drawn = {c.id for c in cases if hashlib.sha256(c.id.encode("utf-8")).digest()[0] % 64 == 1}
    return [c for c in cases if c.split == "test" or (c.split == "dev" and c.id in drawn)]


def measure(train: Path) -> dict[str, list[Row]]:
    """Ask the sample now: rows by column; unseen only where its folder is there."""
    from assistant.settings import Settings

    ours, found = shipped("all"), {}
    plans = {
        "shipped": replace(ours, cases=tuple(sampled(ours.cases))),
        UNSEEN: unseen(train, Settings()),
    }
    for name, plan in plans.items():
        if plan is not None:
            with tempfile.TemporaryDirectory() as out:
                for place, _ in run(replace(plan, jobs=BOTH, depth=0), Path(out)):
                    found[name] = score_rows(place)
    return found


def right(rows: Sequence[Row]) -> Right:
    """What the baseline keeps of a column."""
    return {row.case.id: row.right for row in rows}


def judge(name: str, rows: Sequence[Row], then: Right) -> tuple[str, list[str]]:
    """Compare a column with its baseline: a line of figures, and why it fails if it does.

    It fails by a one-sided McNemar test, by the floor of a category, and for a question that the
    baseline has and the question sets no longer have.
    """
    now = right(rows)
    common = [row for row in rows if row.case.id in then]
    ids = [row.case.id for row in common]
    lost = [key for key in ids if then[key] and not now[key]]
    gained = [key for key in ids if now[key] and not then[key]]
    p = mcnemar_worse(len(gained), len(lost))
    told = (
        f"{name}：比较 {len(ids)} 题，对 {sum(then[k] for k in ids)} → {sum(now[k] for k in ids)}，"
        f"变对 {len(gained)}，变错 {len(lost)}，单侧 McNemar p = {p:.3f}"
    )
    if new := len(now) - len(ids):
        told += f"；{new} 题不在基线里"
    faults = [*_floors(name, common, then)]
    if p < SIGNIFICANT:
        seen = [row.case.id for row in common if row.case.id in lost and not row.case.hidden]
        faults.append(f"{name}：显著变差（p = {p:.4f}）{'：' if seen else ''}{'、'.join(seen)}")
    if gone := len(then) - len(ids):
        faults.append(f"{name}：基线有 {gone} 题不在题集里，请运行 python -m evals baseline")
    return told, faults


def _floors(name: str, rows: Sequence[Row], then: Right) -> Iterator[str]:
    now = right(rows)
    for category in dict.fromkeys(row.case.category for row in rows):
        ids = [row.case.id for row in rows if row.case.category == category]
        before, after = sum(then[key] for key in ids), sum(now[key] for key in ids)
        if len(ids) >= ENOUGH and before - after > max(QUESTIONS, FALL * len(ids)):
            yield f"{name}：{label(category)} {len(ids)} 题，对的由 {before} 降到 {after}"


def load_baseline(path: Path) -> dict[str, Right]:
    """The committed baseline: per column the ids, right or wrong."""
    try:
        found: dict[str, Right] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"{path}：还没有基线，先运行 python -m evals baseline") from error
    except (OSError, ValueError) as error:
        raise InputError(f"{path}：无法读取：{error}") from error
    return found


def save_baseline(found: Mapping[str, Right], path: Path) -> None:
    """Write the baseline, one line per column."""
    lines = [
        f"{json.dumps(name)}:{json.dumps(row, ensure_ascii=False, separators=(',', ':'))}"
        for name, row in found.items()
    ]
    write_text(path, "{\n" + ",\n".join(lines) + "\n}\n")
