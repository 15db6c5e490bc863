"""Whether two questions ask the same: in doubt they do not.

The reader cannot tell "最长多久" from "最短多久": both are near, and one statement answers either.
So the words decide first, and the reader may only say no.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from assistant.reader.reader import Reading
from assistant.understanding.question import Question
from assistant.understanding.several import pieces_asking, sentences_asking
from corpus.divisions import places_in
from index.tokenizer import ASKING, normalize

SHARED = 0.75  # of the characters of the longer question that both have, asking words apart
MARKED = -0.5  # logit of a token that belongs to the words that answer
ALIKE = 0.7  # overlap of the words that answer each
BEHIND = 1.5  # logit by which what answers one may answer the other less surely
_LIGHT = "的了呢吗啊是有要能可以请问想我们你您这那个，。？?、！!：:；;“”《》()（） "
_TELLING = re.compile(
    r"[\da-zⅰ-ⅹ一二三四五六七八九十百千万亿不未无非没免除首续新旧前后高低长短多少大小早晚上下国省市区县]"
)


def worded_alike(one: str, other: str, today: date) -> bool:
    """Whether two questions differ in no more than a few words that change nothing: never in what
    is asked for, a figure, a year, a place, a negation, or a word of more and less."""
    a, b = Question(one, today), Question(other, today)
    same = a.kinds == b.kinds and a.years == b.years and a.relative_years == b.relative_years
    if not same or _figures(a) != _figures(b) or set(places_in(one)) != set(places_in(other)):
        return False
    left, right = _content(one), _content(other)
    lost, added = left - right, right - left
    if (lost and added) or any(map(_TELLING.match, lost + added)) or _pieces(one) != _pieces(other):
        return False
    return (left & right).total() >= SHARED * max(left.total(), right.total(), 1)


def read_alike(one: Reading, other: Reading) -> bool:
    """Whether one statement answers both questions, and with the same words."""
    words = [{start for start, _, logit in r.marks if logit >= MARKED} for r in (one, other)]
    either = words[0] | words[1]
    overlap = len(words[0] & words[1]) / len(either) if either else 0.0
    return overlap >= ALIKE and other.logit >= one.logit - BEHIND


def _figures(question: Question) -> list[tuple[float, str]]:
    return sorted((figure.value, figure.unit) for figure in question.figures)


def _pieces(text: str) -> int:
    """How many questions it may be."""
    return sum(len(pieces_asking(part)) or 1 for part in sentences_asking(text))


def _content(text: str) -> Counter[str]:
    """The characters of a text that say what is asked about."""
    left = ASKING.sub("", normalize(text))
    return Counter(char for char in left if char not in _LIGHT)
