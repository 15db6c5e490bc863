"""Targets that a message names one after another: each with its figure, in the order named."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.computing.worked import Worked
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.targets.comparison import comparison
from assistant.targets.operands import SPLIT, pieces_of
from assistant.targets.rows import is_about_targets, line, named_row
from assistant.targets.sums import SUM, added
from corpus.targets import Target

_ASKS = re.compile(r"多少|几|目标|指标|数|列|各|分别")
# What a figure does not answer.
_OTHER = re.compile(
    r"谁|怎|如何|何时|什么|啥|[吗么]|是否|能否|时候|几月|几号|哪(?!些|几|[个项])|(.)不\1|由哪|负责|牵头|办理|材料|流程"
)
_OF_ALL = re.compile(
    r"分别|各|逐[项个]|[列报说]|都|[一两二三四五六七八九十几]个(?:数|指标|目标)|[:：]"
)
_OWN = re.compile(r"多少|几")
_BARE = re.compile(
    r"多少|几|各|分别|都|[是有为定要到达了]|目标|指标|[这那两三四五]|[家个项条名人场件次座所位]|相?差|一共|总共|合计|加起来|"
    r"请|问|一下|全市|年|今|内|全|[\W\d]"
)
_BREAK = re.compile(rf"{SPLIT.pattern}|[:：;；?？!！。]|还有|另外")
_MAX_NAMED = 12


def named_targets(
    question: Question, concepts: Sequence[Concept], rows: Sequence[Target]
) -> Worked | None:
    """ "A、B和C的目标各是多少": the row of each; None unless every thing named has one."""
    if not _ASKS.search(question.text) or _OTHER.search(question.text):
        return None
    if not is_about_targets(question):
        return None
    for text in dict.fromkeys((_listed(question.text), question.text)):
        found = _each(text, concepts, rows, of_all=bool(_OF_ALL.search(question.text)))
        if found and SUM.search(question.text):
            return added(found)
        if found:
            plain = Worked("", tuple(map(line, found)))
            return comparison(question.text, found) or plain
    return None


def _listed(text: str) -> str:
    """What follows the last colon: before it stands what the list is for."""
    return re.split(r"[:：]", text)[-1]


def _each(
    text: str, concepts: Sequence[Concept], rows: Sequence[Target], *, of_all: bool
) -> list[Target]:
    """The row of each thing; of_all: one question is put about all of them, else each needs its
    own ("新增多少家、签多少项"), for a piece without one only describes the next."""
    pieces = _BREAK.split(text)
    said = pieces_of(pieces, concepts)
    if not rows or not 2 <= len(said) <= _MAX_NAMED:
        return []
    if any(_asks_beside(p) for p in pieces if p not in [named for named, _ in said]):
        return []
    if not of_all and not all(_OWN.search(piece) for piece, _ in said):
        return []
    found = [named_row(named, piece, rows) for piece, named in said]
    named_rows = [row for row in found if row is not None]
    distinct = len({id(row) for row in named_rows}) == len(said)
    sources = {row.passage.source.id for row in named_rows}
    return named_rows if distinct and len(sources) == 1 else []


def _asks_beside(piece: str) -> bool:
    """Whether a piece that names no target asks a number of its own ("争取认定多少家")."""
    return bool(_OWN.search(piece)) and bool(_BARE.sub("", piece))
