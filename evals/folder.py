"""Run folders: their files, written whole or not at all, and read back without the product."""

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.case import InputError

PREDICTIONS, RETRIEVAL, CASES = "predictions.jsonl", "retrieval.jsonl", "cases.jsonl"
RUN, SCORES = "run.json", "scores.json"
ANSWERING = ("answered", "partly_answered")


@dataclass(frozen=True, slots=True)
class Prediction:
    """One answer as saved. cited: the texts of the cited passages, in order; sources: their
    documents, each by id and title; hits: the top passages retrieved; own: the ids of the
    sources that the question is about."""

    id: str
    status: str = "unavailable"
    answer: str = ""
    cited: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    latency_ms: float = 0.0
    hits: tuple[Mapping[str, Any], ...] = ()
    own: tuple[str, ...] = ()
    row: Mapping[str, Any] = field(default_factory=dict)

    @property
    def refused(self) -> bool:
        """Whether the status says that the question was not answered."""
        return self.status not in ANSWERING


def predictions(folder: Path) -> dict[str, Prediction]:
    """The predictions of a run folder by case id; retrieval.jsonl is optional."""
    path = folder / RETRIEVAL
    traces = _rows(path) if path.exists() else {}
    rows = _rows(folder / PREDICTIONS)
    return {key: _prediction(row, traces.get(key, {})) for key, row in rows.items()}


def _rows(path: Path) -> dict[str, dict[str, Any]]:
    rows = [parse_object(line, place) for place, line in read_lines(path)]
    return {row["id"]: row for row in rows}


def _prediction(row: Mapping[str, Any], trace: Mapping[str, Any]) -> Prediction:
    citations = row.get("citations", [])
    return Prediction(
        id=str(row["id"]),
        status=str(row.get("status", "")),
        answer=str(row.get("answer", "")),
        cited=tuple(str(c.get("text", "")) for c in citations),
        sources=tuple((str(c.get("source_id", "")), str(c.get("title", ""))) for c in citations),
        latency_ms=float(row.get("latency_ms") or 0),
        hits=tuple(trace.get("hits", ())),
        own=tuple(trace.get("own", ())),
        row=row,
    )


def read_lines(path: Path) -> Iterator[tuple[str, str]]:
    """The lines of a file that say anything, each with its place. Raises InputError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "不是 UTF-8 文本"
        raise InputError(f"{path}：无法读取：{reason}") from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}:{number}", line


def parse_object(line: str, place: str) -> dict[str, Any]:
    """The JSON object of a line. Raises InputError with the place."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{place}：不是合法的 JSON：{error.msg}") from error
    if not isinstance(row, dict) or not row.get("id"):
        raise InputError(f"{place}：应为一个有 id 的 JSON 对象")
    return row


def members(folder: Path) -> dict[str, Path]:
    """The runs in a folder by name; a folder that is itself a run has the name ""."""
    order = list(about(folder).get("systems", []))
    if not order and (folder / PREDICTIONS).exists():
        return {"": folder}
    found = {p.parent.name: p.parent for p in sorted(folder.glob(f"*/{PREDICTIONS}"))}
    if not found:
        raise InputError(f"{folder}：没有 {PREDICTIONS}，先运行 python -m evals run")
    return {name: found[name] for name in [*order, *found] if name in found}


def about(folder: Path) -> dict[str, Any]:
    """run.json, or nothing."""
    try:
        found: dict[str, Any] = json.loads((folder / RUN).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise InputError(f"{folder / RUN}：无法读取：{error}") from error
    return found


def write_rows(path: Path, found: Sequence[dict[str, Any]]) -> None:
    """A JSONL file, whole or not at all."""
    write_text(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found))


def write_json(path: Path, found: Mapping[str, Any]) -> None:
    """A JSON file, whole or not at all."""
    write_text(path, json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def write_text(path: Path, text: str) -> None:
    """A file, whole or not at all; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
