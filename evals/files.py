"""Files of a run folder: their names, and writing them whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.passage import Passage

PREDICTIONS, RETRIEVAL, CASES, RUN, SCORES = (
    "predictions.jsonl",
    "retrieval.jsonl",
    "cases.jsonl",
    "run.json",
    "scores.json",
)


def write_rows(path: Path, found: Sequence[dict[str, Any]]) -> None:
    """A JSONL file, whole or not at all."""
    write_text(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found))


def write_text(path: Path, text: str) -> None:
    """A file, whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(text, encoding="utf-8")
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def corpus_digest(passages: Sequence[Passage]) -> str:
    """One digest over all passages, whatever their order."""
    joined = "\n".join(sorted(f"{p.id} {p.digest}" for p in passages))
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()
