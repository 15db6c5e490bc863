"""Generate: ask a system every question and save what it says. Scoring reads only the folder."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant.answer import turns_from_messages
from corpus.passage import Passage
from evals.case import Case, InputError
from evals.files import CASES, PREDICTIONS, RETRIEVAL, RUN, write_rows, write_text
from evals.metrics import holds_evidence
from evals.prediction import read_rows
from evals.systems import System

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Record:
    """One question asked: its line of predictions.jsonl and of retrieval.jsonl."""

    prediction: dict[str, Any]
    trace: dict[str, Any]


def ask(system: System, case: Case) -> Record:
    """One question; a crash is recorded as unavailable and never ends the run."""
    turns = turns_from_messages(case.messages)
    started = time.perf_counter()
    try:
        answer = system.ask(case.question, turns).to_json()
    except Exception as error:  # a bug in the product is a result of the evaluation
        answer = _crashed(case, error)
    latency = round((time.perf_counter() - started) * 1000, 2)
    try:
        hits = system.retrieve(case.question, turns, DEPTH)
    except Exception:
        hits = []
    trace = {"id": case.id, "hits": [_hit(h) for h in hits], "gold": _gold(system.passages, case)}
    return Record({"id": case.id, **answer, "latency_ms": latency}, trace)


def _crashed(case: Case, error: Exception) -> dict[str, Any]:
    return {
        "question": case.question,
        "standalone_question": case.question,
        "status": "unavailable",
        "mode": "extractive",
        "answer": "",
        "citations": [],
        "notes": [],
        "timings_ms": {},
        "error": f"{type(error).__name__}: {error}",
    }


def _hit(hit: Any) -> dict[str, Any]:
    passage: Passage = hit.passage
    scores = {name: getattr(hit, name, None) for name in ("score", "words", "vectors")}
    return {
        "passage_id": passage.id,
        "source_id": passage.source.id,
        "title": passage.source.title,
        "heading_path": list(passage.heading_path),
        "text": passage.text,
        **{name: _number(value) for name, value in scores.items()},
    }


def _number(value: Any) -> float | None:
    try:
        return None if value is None else round(float(value), 5)
    except (TypeError, ValueError):
        return None


def _gold(passages: Sequence[Passage], case: Case) -> list[str]:
    return [p.id for p in passages if holds_evidence(case, p.text)] if case.evidence else []


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
    key = _key(cases, about)
    done = _resumed(partial, key) if resume else {}
    if not done:
        partial.write_text(json.dumps({"id": "", "key": key}) + "\n", encoding="utf-8")
    started, clock = datetime.now().astimezone(), time.perf_counter()
    todo = [case for case in cases if case.id not in done]
    with partial.open("a", encoding="utf-8") as file, ThreadPoolExecutor(max(1, jobs)) as pool:
        for record in pool.map(lambda case: ask(system, case), todo):
            done[record.prediction["id"]] = record
            line = {"id": record.prediction["id"], "p": record.prediction, "t": record.trace}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            progress(len(done), len(cases))
    records = [done[case.id] for case in cases]
    errors = sum("error" in record.prediction for record in records)
    about |= {
        "corpus_digest": corpus_digest(system.passages),
        "passages": len(system.passages),
        "cases": len(cases),
        "errors": errors,
        "resumed": len(cases) - len(todo),
        "start": started.isoformat(timespec="seconds"),
        "duration_s": round(time.perf_counter() - clock, 2),
    }
    write_rows(out / CASES, [case.to_json() for case in cases])
    write_rows(out / RETRIEVAL, [record.trace for record in records])
    write_rows(out / PREDICTIONS, [record.prediction for record in records])
    write_text(out / RUN, json.dumps(about, ensure_ascii=False, indent=2) + "\n")
    partial.unlink()
    return errors


def _key(cases: Sequence[Case], about: dict[str, Any]) -> str:
    """What must be the same for a run to be resumed."""
    fixed = [about.get("system"), about.get("mode"), about.get("documents")]
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
        raise InputError(f"{partial}：上次运行的题目或设置不同，不能续跑；去掉 --resume 重新开始")
    return {line["id"]: Record(line["p"], line["t"]) for line in lines}


def corpus_digest(passages: Sequence[Passage]) -> str:
    """One digest over all passages, whatever their order."""
    joined = "\n".join(sorted(f"{p.id} {p.digest}" for p in passages))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()
