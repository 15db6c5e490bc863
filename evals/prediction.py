"""Prediction: what a saved run holds of one question; read back without the product."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.case import InputError

ANSWERING = ("answered", "partly_answered")


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The top passages for a question, and the ids of all that hold evidence."""

    hits: tuple[Mapping[str, Any], ...]
    gold: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """One answer as saved. cited: the texts of the cited passages, in order."""

    id: str
    status: str = "unavailable"
    answer: str = ""
    cited: tuple[str, ...] = ()
    latency_ms: float = 0.0
    retrieved: Retrieved | None = None
    row: Mapping[str, Any] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether the status says that the question was not answered."""
        return self.status not in ANSWERING


def load(folder: Path) -> dict[str, Prediction]:
    """The predictions of a run folder by case id; retrieval.jsonl is optional."""
    traces = {row["id"]: row for row in read_rows(folder / "retrieval.jsonl", missing_ok=True)}
    found: dict[str, Prediction] = {}
    for row in read_rows(folder / "predictions.jsonl"):
        trace = traces.get(row["id"])
        found[row["id"]] = _prediction(row, trace)
    return found


def _prediction(row: Mapping[str, Any], trace: Mapping[str, Any] | None) -> Prediction:
    return Prediction(
        id=str(row["id"]),
        status=str(row.get("status", "")),
        answer=str(row.get("answer", "")),
        cited=tuple(str(citation.get("text", "")) for citation in row.get("citations", [])),
        latency_ms=float(row.get("latency_ms") or 0),
        retrieved=Retrieved(tuple(trace["hits"]), tuple(trace["gold"])) if trace else None,
        row=row,
    )


def read_rows(path: Path, missing_ok: bool = False) -> list[dict[str, Any]]:
    """The objects of a JSONL file, each with an id."""
    if missing_ok and not path.exists():
        return []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}：无法读取，先运行 python -m evals run") from error
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(f"{path}:{number}：不是合法的 JSON：{error.msg}") from error
        if not isinstance(row, dict) or "id" not in row:
            raise InputError(f"{path}:{number}：缺少 id")
        rows.append(row)
    return rows
