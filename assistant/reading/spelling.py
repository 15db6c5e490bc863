"""Pinyin typed among characters ("小ju人", "研fa费用"), and names typed by their sound alone, are
written in the characters that are meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from assistant.reading.lexicon import lexicon
from assistant.reading.vocabulary import HAN, Vocabulary, pinyin
from index.tokenizer import policy_terms, words

SHORTEST, LONGEST = 3, 8  # characters of a name that is known by its sound
BRIEF = 3  # of so few only a name of the field is, where no word of the library is typed
USUAL = 2  # statements that have it, from which what is no name is known by its sound too
NEIGHBOURS = 3  # characters on either side that may belong to the same word
_UNITS = frozenset(("工作日", "自然日", "平方米", "百分点"))  # no names, and typed as often
_LATIN = re.compile(r"(?<![A-Za-z])[a-z]{2,12}(?![A-Za-z])")
_PLAIN = frozenset(
    "是定个这那先去又在到要报再也就数标订缴没有由和与从向被给的了"
)  # words of one character
_JOINING = ("几", "及", "起来")  # words, or what they open with, that are no part of a name
# characters taken for each other at a glance ("收人", "院土")
_PAIRS = ("人入", "土士", "末未", "千干", "己已")
_LOOK_ALIKE = {pair[n]: pair[1 - n] for pair in _PAIRS for n in (0, 1)}
AROUND = 3  # characters that tell which of two alike is meant
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
    text = _LATIN.sub(lambda run: _written(text, run.start(), run.end(), vocabulary), text)
    text = HAN.sub(lambda run: _looked_at(run[0], vocabulary), text)
    return HAN.sub(lambda run: _names_righted(run[0], vocabulary), text)


def _looked_at(run: str, vocabulary: Vocabulary) -> str:
    """A run of characters with those put right that only look like what the library has there;
    never within a word that it has ("计入", "人事")."""
    at = 0
    for word in words(run):
        whole = len(word) > 1 and vocabulary.frequency(word)
        for n in () if whole else range(at, at + len(word)):
            run = _righted(run, n, vocabulary) if run[n] in _LOOK_ALIKE else run
        at += len(word)
    return run


def _righted(run: str, at: int, vocabulary: Vocabulary) -> str:
    written = f"{run[:at]}{_LOOK_ALIKE[run[at]]}{run[at + 1 :]}"
    starts = range(max(0, at - AROUND + 1), min(at, len(run) - AROUND) + 1)
    if any(vocabulary.frequency(run[n : n + AROUND]) for n in starts):
        return run
    meant = any(vocabulary.frequency(written[n : n + AROUND]) for n in starts)
    return written if meant else run


def _names_righted(run: str, vocabulary: Vocabulary) -> str:
    """A run of characters with the names in it that are typed by their sound ("科技成菓") as they
    are written."""
    at = 0
    while at + SHORTEST <= len(run):
        for end in range(min(len(run), at + LONGEST), at + SHORTEST - 1, -1):
            name = _meant(run[at:end], vocabulary)
            if name and (end - at > BRIEF or not _is_meant(run, at, end, name, vocabulary)):
                run = run[:at] + name + run[end:]
                at = end - 1
                break
        at += 1
    return run


def _is_meant(run: str, start: int, end: int, name: str, vocabulary: Vocabulary) -> bool:
    """Whether a brief span is meant as it stands: it differs from the name within a longer word
    that the library has ("通过|科小" is no 国科小)."""
    at = 0
    for word in words(run):
        differs = any(
            run[n] != name[n - start] for n in range(max(at, start), min(at + len(word), end))
        )
        plain = word.startswith(_JOINING) or (len(word) > 1 and vocabulary.frequency(word))
        if differs and plain:
            return True
        at += len(word)
    return False


def _meant(span: str, vocabulary: Vocabulary) -> str:
    """The name that a span sounds like and is written much like; "" where it is one itself."""
    sound = pinyin(span)
    usual = [w for w in vocabulary.sounding_like(sound) if vocabulary.frequency(w) >= USUAL]
    names = (*_names().get(sound, ()), *usual)
    if len(span) <= BRIEF:  # of so few characters only an official name is known
        known = (policy_terms(), lexicon().terms, _UNITS)
        names = tuple(n for n in names if any(n in terms for terms in known))
    if not names or span in names or vocabulary.frequency(span):
        return ""
    if all(_PLAIN.issuperset(w) or (len(w) > 1 and vocabulary.frequency(w)) for w in words(span)):
        return ""  # "是科技局", "研发项目数": each word is meant as it stands
    alike = [n for n in names if 2 * sum(map(str.__eq__, n, span)) >= len(span) == len(n)]
    return alike[0] if alike else ""


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
    for name in (*lexicon().terms, *lexicon().official, *_UNITS):
        if HAN.fullmatch(name) and 2 <= len(name) <= 8:
            found[pinyin(name)].append(name)
    return dict(found)


def _characters(text: str) -> str:
    """The Chinese characters that a text begins with."""
    found = HAN.match(text)
    return found.group(0) if found else ""
