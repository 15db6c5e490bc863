"""Pinyin typed among characters ("小ju人", "研fa费用", "有效期ji年") is written in characters."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from assistant.lexicon import lexicon
from assistant.vocabulary import HAN, Vocabulary, pinyin

NEIGHBOURS = 3  # characters on either side that may belong to the same word
_LATIN = re.compile(r"(?<![A-Za-z])[a-z]{2,12}(?![A-Za-z])")
# What asks stands in few documents.
_ASKING = {
    "duoshao": "多少",
    "jige": "几个",
    "ji": "几",
    "shenme": "什么",
    "shenmeshihou": "什么时候",
    "zenme": "怎么",
    "zenyang": "怎样",
    "naxie": "哪些",
    "nali": "哪里",
    "shui": "谁",
}


def spelled_out(text: str, vocabulary: Vocabulary) -> str:
    """The text with each run of pinyin that stands beside characters as the library writes it.

    A run that is no word of the library with its neighbours is left as it is.
    """
    return _LATIN.sub(lambda run: _written(text, run.start(), run.end(), vocabulary), text)


def _written(text: str, start: int, end: int, vocabulary: Vocabulary) -> str:
    before = _characters(text[max(0, start - NEIGHBOURS) : start][::-1])[::-1]
    after = _characters(text[end : end + NEIGHBOURS])
    run = text[start:end]
    if not before and not after:
        return run
    spans = [
        (before[len(before) - i :], after[:j])
        for i in range(len(before) + 1)
        for j in range(len(after) + 1)
    ]
    for left, right in sorted(spans, key=lambda span: -len("".join(span))):
        sound = pinyin(left + run + right)
        names = [n for n in _names().get(sound, ()) if vocabulary.frequency(n)]
        for word in (*vocabulary.sounding_like(sound), *names):
            inner = word[len(left) : len(word) - len(right)]
            if inner and word == left + inner + right:
                return inner
    return _ASKING.get(run, run)


@cache
def _names() -> dict[str, Sequence[str]]:
    """The names and abbreviations of the domain, by their sound: the cutter may not know them."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in (*lexicon().terms, *lexicon().official):
        if HAN.fullmatch(name) and 2 <= len(name) <= 8:
            found[pinyin(name)].append(name)
    return dict(found)


def _characters(text: str) -> str:
    """The Chinese characters that a text begins with."""
    found = HAN.match(text)
    return found.group(0) if found else ""
