"""Several questions in one message: divided, so that each is answered for itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.reading.asking import Asked, asked_kind
from assistant.several.asked_for import asked_for
from assistant.several.clauses import (
    ASK,
    POINTS,
    SUPPOSES,
    WHAT_IF,
    asks_alone,
    asks_at_all,
    is_elliptic,
    is_own,
    names_side,
)
from assistant.several.declined import own_words, without_declined
from assistant.several.each import of_each, on_both_sides, without_verdict
from assistant.several.each_again import asked_again
from assistant.several.each_amount import of_each_amount
from assistant.several.each_described import of_each_described
from assistant.several.each_table import OfOne
from assistant.several.enumerated import each_numbered
from assistant.several.in_parallel import heading, in_parallel, named_apart
from assistant.several.manner_told import without_manner
from assistant.several.rises import of_each_step
from assistant.several.things import named
from assistant.several.told_before import filled
from assistant.several.value_first import value_first
from assistant.several.within import COMMA, asks, parted

_STOP = re.compile(r"(?<=[?？。！!;；\n])")
_FOLLOWS = re.compile(
    r"^\s*(?:(?:而|另外|还有|同时|并且|以及|然后|再|又|另|顺便)(?:问一?[下句个]?)?|[一二三四]问)[,，]?"
)
_NE = re.compile(r"呢[\s?？。!！]*$")
_WHETHER = re.compile(r"[吗不没么][\s?？]*$")
_MAX_PARTS = 6
_OF_ASKER = re.compile(r"我|咱|本(?:公司|厂|单位)|老板|领导|听说|听人说|刚")
_FIGURE_TOLD = re.compile(
    r"[\d一二两三四五六七八九十百千][\d一二三四五六七八九十百千万亿年个家名项%]"
)
# "国际合作的几个中心，哪两个……": the opening only says of which things it is asked
_OF_SEVERAL = re.compile(r"(?<=的)几[个家项条种](?=[^，。,?？]{1,8}[，,]\s*哪)")
_THE_REST = re.compile(
    r"\s*除(?:了|开|去)?[^,，。?？]{1,12}?(?:[之以]外)?[,，]?(?:还|另外|别的)+(?:有|包括|包含|算)?(?:啥|什么|哪些|哪几)[^,，。?？]{0,3}[\s?？。]*$"
)
# What a question asks after that is never a closer look at what the one before asks
_TELLING = (Asked.WHEN, Asked.WHO, Asked.WHERE, Asked.MONEY, Asked.CONTACT)


class Stands(StrEnum):
    """How a part stands to the others of its message."""

    ALONE = "alone"
    APART = "apart"  # asks the same as the parts beside it, each of another thing
    SIDE = "side"  # asks of one side of what the message opens with
    LEANING = "leaning"  # its subject is that of the first ("奖励多少钱")
    ELLIPTIC = "elliptic"  # asks of another thing what the one before asks ("专业孵化器呢")


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a message, with what the message (or the talk) says around it; follows
    says that it goes on from an earlier message, pointed that its words leave to that what is
    asked for; of is the thing that it asks about, where the same is asked of several."""

    text: str
    context: str = ""
    answer: str = ""
    follows: bool = False
    pointed: bool = True
    stands: Stands = Stands.ALONE
    of: str = ""


def divide(message: str, follows: bool = False) -> tuple[Part, ...]:
    """The questions of a message in order; one that asks once comes back whole. follows says that
    it goes on from an earlier one, so that its first may be "……呢"."""
    message = of_each_step(each_numbered(message))
    message = without_verdict(without_declined(without_manner(_OF_SEVERAL.sub("", message))))
    sentences = [s for s in _STOP.split(message) if s.strip(" ?？。！!;；\n")]
    asking = _asking(own_words(message, sentences), follows)
    told = "".join(s for s in sentences if s not in asking and not ASK.search(s))
    lists = [
        asked_for(s)
        or value_first(s)
        or of_each_described(s)
        or of_each_amount(s, asks_at_all, parted)
        or of_each(s, asks_at_all, parted, message.partition(s)[0])
        for s in asking
    ]
    lists = asked_again(asking, lists, asks)
    each = {a.text: a for found in lists for a in found}
    pieces = [
        piece
        for s, found in zip(asking, lists, strict=True)
        for piece in ([asked.text for asked in found] or asks(s))
    ]
    pieces, each, told = on_both_sides(pieces, each, told)
    if len(pieces) < 2 or len(pieces) > _MAX_PARTS:
        return (_alone(message, pieces, told, follows=follows),)
    pieces = [_opened(piece).strip(" \n,，、") for piece in pieces]
    pieces = in_parallel(filled(pieces, told, each), told, each)
    head = heading(pieces)
    each = {**{p: OfOne(p, of) for p, of in named_apart(pieces, head).items()}, **each}
    parts = (_part(pieces, number, told) for number in range(len(pieces)))
    return tuple(_placed(_of_head(p, head), pieces[0], each, told) for p in parts)


def _alone(message: str, pieces: Sequence[str], told: str, *, follows: bool) -> Part:
    """The one question of a message; what the sentences before it tell of the asker stays beside
    it, where it asks for a list and none of them gives a figure of their own."""
    asks_list = len(pieces) == 1 and asked_kind(pieces[0]) is Asked.LIST
    before = asks_list and message.rstrip().endswith(pieces[0].strip())
    if follows or not before or not _OF_ASKER.search(told) or _FIGURE_TOLD.search(told):
        return Part(message)
    return Part(pieces[0].strip(" \n,，、"), told, stands=Stands.LEANING)


def _of_head(part: Part, head: str) -> Part:
    """A part marked as asking of one side of what the message opens with, where it does."""
    of_side = bool(head) and part.text.startswith(head) and part.stands is Stands.ALONE
    return replace(part, stands=Stands.SIDE) if of_side else part


def _placed(part: Part, first: str, each: Mapping[str, OfOne], told: str) -> Part:
    """A part with what it takes over, where it stands among several that were asked together."""
    one = each.get(part.text)
    if one is None:
        return part
    if one.of is None:  # beside them: of what opens them all, and of none of them
        return replace(part, context=told + one.before) if one.before else part
    context = one.before + _beside(part, first, each, told)
    return replace(part, stands=Stands.APART, of=one.of, context=context)


def _beside(part: Part, first: str, each: Mapping[str, OfOne], told: str) -> str:
    """What a part that asks of one thing takes over: nothing of what is asked of another, unless
    that one is said of a thing that both are of ("培育库的营收和研发占比"), nor what is told of
    both."""
    own, other = each[part.text].of, each[first].of if first in each else ""
    if not (own and other):
        return part.context
    if own in told and other in told:
        return ""
    return told if "的" in own or "的" not in other else part.context


def _opened(piece: str) -> str:
    """A question without the word that only joins it to the one before."""
    bare = _FOLLOWS.sub("", piece)
    return bare if asks_at_all(bare) or not asks_at_all(piece) else piece


def _part(pieces: list[str], number: int, told: str) -> Part:
    """A piece with what it takes from the message: without a subject of its own, that of the
    nearest before that has one; "……呢" what was asked last of it."""
    text = pieces[number]
    if not number:
        return Part(text, told)
    before = [p for p in reversed(pieces[:number]) if not _leans(p)]
    subject = next(filter(named, before), next(iter(before), pieces[0]))
    if WHAT_IF.match(text):
        return Part(f"{_NE.sub('', text)}怎么办", told + subject, stands=Stands.LEANING)
    if is_elliptic(text):
        last = pieces[number - 1]
        asked = last if last == subject else f"{subject}{last}"
        return Part(text, told + asked, stands=Stands.ELLIPTIC)
    if _leans(text):
        return Part(text, told + subject, stands=Stands.LEANING)
    return Part(text, told or pieces[0])


def _leans(piece: str) -> bool:
    """Whether a question names nothing that it is about."""
    return (
        not asks_alone(piece)
        or names_side(piece)
        or bool(SUPPOSES.match(piece) or POINTS.search(piece))
    )


def _asking(sentences: list[str], follows: bool = False) -> list[str]:
    """The sentences that ask; one that only goes on with the one before stays with it."""
    found: list[str] = []
    for sentence in sentences:
        if (
            (is_own(sentence) and not _of_the_list(sentence, found[-1]))
            or asked_for(sentence)
            or _asks_else(sentence, found[-1])
            if found
            else _opens(sentence, follows)
        ):
            found.append(sentence)
        elif found and asks_at_all(sentence) and not _THE_REST.match(sentence):
            found[-1] += sentence
    return found


def _of_the_list(sentence: str, before: str) -> bool:
    """ "除了专利还有啥" behind "哪些技术能享受": the same list."""
    return bool(_THE_REST.match(sentence)) and asked_kind(before) is Asked.LIST


def _asks_else(sentence: str, before: str) -> bool:
    """Whether a sentence that names next to nothing asks for another kind of thing than the one
    before: "需要什么级别的资格?免到什么时候?"."""
    kind, earlier = asked_kind(sentence), asked_kind(before)
    if earlier in (kind, Asked.YES_NO) or _WHETHER.search(before):
        return False
    return kind in _TELLING and asks_at_all(sentence)


def _opens(sentence: str, follows: bool) -> bool:
    """Whether a sentence is the first question; of a follow-up, "……呢" is one too."""
    last = COMMA.split(sentence.strip())[-1]
    return asks_alone(sentence) or bool(asked_for(sentence)) or (follows and is_elliptic(last))
