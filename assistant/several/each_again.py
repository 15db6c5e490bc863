"""What the later sentences of a message ask of the kinds that the first asked about together
("小巨人和专精特新：分数线分别多少？谁来认定？"): the same of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.reading.amounts import amounts
from assistant.several.clauses import POINTS, is_elliptic
from assistant.several.each import MOST
from assistant.several.each_table import OfOne
from assistant.several.things import is_kind, kinds, named

_OF_ALL = re.compile(r"合计|总计|总共|一共|加起来|相差|哪个|同时|叠加|一起")
_EACH = re.compile(r"(?:分别|各自|各|两[边个者家样种]|它们)(?:都|又)?")
_NE = re.compile(r"呢\W*$")
# What kinds of enterprise and carrier have rules on
_SIDE = re.compile(
    r"认定|评[价定选]|申[报请]|填|年报|公示|复核|备案|登记|研发|知识产权|专利|人员|收入|营收|材料|奖|"
    r"亏损|税率|有效期|条件|门槛|好处|优惠"
)
_JOINS = re.compile(r"^\s*(?:而|另外|还有|同时|并且|以及|然后|再|又|另|那|顺便)+[,，]?")


def asked_again(
    sentences: Sequence[str],
    lists: Sequence[Sequence[OfOne]],
    asks: Callable[[str], list[str]],
) -> list[list[OfOne]]:
    """The questions of each sentence, where one that names no kind of its own goes on with those
    that the last list was asked of; unchanged where they would be too many."""
    found: list[list[OfOne]] = []
    of: list[str] = []
    for sentence, own in zip(sentences, lists, strict=True):
        if own:
            of = _kinds_of(own)
            found.append(list(own))
        elif found and found[-1] and (again := _of_another_amount(sentence, found[-1])):
            found.append(again)
        elif len(of) > 1 and _goes_on(sentence):
            found.append([_of(thing, piece) for thing in of for piece in asks(sentence)])
        else:
            of = [] if _names_own(sentence) else of
            found.append([])
    whole = [list(own) for own in lists]
    return found if sum(map(len, found)) <= MOST else whole


def _of_another_amount(sentence: str, asked: Sequence[OfOne]) -> list[OfOne]:
    """ "研发费300万，两档税率各省多少？捐200万呢": what was asked of each, of another sum."""
    if not (is_elliptic(sentence) and amounts(sentence)):
        return []
    said = _NE.sub("", _JOINS.sub("", sentence))
    again = []
    for one in asked:
        opening, found, rest = one.text.partition(one.of or "")
        if not (one.of and found and amounts(opening)):
            return []
        again.append(OfOne(f"{said}，{one.of}{rest}", one.of))
    return again


def _kinds_of(asked: Sequence[OfOne]) -> list[str]:
    things = list(dict.fromkeys(one.of for one in asked if one.of))
    return things if all(map(is_kind, things)) else []


def _goes_on(sentence: str) -> bool:
    """Whether a sentence names nothing that it is about, nor speaks of all the kinds together."""
    return not (_names_own(sentence) or _OF_ALL.search(sentence) or POINTS.search(sentence))


def _names_own(sentence: str) -> bool:
    """Whether it names a thing of its own: what every kind has a rule on is none."""
    return not all(map(_SIDE.search, (*named(sentence), *kinds(sentence))))


def _of(thing: str, piece: str) -> OfOne:
    asked = _EACH.sub("", _JOINS.sub("", piece)).strip(" ,，、")
    if is_elliptic(asked):  # "有效期呢"
        return OfOne(f"{thing}的{_NE.sub('', asked)}是多少", thing)
    return OfOne(f"{thing}{asked}", thing)
