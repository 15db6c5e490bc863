"""Whether two questions ask the same: in doubt they do not.

The reader cannot tell "最长多久" from "最短多久": both are near, and one statement answers either.
So the words decide first, and the reader may only say no.
"""

from __future__ import annotations

import re
from datetime import date

from assistant.reader.reader import Reading
from assistant.understanding.normalising import normalised
from assistant.understanding.question import Kind, Question
from corpus.divisions import places_in
from index.tokenizer import ASKING, normalize

MARKED = -0.5  # logit of a token that belongs to the words that answer
ALIKE = 0.7  # overlap of the words that answer each
BEHIND = 1.5  # logit by which what answers one may answer the other less surely

# Words without which a question says the same; none that narrows, widens or turns it.
_LIGHT = re.compile(
    r"请问|您好|你好|想问|问一下|咨询|了解|麻烦|谢谢|告诉|帮我|我想|知道|到底|究竟|具体|一共|总共|大概|"
    r"一下|的话|关于|对于|应当|应该|分别|里[面头]|打算|计划|准备|那个|这个|"
    r"[的了呢吧吗啊呀嘛哦是为有要会在于由将我你您它其就都还也所]|[^\w%.]"
)
_ASPECT = re.compile(
    r"多[久长大高远]|谁|哪[里儿年些]|为[何什]|怎么办"
)  # asking words of one kind that differ
_MODAL = re.compile(r"[能可要须需得必该会]")


def worded_alike(known: str, asked: str, since: date, today: date) -> bool:
    """Whether two questions say the same words in the same order, but for those that say nothing,
    and ask for the same kind of thing; 今年 of the known one is that of the day since which it has
    its answer."""
    one, other = normalised(known), normalised(asked)
    a, b = Question(one, since), Question(other, today)
    same = a.kinds == b.kinds and a.years == b.years and a.relative_years == b.relative_years
    if not same or places_in(one) != places_in(other) or _figures(a) != _figures(b):
        return False
    if set(_ASPECT.findall(one)) != set(_ASPECT.findall(other)):
        return False
    if Kind.YES_NO in a.kinds and set(_MODAL.findall(one)) != set(_MODAL.findall(other)):
        return False
    return bool(content := _content(one)) and content == _content(other)


def read_alike(one: Reading, other: Reading) -> bool:
    """Whether one statement answers both questions with the same words, or neither with any."""
    words = [{start for start, _, logit in r.marks if logit >= MARKED} for r in (one, other)]
    either = words[0] | words[1]
    overlap = len(words[0] & words[1]) / len(either) if either else 1.0
    return overlap >= ALIKE and other.logit >= one.logit - BEHIND


def _figures(question: Question) -> list[tuple[float, str]]:
    return sorted((figure.value, figure.unit) for figure in question.figures)


def _content(text: str) -> str:
    """What a text says of its matter."""
    return _LIGHT.sub("", ASKING.sub("", normalize(text)))
