"""The word leg: BM25 over characters, pairs and Latin or digit runs."""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from pathlib import Path
from unicodedata import unidata_version

import numpy as np
import numpy.typing as npt

from corpus.passage import Passage
from index import tokenizer
from index.nearness import Scores
from index.postings import Ints, Postings
from index.tokenizer import char_tokens
from index.windows import heading_prefix, windows

_POSTINGS = ("windows", "passages", "texts")
_ARRAYS = tuple(array.name for array in fields(Postings))
_RULES = hashlib.sha256(Path(tokenizer.__file__).read_bytes() + unidata_version.encode()).digest()
"""Tokens made by other rules are made anew."""


class WordScores:
    """To one question: raw BM25 of windows, a passage scores as its best window does."""

    def __init__(self, windows: Scores, starts: npt.NDArray[np.intp]) -> None:
        """Starts: where each passage's windows begin, and the end of the last."""
        self._windows, self._starts = windows, starts
        self._highest = max(float(windows.max()), 1e-9)
        self.passages: Scores = np.maximum.reduceat(windows, starts[:-1])

    def windows(self, n: int) -> Scores:
        """Scores of a passage's windows, in order."""
        return self._windows[self._starts[n] : self._starts[n + 1]]

    def shares(self, n: int) -> Scores:
        """The same from 0 to 1, beside the best window of all."""
        return self.windows(n) / self._highest


@dataclass(frozen=True)
class PassageWords:
    """Each window's score is its own plus its passage's: the one for long, the other for short.

    Both are read under their title and headings. A passage is known by the digest of what is read
    of it, and tokenised once.
    """

    digests: tuple[bytes, ...] = ()
    parts: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    """How many windows each passage has."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """The tokens, by which the postings go."""
    windows: Postings = field(default_factory=Postings.empty)
    passages: Postings = field(default_factory=Postings.empty)
    texts: Postings = field(default_factory=Postings.empty)
    """Passages without their headings."""

    @classmethod
    def load(cls, path: Path) -> PassageWords:
        """What was saved; nothing where that is missing or damaged, so that it is made anew."""
        try:
            with np.load(path) as kept:
                numbers = kept["numbers"].tobytes().decode().split()
                return cls(
                    tuple(kept["digests"].tolist()),
                    kept["parts"],
                    {token: n for n, token in enumerate(numbers)},
                    *(Postings(*(kept[f"{of}.{name}"] for name in _ARRAYS)) for of in _POSTINGS),
                )
        except Exception:  # whatever a damaged file brings about
            return cls()

    def save(self, path: Path) -> None:
        """To a file that has checksums of its own. Raises OSError."""
        postings = {f"{of}.{a}": getattr(getattr(self, of), a) for of in _POSTINGS for a in _ARRAYS}
        numbers = np.frombuffer("\n".join(self.numbers).encode(), np.uint8)
        digests = np.array(self.digests, "S32")
        np.savez(path, digests=digests, parts=self.parts, numbers=numbers, **postings)

    def changed(self, passages: Sequence[Passage]) -> PassageWords:
        """Of these passages, in this order; tokenised are those not here yet."""
        heads = [heading_prefix(passage) for passage in passages]
        cuts = [windows(passage.text) for passage in passages]
        digests = tuple(map(_digest, heads, cuts))
        if digests == self.digests:
            return self
        moved, new = _places(self.digests, digests)
        parts = np.array([*map(len, cuts)], np.int32)
        before, after = _starts(self.parts), _starts(parts)
        moved_windows = np.repeat(after[moved] - before[:-1], self.parts) + np.arange(before[-1])
        moved_windows[np.repeat(moved < 0, self.parts)] = -1
        new_windows = [at for n in new for at in range(after[n], after[n + 1])]

        numbers = defaultdict[str, int](None, self.numbers)
        numbers.default_factory = numbers.__len__

        def tokens(text: str) -> array[int]:
            return array("i", map(numbers.__getitem__, char_tokens(text)))

        above = [tokens(heads[n]) for n in new]
        texts = [tokens(passages[n].text) for n in new]
        cut = [
            [tokens(part) for part in cuts[n]] if len(cuts[n]) > 1 else [text]
            for n, text in zip(new, texts, strict=True)
        ]
        headed = [head + text for head, text in zip(above, texts, strict=True)]
        headed_windows = [head + one for head, own in zip(above, cut, strict=True) for one in own]
        count = len(numbers)
        return PassageWords(
            digests,
            parts,
            dict(numbers),
            self.windows.changed(moved_windows, np.array(new_windows, int), headed_windows, count),
            self.passages.changed(moved, np.array(new, int), headed, count),
            self.texts.changed(moved, np.array(new, int), texts, count),
        )

    def scores(self, tokens: Sequence[str]) -> WordScores:
        """To a question of these tokens; there must be passages."""
        known = [self.numbers[token] for token in tokens if token in self.numbers]
        windows, passages = self.windows.scores(known), self.passages.scores(known)
        own = windows.astype(float) + np.repeat(passages.astype(float), self.parts)
        return WordScores(own, _starts(self.parts))

    @cached_property
    def known(self) -> Mapping[str, int]:
        """Each character and pair of the texts with how many passages have it."""
        had = zip(self.numbers, np.diff(self.texts.starts).tolist(), strict=True)
        return {token: n for token, n in had if n and len(token) < 3}


def _digest(head: str, windows: Sequence[str]) -> bytes:
    read = "\0".join((head, *windows)).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(read, key=_RULES, digest_size=16).hexdigest().encode()


def _places(before: Sequence[bytes], after: Sequence[bytes]) -> tuple[Ints, list[int]]:
    """Where each of those before is now (-1: nowhere), and those now that were not there."""
    now = defaultdict[bytes, list[int]](list)
    for n in reversed(range(len(after))):
        now[after[n]].append(n)
    moved = np.array([now[digest].pop() if now[digest] else -1 for digest in before], int)
    return moved, sorted(n for rest in now.values() for n in rest)


def _starts(counts: Ints) -> npt.NDArray[np.intp]:
    return np.concatenate([[0], np.cumsum(counts)])
