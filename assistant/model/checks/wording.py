"""The words a sentence says something with, and how far another text has them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.model.checks.longest import Longest
from assistant.reading.concepts import pairs
from assistant.reading.lexicon import lexicon
from index.tokenizer import words

_SYNONYMS = Path(__file__).with_name("synonyms.txt")
_EMPTY_WORDS = Path(__file__).with_name("empty_words.txt")
_IN_PART = 0.85  # what a word is worth of which only the character pairs are there
CLASS = re.compile(r"[ivⅠ-Ⅻ]类")  # Ⅰ类, Ⅱ类: the numeral is all that tells them apart
_RUN = re.compile(r"[ivⅠ-Ⅻ]类|[a-z0-9+\-.]*[a-z][a-z0-9+\-.]*|[\u3400-\u9fff]+")
# Words of prose: they join or open, and say nothing that could be wrong.
_EMPTY = frozenset(_EMPTY_WORDS.read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class Unit:
    """A word as said, with all its wordings, and where it stands; weight by its length."""

    said: str
    forms: tuple[str, ...]
    weight: float
    start: int
    end: int

    def match(self, text: str) -> float:
        """1 where a wording stands in the (folded) text, else the share of its pairs."""
        return _matched(self.forms, text)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Full-width and case folded character by character, so that every offset stays."""
    return "".join(map(_folded, text))


@cache
def _folded(character: str) -> str:
    if character in "“”„‟「」『』＂":
        return '"'
    if character in "‘’":
        return "'"
    plain = unicodedata.normalize("NFKC", character).lower()
    return plain if len(plain) == 1 else character


@lru_cache(maxsize=4096)
def units(text: str) -> tuple[Unit, ...]:
    """The content words of a folded text, left to right; names of the trade are one word."""
    found: list[Unit] = []
    at = 0
    wordings, listed = _wordings()
    for said, start, end in listed.find(text):
        found += _plain_units(text, at, start)
        at = end
        if said not in _EMPTY:
            found.append(Unit(said, wordings[said], _weight(said), start, end))
    found += _plain_units(text, at, len(text))
    return tuple(found)


def coverage(wanted: Sequence[Unit], *texts: str) -> float:
    """The weighted share of the words that one of the texts has; 1 where nothing is wanted."""
    total = sum(unit.weight for unit in wanted)
    if not total:
        return 1.0
    met = (unit.weight * max((unit.match(t) for t in texts), default=0.0) for unit in wanted)
    return sum(met) / total


@lru_cache(maxsize=8192)
def share(said: str, text: str) -> float:
    """The coverage of a folded text's words by another, remembered."""
    return coverage(units(said), text)


def is_number(unit: Unit) -> bool:
    """Whether a word is only a number with its counter."""
    return bool(
        re.fullmatch(r"[\d一二三四五六七八九十百千万亿两几.%]+(?:点|方面|[^\d]?)", unit.said)
    )


def same_thing(name: str) -> tuple[str, ...]:
    """All wordings of a name of the trade, itself first."""
    return _wordings()[0].get(name, (name,))


def _plain_units(text: str, start: int, end: int) -> list[Unit]:
    found = []
    for run in _RUN.finditer(text, start, end):
        at = run.start()
        if CLASS.match(run.group(0)):
            found.append(Unit(run.group(0), (run.group(0),), 1.0, *run.span()))
            continue
        for word in words(run.group(0)):
            at = max(at, text.find(word, at, run.end()))
            if len(word) > 1 and word not in _EMPTY:
                forms = (word,)
                found.append(Unit(word, forms, _weight(word), at, at + len(word)))
            at += len(word)
    return found


def _weight(word: str) -> float:
    return min(3.0, 0.5 + len(word) / 4)


@lru_cache(maxsize=16384)
def _matched(forms: tuple[str, ...], text: str) -> float:
    if any(form in text for form in forms):
        return 1.0
    return max((_in_part(form, text) for form in forms), default=0.0)


def _in_part(form: str, text: str) -> float:
    if len(form) < 3 or form.isascii():
        return 0.0
    held = pairs(form)
    share = sum(pair in text for pair in held) / len(held)
    return _IN_PART * share if share >= 0.5 else 0.0


@cache
def _wordings() -> tuple[dict[str, tuple[str, ...]], Longest]:
    """Every form of the lexicon and of the synonyms -> all forms that may stand for it."""
    alike: dict[str, set[str]] = defaultdict(set)
    terms = {fold(term) for term in lexicon().terms}
    for form, official in lexicon().official.items():
        for term in map(fold, official):
            alike[form].add(term)
            if term in terms:
                alike[term].add(form)
    for line in _SYNONYMS.read_text(encoding="utf-8").splitlines():
        group = [] if line.startswith("#") else line.split()
        for word in group:
            alike[word].update(group)
    found = {
        form: (form, *sorted(others - {form}, key=len, reverse=True))
        for form, others in alike.items()
    }
    return found, Longest(form for form in found if len(form) > 1)
