"""One question put to a system: what it says, how long it took, what it retrieved."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import turns_from_messages
from corpus.passage import Passage
from evals.case import Case
from evals.marking import holds_evidence
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
