"""A value that a sentence names first, without a question word, and what it asks beside it
("专精特新的营收门槛，还有研发费用每年要多少")."""

from __future__ import annotations

import re

from assistant.several.asked_for import NAMES_VALUE, asked_by_name
from assistant.several.clauses import ASK, asks_at_all
from assistant.several.each_table import OfOne
from assistant.several.things import kinds
from assistant.several.value_names import values_of
from assistant.several.within import asks

_JOIN = re.compile(
    r"[,，、]?\s*(?:以及|还有|另外|再有|同时|顺便问?一?下?)[,，]?\s*|"
    r"[,，]?\s*(?:和|跟)(?=怎么|咋|如何|什么|啥|哪|多久|多少|谁|几)"
)
_MOST = 3  # values named first
_SHORTEST, _LONGEST = 3, 24  # characters of what is named
_LEAD = re.compile(r"^\s*(?:请问|想问一?下?|问一?下|帮我查一?下|查一?下|我?想知道)[,，]?")


def value_first(sentence: str) -> list[OfOne]:
    """The values that are named, then what is asked beside; [] where a sentence does not begin by
    naming one."""
    sentence = _LEAD.sub("", sentence)
    for join in _JOIN.finditer(sentence):
        said, rest = sentence[: join.start()].strip(), sentence[join.end() :]
        if ASK.search(said) or not _SHORTEST <= len(said) <= _LONGEST:
            return []
        wanted = values_of(said) if NAMES_VALUE.search(said) and asks_at_all(rest) else []
        if wanted and len(wanted) <= _MOST and all(map(NAMES_VALUE.search, wanted)):
            first = [OfOne(asked_by_name(value).text) for value in wanted]
            return [*first, *(OfOne(_of_kind(said, piece)) for piece in asks(rest))]
    return []


def _of_kind(said: str, piece: str) -> str:
    """What is asked beside a value of one kind of enterprise, of that kind unless of another."""
    of = kinds(said)
    return f"{of[0]}{piece}" if len(of) == 1 and not kinds(piece) else piece
