"""Generate: ask a system every question and save what it says. Scoring reads only the folder."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from corpus.passage import Passage
from evals.asking import Record, ask
from evals.case import Case, InputError
from evals.files import (
    CASES,
    PREDICTIONS,
    RETRIEVAL,
    RUN,
    corpus_digest,
    write_rows,
    write_text,
)
from evals.prediction import read_rows
from evals.systems import System


def generate(
    system: System,
    cases: Sequence[Case],
    out: Path,
    about: dict[str, Any],
    *,
    jobs: int = 1,
    resume: bool = False,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Ask all cases into out; returns how many crashed. Files appear whole, at the end."""
    out.mkdir(parents=True, exist_ok=True)
    partial = out / "partial.jsonl"
    key = _key(cases, about, system.passages)
    done = _resumed(partial, key) if resume else {}
    if not done:
        partial.write_text(json.dumps({"id": "", "key": key}) + "\n", encoding="utf-8")
    started, clock = datetime.now().astimezone(), time.perf_counter()
    todo = [case for case in cases if case.id not in done]
    with (
        partial.open("a", encoding="utf-8") as file,
        ThreadPoolExecutor(max(1, jobs)) as pool,
        closing(_in_order(pool, system, todo)) as records_made,  # an interrupt drops the rest
    ):
        for record in records_made:
            done[record.prediction["id"]] = record
            line = {"id": record.prediction["id"], "p": record.prediction, "t": record.trace}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            progress(len(done), len(cases))
    records = [done[case.id] for case in cases]
    about |= {
        "corpus_digest": corpus_digest(system.passages),
        "passages": len(system.passages),
        "cases": len(cases),
        "errors": sum("error" in record.prediction for record in records),
        "resumed": len(cases) - len(todo),
        "start": started.isoformat(timespec="seconds"),
        "duration_s": round(time.perf_counter() - clock, 2),
    }
    _save(out, cases, records, about)
    partial.unlink()
    return int(about["errors"])


def _save(
    out: Path, cases: Sequence[Case], records: Sequence[Record], about: dict[str, Any]
) -> None:
    write_rows(out / CASES, [case.to_json() for case in cases])
    write_rows(out / RETRIEVAL, [record.trace for record in records])
    write_text(out / RUN, json.dumps(about, ensure_ascii=False, indent=2) + "\n")
    write_rows(out / PREDICTIONS, [record.prediction for record in records])


def _in_order(pool: ThreadPoolExecutor, system: System, todo: Sequence[Case]) -> Generator[Record]:
    waiting = [pool.submit(ask, system, case) for case in todo]
    try:
        for future in waiting:
            yield future.result()
    finally:
        for future in waiting:
            future.cancel()


def _key(cases: Sequence[Case], about: dict[str, Any], passages: Sequence[Passage]) -> str:
    """What must be the same for a run to be resumed."""
    fixed = [about.get("system"), about.get("mode"), corpus_digest(passages)]
    content = json.dumps([fixed, [case.to_json() for case in cases]], sort_keys=True)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def _resumed(partial: Path, key: str) -> dict[str, Record]:
    if not partial.exists():
        return {}
    text = partial.read_text(encoding="utf-8")
    whole = text[: text.rfind("\n") + 1]  # an interrupted write leaves half a line
    write_text(partial, whole)
    head, *lines = read_rows(partial) or [{}]
    if head.get("key") != key:
        raise InputError(
            f"{partial}：上次运行的题目、系统或文件不同，不能续跑；去掉 --resume 重新开始"
        )
    return {line["id"]: Record(line["p"], line["t"]) for line in lines}
