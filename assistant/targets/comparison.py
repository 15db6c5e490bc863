"""Two targets compared: which is more, and by how much; different units are not compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.computing.worked import Worked, marks
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.targets.operands import operands
from assistant.targets.rows import line
from assistant.targets.wording import gap
from corpus.targets import Target

DIFFERENCE = re.compile(
    r"(?:相差|差距|差额|[多少高低大小]出?(?=多少|几))[^,。?]{0,4}(?:多少|几|多大)|差(?:多少|几)|(?:相差|差距)(?:有?多)"
)
_WHICH = re.compile(
    r"(?:哪(?:一?[个项边条类头样])|谁)[^,。?]{0,10}?(?P<way>[多高大少低小])|(?P<first>[多高大少低小])还是|"
    r"(?<![占相对同评])比(?!例|重|较|如|率)[^,。?]{2,24}?(?P<than>[多高大少低小])(?:吗|不|么|吧)"
)


def compared(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> Worked | None:
    """ "A和B哪个多", "A比B多多少", "A和B相差多少": both, and by how much."""
    if not DIFFERENCE.search(question.text) and not _WHICH.search(question.text):
        return None
    return comparison(question.text, operands(question, concepts, rows))


def comparison(text: str, found: Sequence[Target]) -> Worked | None:
    """The two targets as the words of the question compare them; None where they do not."""
    differs, which = DIFFERENCE.search(text), _WHICH.search(text)
    if not (differs or which) or len(found) != 2:
        return None
    lines = tuple(map(line, found))
    one, other = found
    if one.magnitude[1] != other.magnitude[1]:
        told = f"两项目标的单位不同（{one.magnitude[1]}、{other.magnitude[1]}），不能比较：\n"
        return Worked(told, lines)
    way = next(filter(None, which.groups()), "") if which else differs[0][0] if differs else ""
    return Worked(_comparison(one, other, way), lines)


def _comparison(one: Target, other: Target, way: str) -> str:
    """way is the asker's word: "哪个少" is answered by the smaller."""
    first, second = marks([line(one), line(other)])
    a, b = one.magnitude[0], other.magnitude[0]
    if a == b:
        return f"按目标数计，两项相同：{one.text}{first}，{other.text}{second}。\n"
    is_less = way in ("少", "低", "小")
    word = ("低" if is_less else "高") if one.magnitude[1] == "%" else "少" if is_less else "多"
    told = one if (a < b) is is_less else other
    said = f"{one.text}{first} {'>' if a > b else '<'} {other.text}{second}"
    return f"按目标数计，“{told.indicator}”{word}{gap(one, other)}：{said}。\n"
