"""The questions within one sentence: divided where two of its clauses ask."""

from __future__ import annotations

import re

from assistant.reading.asking import Asked, asked_kind
from assistant.several.clauses import RELATES, asks_at_all, counts_else, is_elliptic, is_own, left
from assistant.several.things import kinds, named

# a space between characters is the comma of those who type fast
# and "谁出钱谁认定" are two
COMMA = re.compile(r"(?<=[,，、])|(?<=[一-鿿]\s)(?=[一-鿿])|(?<=谁[一-鿿]{2})(?=谁[一-鿿]{2})")
# "分几块，每块最高多少分": each of those is asked about, and how many they are tells with it
_OF_THOSE = re.compile(
    r"[几哪](?:几)?大?([块类项部档])[^,，]{0,3}[,，]\s*(?=[每各]一?大?(?:\1|占|是|有))"
)
_LASTS = re.compile(r"多久|多长时间|几[年天]|几个月")
# "第二次呢,过了五千万的又是多少": of another thing again; else "……呢" only opens what is asked
_AGAIN = re.compile(r"又[是要能得有可算]|又(?=[多几怎])")
# "营收多少、打几分": a number of something behind a sum
_COUNTED = re.compile(r"几[家个项条名人场次回批件单分年天]|多少[家个项条名人场次回批件单天]")
_BARE = re.compile(r"多少(?:钱|万元?|元)?\W*$")
_AMOUNT = re.compile(r"\d+(?:\.\d+)?(?:个?[百千]?万|个?亿|%)")  # "4亿以下最多多少": of another
_DEFINES = re.compile(r"是(?:干嘛|干啥|干什么|什么|啥|怎么回事)的?[\s,，]*$")
# What a clause that names next to nothing asks for beside the one before
_BESIDE = (Asked.WHEN, Asked.CONTACT)
_TOLD_OF = (Asked.WHO, Asked.WHERE)  # "谁来认定，今年建多少": a number is told of neither


def asks(sentence: str) -> list[str]:
    """Split one sentence where two of its clauses ask; a clause that does not ask stays with the
    next that does, at the end of the sentence with the one before."""
    pieces: list[str] = []
    held = ""
    for clause in COMMA.split(sentence):
        own = is_own(clause) or (pieces and _asks_more(clause, pieces[-1]))
        own = own and not RELATES.match(held + clause)
        own = own and not (pieces and _OF_THOSE.search(pieces[-1] + held + clause))
        if pieces and asks_at_all(pieces[-1]) and own:
            between = held.strip(" ,，、")
            apart = is_elliptic(between) and _asks_else(between, clause)
            pieces += [between, clause] if apart else [held + clause]
            held = ""
        elif pieces and asks_at_all(pieces[-1]) and not asks_at_all(clause):
            held += clause
        elif pieces:
            pieces[-1] += held + clause
            held = ""
        else:
            pieces.append(clause)
    pieces[-1] += held
    return pieces


def parted(clause: str) -> list[str]:
    """A clause behind a list of questions: nothing where it only goes on with them."""
    return asks(clause) if is_own(clause) else [clause]


def _asks_else(named_before: str, clause: str) -> bool:
    """Whether "……呢" is a question by itself, since what follows asks of another thing, or it
    names nothing that could open one ("超了呢，高企能再减半吗")."""
    opens = bool(named(named_before) or kinds(named_before))
    own = kinds(clause) if opens else named(clause)
    return bool(_AGAIN.search(clause) or own)


def _asks_more(clause: str, before: str) -> bool:
    """Whether a clause that names next to nothing asks for what the one before does not: a number
    of other things, a time or a body ("利率怎么算,能贷多久")."""
    kind, earlier = asked_kind(clause), asked_kind(before)
    counted = _COUNTED.search(clause) and _BARE.search(before)
    amount = _AMOUNT.search(clause) and _AMOUNT.search(before)
    if asks_at_all(clause) and left(clause) and (counted or amount or _DEFINES.search(before)):
        return True
    lasting = bool(_LASTS.search(clause)) and not _LASTS.search(before)
    beside = (kind in _BESIDE and kind != earlier) or lasting
    beside = beside or (kind is Asked.FIGURE and earlier in _TOLD_OF)
    return counts_else(clause, before) or (beside and asks_at_all(clause) and bool(left(clause)))
