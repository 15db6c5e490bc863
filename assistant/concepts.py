"""Concepts: the things a question is about, each with the wordings that a document may use."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from assistant.lexicon import lexicon
from index.tokenizer import QUESTION_WORDS, policy_terms, query_tokens, words

TERM, PLAIN = 1.2, 0.85  # a term of the trade tells more than a common word as rare
AS_SAID = 0.9  # a spoken form itself, where the official wording could have stood
_MOST_COVERED = 0.85
UNKNOWN_WEIGHT = 0.2  # of the rarest known word: spoken filler is mostly unknown
_PARTICLES = frozenset("的得地了和与在是为对及等或就也都能可要该时以之其不我你他这那有没做")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_YEAR = re.compile(r"(?<!\d)(?:20\d\d|\d\d)年度?")
_LATIN = re.compile(r"[a-z]{2,}(?:[ \-][a-z]{2,})*", re.I)

# Words that say how or when is asked; they never tell one statement from another.
_IDLE = frozenset(
    Path(__file__).with_name("idle_words.txt").read_text(encoding="utf-8").split()
) | frozenset(QUESTION_WORDS)


@dataclass(frozen=True)
class Concept:
    """One thing asked about: its wordings (the asker's first), its weight and whether known.

    said is the asker's own form; known says whether any wording occurs in the library, term
    whether it is the name of something in this field.
    """

    said: str
    forms: tuple[str, ...]
    weight: float
    known: bool
    term: bool = False

    def match(self, text: str) -> float:
        """How far the text has it: 1 whole, else the covered share of character pairs."""
        best = 0.0
        for n, form in enumerate(self.forms):
            if form in text:
                best = max(best, AS_SAID if n == 0 and len(self.forms) > 1 else 1.0)
            elif best < _MOST_COVERED:
                best = max(best, _coverage(form, text))
        return best


@lru_cache(maxsize=65536)
def _pairs(form: str) -> tuple[str, ...]:
    return tuple(form[i : i + 2] for i in range(len(form) - 1))


def _coverage(form: str, text: str) -> float:
    pairs = _pairs(form)
    if len(form) < 3 or not _HAN.search(form):
        return 0.0
    share = sum(pair in text for pair in pairs) / len(pairs)
    return _MOST_COVERED * share if share >= 0.5 else 0.0


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
        cut = [w for w in words(phrase) if _HAN.fullmatch(w) and w not in _PARTICLES]
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


def concepts(text: str, vocabulary: Vocabulary) -> tuple[Concept, ...]:
    """The concepts of a normalised question, left to right, each once."""
    found: dict[str, tuple[str, ...]] = {}
    rest = text = _YEAR.sub(" ", text)  # years are judged, not matched
    for form, official in lexicon().found_in(text):
        if any(form in term and term in text for term in official):
            continue  # the official wording is there already
        found[form] = (form, *official)
        rest = rest.replace(form, " ", 1) if len(form) > 2 else rest
    for form, official in _mistyped(rest, vocabulary):
        found.setdefault(form, (form, *official))
        rest = rest.replace(form, " ")
    for word in words(rest):
        idle = word in _IDLE or word[0] in "几哪啥"
        if not idle and len(word) > 1 and not word.isdigit() and word not in found:
            found[word] = (word,)
    return tuple(_concept(said, forms, vocabulary) for said, forms in found.items())


def rarity_of_pairs(text: str, vocabulary: Vocabulary) -> dict[str, float]:
    """The character pairs (and Latin runs) of what is asked about, with their rarity.

    Numbers are left out: a figure that is only presumed must not draw its like.
    """
    tokens = {t for t in query_tokens(text) if len(t) > 1 and not t[0].isdigit()}
    return {t: vocabulary.idf(t) for t in tokens if vocabulary.frequency(t)}


def official_wording(text: str, found: Sequence[Concept]) -> str:
    """The question as a document would put it: spoken forms give way to official ones."""
    for concept in found:
        if len(concept.forms) > 1 and concept.forms[1] not in text:
            text = text.replace(concept.said, "、".join(concept.forms[1:3]))
    return text


def _concept(said: str, forms: tuple[str, ...], vocabulary: Vocabulary) -> Concept:
    known = [form for form in forms if vocabulary.frequency(form)]
    if known:
        weight = min(vocabulary.idf(form) for form in known)
        named = any(form in policy_terms() or form in lexicon().terms for form in forms)
        share = TERM if named or len(forms) > 1 else PLAIN
        return Concept(said, forms, max(weight, 0.3) * share, True, named)
    covered = max((_vocabulary_coverage(form, vocabulary) for form in forms), default=0.0)
    weight = UNKNOWN_WEIGHT * math.log(len(vocabulary.texts) + 1)
    return Concept(said, forms, weight, covered >= 0.5)


def _vocabulary_coverage(form: str, vocabulary: Vocabulary) -> float:
    pairs = _pairs(form)
    return sum(vocabulary.frequency(p) > 0 for p in pairs) / len(pairs) if pairs else 0.0


def _mistyped(text: str, vocabulary: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    """Spans that the library does not have but that sound like words it has: typos and pinyin."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for run in _HAN.findall(text):
        found += _homophones(run, vocabulary)
    for match in _LATIN.finditer(text):
        found += _spelled(match.group(0), vocabulary)
    return found


def _homophones(run: str, vocabulary: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    """Whole words (or neighbours jieba could not join) that the library does not have."""
    cut = words(run)
    found = []
    at = 0
    while at < len(cut):
        for end in range(min(len(cut), at + 4), at, -1):
            span = "".join(cut[at:end])
            if (
                not 2 <= len(span) <= 6
                or vocabulary.frequency(span)
                or span in _IDLE
                or _PARTICLES & set(span)
            ):
                continue
            alike = [w for w in vocabulary.sounding_like(pinyin(span)) if _shares(w, span)]
            if alike:
                found.append((span, tuple(alike[:3])))
                at = end - 1
                break
        at += 1
    return found


def _shares(word: str, span: str) -> bool:
    """A typo keeps most characters: at least one in place, half of a longer word."""
    same = sum(a == b for a, b in zip(word, span, strict=False))
    return len(word) == len(span) and same >= max(1, len(span) // 2) and word != span


def _spelled(latin: str, vocabulary: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    """Pinyin typed as Latin letters: the longest runs of syllable groups that the library has."""
    parts = re.split(r"[ \-]", latin.lower())
    found = []
    at = 0
    while at < len(parts):
        for size in range(len(parts) - at, 0, -1):
            alike = vocabulary.sounding_like("".join(parts[at : at + size]))
            if alike:
                found.append((" ".join(parts[at : at + size]), alike[:3]))
                at += size - 1
                break
        at += 1
    return found
