"""Expected questions: what people ask, beside the verbatim words of a document that answer it.

They help to find those words and are never shown. Shipped ones are in corpus/expected/; a
folder of documents may bring its own in files that end in .questions.jsonl.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import Problem
from corpus.passage import Passage

SUFFIX = ".questions.jsonl"
SHIPPED = Path(__file__).with_name("expected")


@dataclass(frozen=True, slots=True)
class Expected:
    """One question and the passages that hold its answer, each with the words that give it."""

    text: str
    answers: tuple[tuple[Passage, str], ...]


def expected_questions(
    passages: Sequence[Passage], documents: Path
) -> tuple[tuple[Expected, ...], tuple[Problem, ...]]:
    """The questions whose answers stand in these passages.

    A line of a shipped file that quotes another library is passed over; one of the folder's own
    that quotes nothing there is a problem, for its document has changed.
    """
    found: dict[tuple[str, tuple[str, ...]], Expected] = {}
    problems: list[Problem] = []
    places = _Places(passages)
    own = documents.rglob(f"*{SUFFIX}") if documents.is_dir() else ()
    for path in (*sorted(SHIPPED.glob("*.jsonl")), *sorted(own)):
        document = path.name.split(".")[0]
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(path.name, "读不了，或不是 UTF-8 编码"))
            continue
        for number, line in enumerate(lines, 1):
            try:
                quotes, questions = _parsed(line)
            except (ValueError, KeyError, TypeError):
                problems.append(Problem(path.name, f"第 {number} 行不合格式"))
                continue
            answers = tuple(filter(None, (places.of(quote, document) for quote in quotes)))
            if len(answers) == len(quotes):
                found.update(((q, quotes), Expected(q, answers)) for q in questions)
            elif path.parent != SHIPPED:
                problems.append(Problem(path.name, f"第 {number} 行引的原句在文件里找不到"))
    return tuple(found.values()), tuple(problems)


def _parsed(line: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    raw = json.loads(line)
    quotes, questions = tuple(raw["quotes"]), tuple(raw["questions"])
    if not quotes or not all(isinstance(t, str) and t.strip() for t in (*quotes, *questions)):
        raise ValueError(line)
    return quotes, questions


class _Places:
    """Where quotes stand, each looked up once."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._known: dict[tuple[str, str], tuple[Passage, str] | None] = {}

    def of(self, quote: str, document: str) -> tuple[Passage, str] | None:
        """The first place; where several documents say the same, that of the one meant."""
        if (quote, document) not in self._known:
            holding = [p for p in self._passages if quote in p.text]
            holding.sort(key=lambda passage: passage.source.id != document)
            self._known[quote, document] = (holding[0], quote) if holding else None
        return self._known[quote, document]
