"""What a value is of: money or places of one kind never answer a question about another."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.judging.topic import asking_clauses
from assistant.reading.attribute_names import NAMES
from assistant.reading.attribute_values import HEADED, VALUES

# Attributes told by plain words: what a clause that asks names > what a text that tells it says.
# Words of a line without ">" stand for themselves alone, such as benefits of other laws.
_LINES = Path(__file__).with_name("attribute_words.txt").read_text(encoding="utf-8").splitlines()


def _any(words: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words.split())))


def _pairs(line: str) -> list[str]:
    """The pairs of a line: one with ">" is one; of any other each word is one by itself."""
    return [line] if ">" in line else line.split()


_WORDS = tuple(
    (_any(asked), _any(said or asked))
    for line in _LINES
    for asked, _, said in (pair.partition(">") for pair in _pairs(line))
)
# "……的申报条件里，要排第几": what the clause that asks is about
_FRAME = re.compile(
    r"[^，。,;；?？]+(?:里头?|当中|方面|来说|来讲|这块|那块)(?=[，,])|(?:关于|对于|至于)[^，。,]+(?=[，,])|"
    r"^(?:(?![拿领给有了得])[^，。,;；?？]){2,16}(?:补贴|补助|奖补|资助|奖励)(?=[，,])"
)
# "……的面积和总投资，文件里怎么写的": what is asked stands before
_OF_TEXT = re.compile(
    r"\s*(?:[这那该本]?(?:份|个)?(?:文件|政策|要点|材料|通知|办法|计划|摘编)|[里上中头]|具体|都?是|有没有|怎么|咋|如何|什么|[写说讲提定]|规定|明确|过|到|了|的|呢|吗)+$"
)
_COMPILED = tuple((re.compile(asked), re.compile(said)) for asked, said in (*VALUES, *NAMES))
_COMPILED_HEADED = tuple((re.compile(asked), re.compile(said)) for asked, said in HEADED)


def speaks_of_attribute(question: str, text: str, headings: str = "") -> bool:
    """False where the question names an attribute that the text says nothing of."""
    headed = f"{headings} {text}"
    asked = asking_clauses(question)
    asking = question if all(map(_OF_TEXT.match, asked)) else "，".join(asked)
    asking = "，".join((*_FRAME.findall(question), asking))
    if not all(said.search(headed) for asked, said in _WORDS if asked.search(asking)):
        return False
    return all(said.search(text) for asked, said in _COMPILED if asked.search(asking)) and all(
        said.search(headed) for asked, said in _COMPILED_HEADED if asked.search(asking)
    )
