"""python -m assistant.reader.training.calibrate DOCUMENTS QUESTIONS...: fit INTERCEPT, SLOPE.

DOCUMENTS is a folder that no training question was about, QUESTIONS are sets on it (JSONL with
document and evidence). Prints the constants, and what they do to ranking and refusal.
"""

import argparse
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.open_index import build_retriever
from assistant.reader.evidence import READ, STATED
from assistant.reader.finder import Finder
from assistant.reader.reader import OnnxReader
from assistant.reader.training.corpora import fold, read_jsonl
from assistant.settings import Settings
from corpus.library import load_passages

Floats = NDArray[np.float64]
_STEPS = 20


@dataclass(frozen=True)
class Case:
    """One question: the logit of the reader for each statement read (a column), whether that
    holds the evidence, and whether the question is answerable."""

    signals: Floats
    states: NDArray[np.bool_]
    answerable: bool


def cases(documents: Path, questions: list[dict[str, Any]]) -> list[Case]:
    """What the product's own retrieval and reader make of each question without history."""
    retriever = build_retriever(Settings(), load_passages(documents), documents)
    finder = Finder(retriever, OnnxReader(), certain=2.0)  # reads them all
    found = []
    for question in questions:
        if question.get("history"):
            continue
        proof = [fold(evidence) for evidence in question.get("evidence", ())]
        read = finder.find(question["question"], (), date.today(), READ).evidence
        texts = [fold(e.statement.text) for e in read]
        holds = [any(p in text or (len(text) > 8 and text in p) for p in proof) for text in texts]
        signals = np.array([[e.reading.logit] for e in read])
        found.append(Case(signals, np.array(holds), question.get("answerable", True)))
    return [case for case in found if len(case.signals)]


def fitted(signals: Floats, right: Floats) -> Floats:
    """Logistic regression by Newton's steps: intercept, then one weight a signal (Platt 1999)."""
    rows = np.c_[np.ones(len(signals)), signals]
    weights: Floats = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-rows @ weights))
        curve = (rows.T * (likely * (1 - likely))) @ rows
        weights = weights + np.linalg.solve(curve, rows.T @ (right - likely))
    return weights


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    options = parser.parse_args()
    read = cases(options.documents, [q for path in options.questions for q in read_jsonl(path)])
    signals = np.concatenate([case.signals for case in read])
    right = np.concatenate([case.states for case in read]).astype(float)
    weights = fitted(signals, right)
    intercept, slope = weights
    print(f"{intercept=:.2f}, {slope=:.2f}")
    odds = [weights[0] + case.signals @ weights[1:] for case in read]
    line = np.log(STATED / (1 - STATED))
    asked = [(o, c) for o, c in zip(odds, read, strict=True) if c.answerable]
    other = [o.max() for o, c in zip(odds, read, strict=True) if not c.answerable]
    first = np.mean([c.states[o.argmax()] for o, c in asked])
    refused = np.mean([o.max() < line for o, _ in asked])
    print(f"{len(read)} questions; right statement first {first:.3f}")
    print(f"answerable refused {refused:.3f}, unanswerable refused {np.mean(other < line):.3f}")
    above = np.mean([[o.max() > n for n in other] for o, _ in asked])
    print(f"area under the curve, answerable or not: {above:.3f}")


if __name__ == "__main__":
    main()
