"""What the reader learns from: questions over libraries, and public reading sets."""

import gzip
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.reader.pieces import ASIDE
from assistant.reader.statements import Statement, statements
from corpus.library import load_passages

SHARES = {"documents": 0.50, "shipped": 0.26, "wordings": 0.06, "reading": 0.18}
"""How often a question of each source is drawn: many documents weigh more than many wordings."""

_VALID = 0.12  # of the training documents, held out to choose and calibrate by
_FOLD = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})


@dataclass(frozen=True)
class Row:
    """One statement as the reader sees it."""

    context: str
    text: str


@dataclass(frozen=True)
class Asked:
    """A question with the rows that state its answer (none where nothing does), by number, and
    the characters of each that answer."""

    question: str
    states: dict[int, tuple[tuple[int, int], ...]]
    document: str = ""


@dataclass(frozen=True)
class Library:
    """All rows of some documents, and what is asked of them."""

    rows: tuple[Row, ...]
    documents: tuple[str, ...]  # of each row, its file
    asked: tuple[Asked, ...]


def library(folder: Path, questions: Sequence[dict[str, Any]]) -> Library:
    """The statements of a folder's documents with the questions asked of them; a question whose
    evidence is not found in any statement is left out."""
    found: list[Statement] = [
        s for passage in load_passages(folder).passages for s in statements(passage)
    ]
    folded = [fold(s.text) for s in found]
    names = tuple(Path(s.passage.source.path).name for s in found)
    asked = []
    for question in questions:
        states = _stating(question, folded, names)
        if question.get("answerable", True) and not states:
            continue
        places = {n: _places(found[n].text, spans) for n, spans in states.items()}
        asked.append(Asked(asked_text(question), places, question.get("document", "")))
    rows = tuple(Row(s.context, s.text) for s in found)
    return Library(rows, names, tuple(asked))


def joined(libraries: Sequence[Library]) -> Library:
    """Several libraries as one."""
    rows: list[Row] = []
    documents: list[str] = []
    asked: list[Asked] = []
    for one in libraries:
        first = len(rows)
        rows += one.rows
        documents += one.documents
        asked += [
            replace(a, states={n + first: spans for n, spans in a.states.items()})
            for a in one.asked
        ]
    return Library(tuple(rows), tuple(documents), tuple(asked))


def asked_text(question: dict[str, Any]) -> str:
    """The question, behind the asker's last message where it follows one."""
    said = [t["content"] for t in question.get("history", ()) if t["role"] == "user"]
    return f"{said[-1][-60:]}{ASIDE}{question['question']}" if said else question["question"]


def for_training(question: dict[str, Any]) -> bool:
    """Whether a question may be learned from: by its own split, else by the hash of its id."""
    if "split" in question:
        return bool(question["split"] == "train")
    return hashlib.sha256(question["id"].encode()).digest()[-1] % 2 == 0


def held_out(document: str) -> bool:
    """Whether a training document is kept for validation: by the hash of its name."""
    return hashlib.sha256(document.encode()).digest()[0] / 256 < _VALID


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def reading_sets(path: Path) -> Library:
    """Paragraphs of the public reading sets, each a document of its own."""
    rows: list[Row] = []
    documents: list[str] = []
    asked: list[Asked] = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file):
            paragraph = json.loads(line)
            first = len(rows)
            rows += [Row("", text[:160]) for text in paragraph["sentences"]]
            documents += [str(number)] * len(paragraph["sentences"])
            for question in paragraph["questions"]:
                states = {
                    first + n: _clause(rows[first + n].text, question["answer"])
                    for n in question["states"]
                }
                asked.append(Asked(question["question"], states, str(number)))
    return Library(tuple(rows), tuple(documents), tuple(asked))


def fold(text: str) -> str:
    """A text as evidence is compared: NFKC, without white space, one style of quotes."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_FOLD)


def _stating(
    question: dict[str, Any], folded: Sequence[str], names: Sequence[str]
) -> dict[int, list[tuple[int, int]]]:
    """Numbers of the statements that hold evidence, with the characters of each that do."""
    found: dict[int, list[tuple[int, int]]] = {}
    wanted = question.get("document", "")
    for evidence in question.get("evidence") or question.get("quotes", ()):
        quote = fold(evidence)
        for n, text in enumerate(folded):
            if wanted and names[n] != wanted:
                continue
            at = text.find(quote)
            if at >= 0:
                found.setdefault(n, []).append((at, at + len(quote)))
            elif len(text) > 8 and text in quote:
                found.setdefault(n, []).append((0, len(text)))
    return found


def _places(text: str, folded: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Characters of a text for spans of its folded form."""
    at = [n for n, char in enumerate(text) for _ in fold(char)]
    return tuple((at[start], at[end - 1] + 1) for start, end in folded if end <= len(at))


def _clause(text: str, answer: str) -> tuple[tuple[int, int], ...]:
    """The clause that an answer stands in."""
    for match in re.finditer(r"[^，,；;。]+[，,；;。]*", text):
        if answer and answer in match.group():
            return (match.span(),)
    return ()


def wordings(folder: Path) -> Iterator[dict[str, Any]]:
    """Wordings written for quotes of the shipped documents, one question a wording."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in read_jsonl(path):
            for text in line["questions"]:
                yield {"question": text, "quotes": line["quotes"]}
