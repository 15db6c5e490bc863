"""Concepts: the things a question is about, each with the wordings that a document may use."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.reading.lexicon import lexicon
from assistant.reading.mistyped import mistyped
from assistant.reading.vocabulary import HAN, Vocabulary
from index.tokenizer import QUESTION_WORDS, policy_terms, query_tokens, words

TERM, PLAIN = 1.2, 0.85  # a term of the trade tells more than a common word as rare
AS_SAID = 0.9  # a spoken form itself, where the official wording could have stood
_MOST_COVERED = 0.85
UNKNOWN_WEIGHT = 0.2  # of the rarest known word: spoken filler is mostly unknown
_YEAR = re.compile(r"(?<!\d)(?:20\d\d|\d\d)年度?|一年(?=里|内|到头|下来)")
_DAY = re.compile(r"(?<!\d)\d{1,2}月(?:\d{1,2}[日号]|[底初份]|[上中下]旬)?(?!份)")
_RULE = re.compile(r"(?:制|办法|条例)$")  # the name of one is a thing of its own
_COUNTED = re.compile(
    r"[零一二两三四五六七八九十百千]+(?:[百千万亿]|[样项个家条种类些次件份块本位名号分]个?)?|[前后]?[一二两三四五]天"
)
_NUMBERED = re.compile(r"“\d+”(?![家个项名人条场件次批位万亿%])")  # "那个“3”": the name of a part
_NUMBER_OF = re.compile(r"(.{2,}?)(?:总?人数|总数|家数|数量)")  # "职工500人" tells the 职工人数

# Words that say how or when is asked; they never tell one statement from another.
# "捐款100万能抵多少": no "万能"
_AMOUNT = re.compile(r"(\d(?:[十百千]?[万亿]元?|[百千]元?))")
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
    for day in _DAY.findall(text):  # "12月底" is not met by "5月底"
        found.update({day: (day,)} if vocabulary.frequency(day) else {})
        rest = rest.replace(day, " ")
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
    for form, official in mistyped(rest, vocabulary, _IDLE):
        found.setdefault(form, (form, *official))
        rest = rest.replace(form, " ")
    for word in words(_AMOUNT.sub(r"\1 ", rest)):
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
