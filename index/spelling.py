"""Mistyped characters of a question, mended by the pairs of characters the library's text has."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from index.tokenizer import is_chinese

if TYPE_CHECKING:
    import jieba

_SEEN = 2  # passages that must have a pair before it can be what was meant
_MOST = 3  # characters mended in one question
_LONGEST = 500  # characters: a longer text is a letter, and taken as it is
_PLAIN = frozenset(
    "的了着过吗呢吧啊呀么嘛什啥咋谁哪几多我你您他她它们咱这那其此某不没有无是在就都也又再还才只很太"
    "和与及或且但并把被给跟让对从向往到自由会能可要得想该将已为以于因所之等个一二三两十百千万亿"
)
"""Words that only join or ask: what stands beside them says nothing of what was meant."""


@dataclass(frozen=True)
class Spelling:
    """Over one library; known is each of its characters and pairs with how many passages have it.

    A character is mended where no pair it stands in occurs in the library, and another of the same
    sound (tones apart) makes pairs that do: a word with a neighbour, where jieba finds neither in
    one; pairs on both sides, where it takes the typed character for part of a word.
    """

    known: Mapping[str, int]

    def mended(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The text as it was meant, and what was mended: (as typed, as meant), two characters."""
        found: list[tuple[str, str]] = []
        while len(found) < _MOST and len(text) <= _LONGEST:
            best = max(self._candidates(text), default=None)
            if best is None:
                break
            _, at, char = best
            start = at - (at > 0 and is_chinese(text[at - 1]))
            typed, text = text[start : start + 2], text[:at] + char + text[at + 1 :]
            found.append((typed, text[start : start + 2]))
        return text, tuple(found)

    def _candidates(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(passages that have the pairs it makes, its place, the character) for each."""
        alone = _alone(text)
        for at, typed in enumerate(text):
            around = [n for n in (at - 1, at) if _is_pair(text, n)]
            if not around or any(self.known.get(text[n : n + 2]) for n in around):
                continue
            for char in self._alike.get(_sound(typed), ""):
                meant = text[:at] + char + text[at + 1 :]
                if at in alone:
                    made = [n for n in around if {n, n + 1} <= alone and _is_word(meant[n : n + 2])]
                else:
                    made = around if len(around) == 2 else []
                counts = [self.known.get(meant[n : n + 2], 0) for n in made]
                if min(counts, default=0) >= _SEEN:
                    yield sum(counts), at, char

    @cached_property
    def _alike(self) -> Mapping[str, str]:
        """The library's characters by their sound."""
        sounds: dict[str, str] = {}
        for char in self.known:
            if len(char) == 1 and is_chinese(char) and char not in _PLAIN:
                sounds[_sound(char)] = sounds.get(_sound(char), "") + char
        return sounds


def _is_pair(text: str, at: int) -> bool:
    """Whether two characters stand side by side of which neither only joins or asks."""
    pair = text[at : at + 2] if at >= 0 else ""
    return len(pair) == 2 and all(is_chinese(char) and char not in _PLAIN for char in pair)


def _alone(text: str) -> set[int]:
    """The places of characters that jieba takes for no part of a longer word."""
    found, at = set(), 0
    for word in _cutter().cut(text, HMM=False):
        if len(word) == 1:
            found.add(at)
        at += len(word)
    return found


@lru_cache(4096)
def _is_word(pair: str) -> bool:
    return bool(next(_cutter().cut(pair, HMM=False)) == pair)


@lru_cache(8192)
def _sound(char: str) -> str:
    from pypinyin import lazy_pinyin

    return str(lazy_pinyin(char)[0])


@cache
def _cutter() -> jieba.Tokenizer:
    """Loaded at first use (about a second, less once jieba has cached its dictionary) and quiet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    jieba.setLogLevel(logging.WARNING)
    return jieba.Tokenizer()
