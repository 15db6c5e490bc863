"""A question set that staff make of what went wrong: the format is that of the evaluation."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

CATEGORY = "来自问题记录"


class QuestionSet:
    """A file of cases, one a line, that is only added to (python -m evals run --questions)."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._adding = threading.Lock()

    def add(self, case: Mapping[str, Any]) -> bool:
        """A case once: whether it was not there. Raises OSError."""
        with self._adding:
            if case["id"] in self.ids():
                return False
            self.path.parent.mkdir(parents=True, exist_ok=True)
            line = json.dumps(case, ensure_ascii=False) + "\n"
            with self.path.open("a", encoding="utf-8") as file:
                file.write(line if _ends_with_a_line(self.path) else f"\n{line}")
            return True

    def ids(self) -> set[str]:
        """Of the cases that are there; a line that is none is passed over."""
        found = set()
        lines = self.path.read_text("utf-8").splitlines() if self.path.exists() else []
        for line in lines:
            try:
                found.add(json.loads(line)["id"])
            except (ValueError, TypeError, KeyError):
                continue
        return found


def case(
    case_id: str,
    question: str,
    history: Sequence[tuple[str, str]],
    answerable: bool,
    facts: Sequence[str],
    note: str,
) -> dict[str, Any]:
    """history: earlier questions with their answers. Each fact is one line, its forms with | in
    between; evidence is left to whoever reads the document."""
    said = [turn for asked, told in history for turn in (("user", asked), ("assistant", told))]
    return {
        "id": case_id,
        "category": CATEGORY,
        "history": [{"role": role, "content": content} for role, content in said],
        "question": question,
        "answerable": answerable,
        "facts": [forms for line in facts if (forms := _forms(line))] if answerable else [],
        "forbidden": [],
        "evidence": [],
        "note": note,
    }


def _ends_with_a_line(path: Path) -> bool:
    """Whoever edits a file by hand may leave its last line open."""
    return path.read_bytes()[-1:] in (b"", b"\n")


def _forms(line: str) -> list[str]:
    return [form for part in line.replace("｜", "|").split("|") if (form := part.strip())]
