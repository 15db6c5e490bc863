"""Question and statement as the token ids that the reader was trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

QUESTION, STATEMENT = 56, 112  # tokens of each that are read
ASIDE = " ▸ "  # between the asker's last message and a follow-up
CONTEXT = " ¦ "  # between a statement's context and its text
Ids = NDArray[np.int64]


@dataclass(frozen=True)
class Pair:
    """ids and segments (0 question, 1 statement) of one row; offsets are characters of the
    statement's text for each token of it, start and end, (0, 0) for all others."""

    ids: tuple[int, ...]
    segments: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class Pieces:
    """The unigram vocabulary of the bundled embedder, cut to pieces that Chinese policy uses."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.bos, self.eos, self.pad = map(self._id, ("<s>", "</s>", "<pad>"))

    def _id(self, token: str) -> int:
        found = self.tokenizer.token_to_id(token)
        assert found is not None, f"{token} is missing from the vocabulary"
        return int(found)

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """From a tokenizer file."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(path)))

    def pairs(self, question: str, rows: Sequence[tuple[str, str]]) -> list[Pair]:
        """One row for each (context, text) of a statement; a long question keeps its end."""
        asked = self.tokenizer.encode(question[-200:], add_special_tokens=False).ids[-QUESTION:]
        head = (self.bos, *asked, self.eos)
        opened = [f"{context}{CONTEXT}" if context else "" for context, _ in rows]
        told = self.tokenizer.encode_batch(
            [o + text for o, (_, text) in zip(opened, rows, strict=True)], add_special_tokens=False
        )
        found = []
        for opening, encoding in zip(opened, told, strict=True):
            ids = encoding.ids[:STATEMENT]
            cut = len(opening)
            offsets = [
                (max(start - cut, 0), end - cut) if end > cut else (0, 0)
                for start, end in encoding.offsets[:STATEMENT]
            ]
            found.append(
                Pair(
                    (*head, *ids, self.eos),
                    (0,) * len(head) + (1,) * (len(ids) + 1),
                    ((0, 0),) * len(head) + (*offsets, (0, 0)),
                )
            )
        return found

    def batch(self, pairs: Sequence[Pair]) -> tuple[Ids, Ids, Ids]:
        """ids, mask and segments: (rows, longest row)."""
        width = max(len(pair.ids) for pair in pairs)
        ids = np.full((len(pairs), width), self.pad, dtype=np.int64)
        mask, segments = np.zeros_like(ids), np.zeros_like(ids)
        for row, pair in enumerate(pairs):
            n = len(pair.ids)
            ids[row, :n], mask[row, :n], segments[row, :n] = pair.ids, 1, pair.segments
        return ids, mask, segments
