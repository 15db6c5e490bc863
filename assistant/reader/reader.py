"""The learned reader: how likely each statement is to state what is asked."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from assistant.deadline import go_on
from assistant.reader.pieces import Pair, Pieces
from assistant.reader.statements import Statement
from index.inference import Session, session

WEIGHTS = Path(__file__).parent / "weights"


def weights_digest() -> str:
    """Changes with the reader, so that what an older one read is read again."""
    return hashlib.sha256((WEIGHTS / "reader.onnx").read_bytes()).hexdigest()[:16]


@dataclass(frozen=True)
class Reading:
    """A statement as read for one question.

    logit: that it states what is asked. marks: (start, end, logit) for each token of its text,
    that the token belongs to the words that answer.
    """

    statement: Statement
    logit: float
    marks: tuple[tuple[int, int, float], ...]

    def marked(self, start: int, end: int) -> float:
        """Mean logit of the tokens inside a stretch of the text; very low where there is none."""
        inside = [logit for a, b, logit in self.marks if a < end and start < b]
        return sum(inside) / len(inside) if inside else -9.0


class StatementReader(Protocol):
    """What the pipeline needs of a reader; tests use one that counts shared characters."""

    def read(self, question: str, found: Sequence[Statement]) -> list[Reading]:
        """One reading a statement, in their order."""


class OnnxReader:
    """The six-layer cross-encoder shipped with the product (int8, one thread a question); loaded on
    first use."""

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces.load(WEIGHTS / "pieces.json")

    @cached_property
    def _session(self) -> Session:
        return session(WEIGHTS / "reader.onnx")

    def read(self, question: str, found: Sequence[Statement]) -> list[Reading]:
        """One reading a statement, in their order."""
        pairs = self._pieces.pairs(question, [(s.context, s.text) for s in found])
        return [self._read(statement, pair) for statement, pair in zip(found, pairs, strict=True)]

    def _read(self, statement: Statement, pair: Pair) -> Reading:
        """Alone: in a batch the shorter are padded, which costs more than a call does."""
        go_on()
        ids, mask, segments = self._pieces.batch([pair])
        logits, tags = self._session.run(None, {"ids": ids, "mask": mask, "segments": segments})
        return Reading(statement, float(logits[0]), _marks(pair, tags[0]))


def _marks(pair: Pair, tags: Sequence[float]) -> tuple[tuple[int, int, float], ...]:
    return tuple(
        (start, end, float(logit))
        for (start, end), logit in zip(pair.offsets, tags, strict=False)
        if end > 0
    )
