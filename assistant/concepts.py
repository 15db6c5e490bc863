"""Concepts: the things a question is about, each with the wordings that a document may use."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.lexicon import lexicon
from assistant.vocabulary import HAN, PARTICLES, Vocabulary, pinyin
from index.tokenizer import QUESTION_WORDS, policy_terms, query_tokens, words

TERM, PLAIN = 1.2, 0.85  # a term of the trade tells more than a common word as rare
AS_SAID = 0.9  # a spoken form itself, where the official wording could have stood
_MOST_COVERED = 0.85
LEAST_INITIALS = 3  # letters from which initials tell a name
UNKNOWN_WEIGHT = 0.2  # of the rarest known word: spoken filler is mostly unknown
_YEAR = re.compile(r"(?<!\d)(?:20\d\d|\d\d)年度?|一年(?=里|内|到头|下来)")
_RULE = re.compile(r"(?:制|办法|条例)$")  # the name of one is a thing of its own
_COUNTED = re.compile(
    r"[零一二两三四五六七八九十百千]+(?:[百千万亿]|[样项个家条种类些次件份块本位名号分]个?)?|[前后]?[一二两三四五]天"
)
_NUMBERED = re.compile(r"“\d+”(?![家个项名人条场件次批位万亿%])")  # "那个“3”": the name of a part
_NUMBER_OF = re.compile(r"(.{2,}?)(?:总?人数|总数|家数|数量)")  # "职工500人" tells the 职工人数
_LATIN = re.compile(r"[a-z]{2,}(?:[ \-][a-z]{2,})*", re.I)

# Words that say how or when is asked; they never tell one statement from another.
_WHETHER = re.compile(r"([\u3400-\u9fff])[不没]\1")
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
def pairs(form: str) -> tuple[str, ...]:
    """Each two characters beside each other."""
    return tuple(form[i : i + 2] for i in range(len(form) - 1))


def _coverage(form: str, text: str) -> float:
    if (number := _NUMBER_OF.fullmatch(form)) and re.search(rf"{re.escape(number[1])}\d", text):
        return _MOST_COVERED
    if len(form) < 3 or not HAN.search(form):
        return 0.0
    held = pairs(form)
    share = sum(pair in text for pair in held) / len(held)
    return _MOST_COVERED * share if share >= 0.5 else 0.0


def concepts(text: str, vocabulary: Vocabulary) -> tuple[Concept, ...]:
    """The concepts of a normalised question, left to right, each once."""
    found: dict[str, tuple[str, ...]] = {}
    # years are judged, not matched; "要不要" and "算不算" name nothing
    rest = text = _WHETHER.sub(" ", _YEAR.sub(" ", text))
    for form, official in lexicon().found_in(text):
        whole = [term for term in official if form in term and term in text]
        found.update((term, (term,)) for term in whole if _RULE.search(term))
        if whole:
            continue  # the official wording is there already
        found[form] = (form, *official)
        rest = rest.replace(form, " ", 1) if len(form) > 2 else rest
    for name in filter(text.__contains__, _names_not_words()):
        found[name] = (name,)
        rest = rest.replace(name, " ")
    found.update((name, (name,)) for name in _NUMBERED.findall(rest))
    for form, official in _mistyped(rest, vocabulary):
        found.setdefault(form, (form, *official))
        rest = rest.replace(form, " ")
    for word in words(rest):
        idle = word in _IDLE or word[0] in "几哪啥" or _COUNTED.fullmatch(word) or "谁" in word
        if not idle and len(word) > 1 and not word.isdigit() and word not in found:
            found[word] = _forms_of(word)
    return tuple(_concept(said, forms, vocabulary) for said, forms in found.items())


def _forms_of(word: str) -> tuple[str, ...]:
    """A word with what it is where a spoken name in it gives way: "高企认定" is 高新技术企业认定."""
    official = word
    for form, terms in lexicon().found_in(word):
        if terms[0] in lexicon().terms and terms[0] not in word:
            official = official.replace(form, terms[0], 1)
    return (word,) if official == word else (word, official)


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


@cache
def _names_not_words() -> tuple[str, ...]:
    """Official names that the cutter leaves in single characters ("双征双推")."""
    return tuple(t for t in lexicon().terms if all(len(word) == 1 for word in words(t)))


def _vocabulary_coverage(form: str, vocabulary: Vocabulary) -> float:
    held = pairs(form)
    return sum(vocabulary.frequency(p) > 0 for p in held) / len(held) if held else 0.0


def _mistyped(text: str, vocabulary: Vocabulary) -> list[tuple[str, tuple[str, ...]]]:
    """Spans that the library does not have but that sound like words it has: typos and pinyin."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for run in HAN.findall(text):
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
