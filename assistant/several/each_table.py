"""The things that are asked about together and the sides of each: who they are is told in the
clause that asks, in one before it, or in the message before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.reading.amounts import amounts
from assistant.several.clauses import ASK
from assistant.several.things import (
    completed,
    is_kind,
    is_name,
    kinds,
    listed,
    named,
    sides,
    things_and_sides,
)

CLAUSE = re.compile(r"[^,，:：。?？]+[,，:：。?？]?")
_TOGETHER = re.compile(
    r"^(?:[这那]?[两二三四五](?:[者个边家样头处]|种|条|项)|它们|[这那]几[个项条家种])(?:的|之间|数|类|档次|等级|级别|称号)*"
)
# "A跟B按新办法比:营收、负债率各差在哪儿": both things, each side
COMPARED = re.compile(
    r"^(?P<one>[^,，:：。?？、]{2,24}?)(?:跟|和|与|同|比)(?P<other>[^,，:：。?？、]{2,24}?)"
    r"(?P<by>按[^,，:：。?？]{2,14})?(?:相?比较?|对[比照]|比一比|比比)(?:一下|起来|的话|看)?[,，:：]$"
)
_VERSION = re.compile(r"^(?P<thing>\D{2,})20\d\d")  # "专精特新2022口径跟2026口径比"
_TOPIC = re.compile(r"(?:[这那](?:块|边|事|项|一?条线?)|方面|[里上中])[,，:：]$")
_POLITE = re.compile(r"^\s*(?:请问|问一下|想问)[,，]?")
# "新办法下专精特新和小巨人": by which rule, before the things
_BY_RULE = re.compile(
    r"^(?:按照?|依照?)?[^,，、和与跟]{0,6}(?:办法|规定|口径|标准|政策|文件)(?:下|里|中|上)?的?(?=[^,，]{3,})"
)
_REST = re.compile(r"(?P<side>超过|超出|不足|不到|不满|低于|高于)(?:了|它)?(?:的(?:部分)?)?")
_BOUND = re.compile(r"^(?:不超过|超过|不足|不到)|(?:及|\(含\))?(?:以[内上下]|之内)$")
_NAME = 12  # characters of a name, with what opens it ("国家备案众创空间")
_ONE = re.compile(r"^一(?:个|家|种|项)")


@dataclass(frozen=True, slots=True)
class OfOne:
    """One of several questions that were asked together, and the thing that it is about: "" for
    all of them, None where it is about something beside. before is what was said of it before."""

    text: str
    of: str | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Things and sides of them that are asked about together; opening stands before each; again
    says that what the sentence goes on to ask is asked of each of them too."""

    things: tuple[str, ...]
    sides: tuple[str, ...]
    opening: str = ""
    again: bool = False

    def questions(self, ask: str) -> list[OfOne]:
        """One question for each side of each thing."""
        return [
            OfOne(f"{self.opening}{thing}{side}{ask}".strip(" \n,，、"), thing)
            for thing in bounded(completed(self.things))
            for side in self.sides
        ]


def bounded(things: list[str]) -> list[str]:
    """The things, "超过的" beside "所得500万以内" with the bound that it leaves out."""
    told = [(thing, figures[-1]) for thing in things if (figures := amounts(thing))]
    if not told:
        return things
    whole, bound = told[0]
    of = re.sub(r"分(?:成|为)?$", "", whole[: bound.start])
    found = [(_REST.fullmatch(thing), thing) for thing in things]
    sum_ = _BOUND.sub("", bound.text)
    return [f"{of}{rest['side']}{sum_}" if rest else thing for rest, thing in found]


def table_of(clauses: list[str], told: str) -> Table | None:
    """The things are named in the last clause or in the one before it, where that only lists; or
    the message has told before of the two that "两边" means."""
    *opening, last = clauses or [""]
    earlier = opening[-1] if opening else ""
    if both := COMPARED.match(_POLITE.sub("", earlier)):
        one, other = both["one"], both["other"]
        version = _VERSION.match(one)
        other = version["thing"] + other if version and other.startswith("20") else other
        told_by = "".join(opening[:-1]) + (both["by"] or "")
        return Table((one, other), tuple(f"的{side}" for side in listed(last)), told_by, True)
    things, said = things_and_sides(_POLITE.sub("", last))
    ruled = _BY_RULE.match(_POLITE.sub("", earlier))
    by = ruled[0] if ruled else ""
    above, above_said = things_and_sides(_POLITE.sub("", earlier.rstrip(",，:："))[len(by) :])
    together = _TOGETHER.match(last)
    rest = _TOGETHER.sub("", last)
    both_list = (
        not above_said and all(named(t) or is_name(t) for t in above) and not _TOPIC.search(earlier)
    )
    if len(above) > 1 and not said and (len(things) < 2 or both_list):
        ruled = None if above_said else _BY_RULE.match(rest)
        by += ruled[0] if ruled else ""
        rest = rest[ruled.end() :] if ruled else rest
        middle = sides(above_said + rest) if above_said else [f"的{s}" for s in listed(rest)]
        before = "".join((*opening[:-1], by))
        return Table(tuple(above), tuple(middle) or ("",), before, only_kinds(earlier))
    if together or not clauses:
        return _told_of(CLAUSE.findall(told) + opening, rest)
    if len(things) < 2 and (table := _listed_before(opening, last)):
        return table
    if len(things) < 2 and len(kinds(told)) == 2:  # "得分底线又各是多少" of the two told before
        return _told_of(CLAUSE.findall(told) + opening, last.removesuffix("又"))
    return Table(tuple(things), tuple(sides(said)), "".join(opening))


def only_kinds(clause: str) -> bool:
    """Whether a clause names two or more kinds of enterprise or carrier and nothing beside
    ("小巨人跟普通专精特新,")."""
    things = listed(_POLITE.sub("", clause.strip(" ,，:：")))
    return len(things) > 1 and all(is_kind(t) and len(t) <= _NAME for t in things)


def _told_of(clauses: list[str], said: str) -> Table | None:
    """The two things that the clauses before name; what these tell else opens each question."""
    text = "".join(clauses)
    things = found if len(found := kinds(text)) == 2 else named(text)
    both = [clause for clause in clauses if all(thing in clause for thing in things)]
    if len(things) != 2 or not all(len(listed(clause)) > 1 for clause in both):
        return None  # or both are words of one thing ("研发加计扣除预缴")
    event = [
        clause
        for clause in clauses
        if not any(thing in clause for thing in things)
        and not _TOGETHER.match(clause)
        and not ASK.search(clause)
    ]
    middle = tuple(f"的{side}" for side in listed(said))
    return Table(tuple(things), middle or ("",), "".join(event), again=True)


def _listed_before(opening: list[str], last: str) -> Table | None:
    """The things that an earlier clause only lists ("一个孵化器、一个众创空间,想报国家级的,")."""
    for number, clause in enumerate(opening):
        things = [_ONE.sub("", t) for t in listed(clause.rstrip(",，:："))]
        if len(things) > 1 and all(map(is_name, things)):
            rest = opening[:number] + opening[number + 1 :]
            return Table(tuple(things), tuple(f"的{s}" for s in listed(last)), "".join(rest))
    return None
