"""Words that the office lists, found in a text however they are spelled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from ahocorasick_rs import AhoCorasick

from assistant.understanding.normalising import simplified_each
from corpus.disguise import folded

SHORTEST, LONGEST = 2, 50  # characters: one alone would be found everywhere


class Action(StrEnum):
    """What is done with a question that holds a word."""

    REFUSE = "拒答"
    MARK = "标记"


Found = Mapping[str, Action]
"""The words found in a text, as the office wrote them."""


def refuses(found: Found) -> bool:
    """Whether one of the words found is not to be answered."""
    return Action.REFUSE in found.values()


def key(word: str) -> str:
    """What a word is looked for by: two of one key are one word."""
    return _Spelled(word).letters


def fault_of(word: str) -> str:
    """Why a word cannot be listed; "" where it can."""
    if len(word) > LONGEST:
        return f"超过 {LONGEST} 个字"
    if len(key(word)) < SHORTEST:
        return f"除去标点和空格不足 {SHORTEST} 个字，会在许多不相干的问题里出现"
    return ""


class _Spelled:
    """The letters and digits of a text, alone, simplified; places: where each stands in it."""

    def __init__(self, text: str) -> None:
        plain = folded(text)
        self.places = [n for n, character in enumerate(plain) if character.isalnum()]
        self.letters = simplified_each("".join(plain[n] for n in self.places))

    def goes_on(self, n: int) -> bool:
        """Whether the nth letter stands inside a Latin word or a number: no word begins there."""
        if not 0 < n < len(self.letters) or self.places[n] - self.places[n - 1] > 1:
            return False
        before, here = self.letters[n - 1], self.letters[n]
        return before.isascii() and here.isascii() and before.isdigit() == here.isdigit()


class WordList:
    """Never changes, so several threads may use it."""

    def __init__(self, words: Iterable[tuple[str, str, Action]] = ()) -> None:
        """Each with its key first."""
        self._words = list(words)
        self._automaton = AhoCorasick([key for key, *_ in self._words]) if self._words else None

    def found(self, text: str) -> Found:
        """The longest wherever one stands inside another, in the order of the text."""
        if self._automaton is None:
            return {}
        spelled, reached = _Spelled(text), 0
        matches = self._automaton.find_matches_as_indexes(spelled.letters, overlapping=True)
        found: dict[str, Action] = {}
        for n, start, end in sorted(matches, key=lambda match: (match[1], -match[2])):
            if end > reached and not spelled.goes_on(start) and not spelled.goes_on(end):
                _, word, action = self._words[n]
                found[word] = action
                reached = end
        return found
