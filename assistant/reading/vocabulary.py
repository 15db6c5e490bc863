"""The words of the library: how rare each is, and what it sounds like."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from index.tokenizer import words

PARTICLES = frozenset("的得地了和与在是为对及等或就也都能可要该时以之其不我你他这那有没做想")
HAN = re.compile(r"[\u3400-\u9fff]+")


@dataclass
class Vocabulary:
    """The words of the library: how rare each is, and what it sounds like."""

    texts: Sequence[str]
    _frequency: dict[str, int] = field(default_factory=dict)
    _sounds: dict[str, list[str]] = field(default_factory=dict)

    def frequency(self, form: str) -> int:
        """In how many statements (with their headings) the form stands."""
        if form not in self._frequency:
            self._frequency[form] = sum(form in text for text in self.texts)
        return self._frequency[form]

    def idf(self, form: str) -> float:
        """Rarity, 0 for a form in every text; an unknown form counts as seen once."""
        return math.log((len(self.texts) + 1) / (max(1, self.frequency(form)) + 0.5))

    def sounding_like(self, spelling: str) -> tuple[str, ...]:
        """Words of the library with this toneless pinyin."""
        if not self._sounds:
            self._sounds = _sounds(self.texts)
        return tuple(self._sounds.get(spelling, ()))


def _sounds(texts: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    phrases = dict.fromkeys(part for text in texts for part in re.split(r"[ ,，。；：]", text))
    for phrase in phrases:
        cut = [w for w in words(phrase) if HAN.fullmatch(w) and w not in PARTICLES]
        pieces = [w for w in cut if len(w) >= 2]
        pieces += [a + b for a, b in pairwise(cut) if 2 < len(a + b) <= 6]
        for piece in pieces:
            found[pinyin(piece)].add(piece)
    return {sound: sorted(forms, key=len) for sound, forms in found.items()}


def pinyin(text: str) -> str:
    """Toneless pinyin run together, each character by its commonest reading."""
    return "".join(map(_reading, text))


@cache
def _reading(character: str) -> str:
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(character)[0])
