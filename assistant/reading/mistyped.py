"""Words typed by ear: what the library has for a span that only sounds like it, for pinyin and
for initials."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from assistant.reading.lexicon import lexicon
from assistant.reading.vocabulary import HAN, PARTICLES, Vocabulary, pinyin
from index.tokenizer import policy_terms, words

LEAST_INITIALS = 3  # letters from which initials tell a name
_WILL_DO = re.compile(r"行(?=不行|[吗么不](?:\W|$))")  # "够大行吗" is no 大型
_LATIN = re.compile(r"[a-z]{2,}(?:[ \-][a-z]{2,})*", re.I)


def mistyped(
    text: str, vocabulary: Vocabulary, idle: Container[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """Spans that the library does not have but that sound like words it has: typos and pinyin."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for run in HAN.findall(_WILL_DO.sub(" ", text)):
        found += _homophones(run, vocabulary, idle)
    for match in _LATIN.finditer(text):
        found += _spelled(match.group(0), vocabulary)
    return found


def _homophones(
    run: str, vocabulary: Vocabulary, idle: Container[str]
) -> list[tuple[str, tuple[str, ...]]]:
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
                or span in idle
                or PARTICLES & set(span)
                or span[0] in "几哪啥"
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


def _initialled(letters: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Names of this field in the library whose syllables begin so ("yjsgzz": 研究生工作站)."""
    if len(letters) < LEAST_INITIALS:
        return ()
    return tuple(name for name in _initials().get(letters, ()) if vocabulary.frequency(name))


@cache
def _initials() -> dict[str, tuple[str, ...]]:
    """The names of this field, official and spoken, by the first letters of their syllables."""
    found: dict[str, dict[str, None]] = {}
    names = {*policy_terms(), *lexicon().terms}
    said = {form: terms for form, terms in lexicon().official.items() if terms[0] in names}
    for form, official in {**{name: (name,) for name in names}, **said}.items():
        if HAN.fullmatch(form) and len(form) >= LEAST_INITIALS:
            held = found.setdefault("".join(pinyin(char)[0] for char in form), {})
            held.update(dict.fromkeys(official))
    return {letters: tuple(held) for letters, held in found.items()}


def _spelled(latin: str, vocabulary: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    """Pinyin typed as Latin letters: the longest runs of syllable groups that the library has."""
    parts = re.split(r"[ \-]", latin.lower())
    found = []
    at = 0
    while at < len(parts):
        for size in range(len(parts) - at, 0, -1):
            spelling = "".join(parts[at : at + size])
            alike = vocabulary.sounding_like(spelling) or _initialled(spelling, vocabulary)
            if alike:
                found.append((" ".join(parts[at : at + size]), alike[:3]))
                at += size - 1
                break
        at += 1
    return found
