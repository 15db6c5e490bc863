"""Many questions answered one after another; what is done survives whatever ends the run."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from assistant.answer import Answer, AnswerStatus
from assistant.drafting.draft import named, place_in
from assistant.labels import STATUS_LABELS
from assistant.replies import UNSURE

Row = tuple[str, str, str, str]  # the cells under sheet.COLUMNS
_log = logging.getLogger(__name__)


class Journal:
    """The answers so far, one line each beside the output; a line that was cut short counts as
    not written."""

    def __init__(self, output: Path) -> None:
        self.path = output.with_name(f"{output.name}.journal")

    def done(self, questions: Mapping[int, str]) -> dict[int, Row]:
        """The rows answered already of these questions."""
        found: dict[int, Row] = {}
        with suppress(FileNotFoundError):
            for line in self.path.read_bytes().split(b"\n"):
                with suppress(ValueError, KeyError, TypeError):
                    entry = json.loads(line)
                    n = entry["row"]
                    if _digest(questions[n]) == entry["question"] and len(entry["cells"]) == 4:
                        found[n] = tuple(entry["cells"])
        return found

    def add(self, n: int, question: str, cells: Row) -> None:
        """One row, on the disk when this returns."""
        entry = {"row": n, "question": _digest(question), "cells": cells}
        with self.path.open("ab") as file:
            file.write(b"\n" + json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())

    def end(self) -> None:
        """Take it away: all of it is in the output."""
        self.path.unlink(missing_ok=True)


def answered(
    questions: Mapping[int, str],
    ask: Callable[[str], Answer],
    journal: Journal,
    told: Callable[[int], object],
) -> dict[int, Row]:
    """The cells for every question by row; a question that fails is left to a person. told is
    given how many more are done."""
    found = journal.done(questions)
    told(len(found))
    for n, question in questions.items():
        if n not in found:
            cells = _row(question, ask)
            journal.add(n, question, cells)
            found[n] = cells
            told(1)
    return found


def _row(question: str, ask: Callable[[str], Answer]) -> Row:
    try:
        answer = ask(question)
    except Exception as error:  # one bad row must not cost the others
        _log.warning("a row could not be answered: %s", type(error).__name__)
        return "", STATUS_LABELS[AnswerStatus.UNAVAILABLE], "", "是"
    sure = answer.status is AnswerStatus.ANSWERED and UNSURE not in answer.notes
    cited = [
        f"[{c.number}]{named(c.passage.source)}{place_in(c.passage)}" for c in answer.citations
    ]
    return answer.text, STATUS_LABELS[answer.status], "\n".join(cited), "否" if sure else "是"


def _digest(question: str) -> str:
    return sha256(question.encode("utf-8", "replace")).hexdigest()


def needing_a_person(rows: Sequence[Row]) -> int:
    """How many rows are left to a person."""
    return sum(row[3] == "是" for row in rows)
