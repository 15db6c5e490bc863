"""How documents of a library refer to each other, by the 《titles》 and numbers they mention."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.document import Document, Source
from corpus.document_number import NUMBER, numbers_in, same, without_words
from corpus.versions import core, names


class LinkKind(StrEnum):
    """What a document does with the other one."""

    REPEALS = "废止"
    AMENDS = "修改"
    EXTENDS = "延续"
    BASIS = "依据"


@dataclass(frozen=True, slots=True)
class Link:
    """By ids of documents; clause is the sentence that says so. target is "" where the library
    does not hold the document, title is what it is called there."""

    source: str
    target: str
    kind: LinkKind
    clause: str
    title: str = ""


_CLAUSE = re.compile(r"[^。；;\n]+")
_MENTION = re.compile(
    rf"《((?:[^《》]|《[^《》]*》)+)》\s*((?:[（(][^（()）]{{4,60}}[）)])?)|({NUMBER.pattern})"
)
_REPEALS = re.compile(r"(?:同时|即行|予以|一并)?(?:废止|停止执行|不再执行)")
_LATER = re.compile(r"(?:废止|失效|停止执行)(?:的|时|前|后|之日)")
_AMENDS = re.compile(r"修改为|作(?:如下|以下)修[改订]|(?:修改|修订|修正)(?:如下|后重新)")
_AMENDING = re.compile(r"关于修[改正订]$")
_EXTENDS = re.compile(
    r"继续(?:执行|施行|有效|实施)|有效期(?:延[续长]|调整|顺延)|重新(?:发布|公布|印发)"
)
_GOES_ON = ("继续执行", "继续施行", "继续实施")
_AFTER = (_REPEALS, _LATER, _AMENDS, _AMENDING, _EXTENDS)  # what counts after a mention
_KIND = (
    "法典?|条例|办法|规定|细则|决定|通知|意见|方案|规划|纲要|计划|措施|公告|通告|目录|标准|指引|规程|规则|章程|政策"
    "|制度|规范|要点|决议|批复"
)
# What a title of a document ends with: forms and certificates are mentioned in 《》 as well, and
# "《办法》" is what the text itself calls one that it named before.
_DOCUMENT = re.compile(
    rf"(?!(?:实施|管理|暂行)*(?:{_KIND})$).*(?:{_KIND})(?:[（(][^（()）]*[）)])?$"
)
_BASIS = re.compile(r"根据|依据|按照|依照|贯彻|落实|([，,。；])")
_NEAR = 40  # characters right before a mention
_SHOWN = 400  # characters of a clause, around the mention


def links(documents: Sequence[Document]) -> tuple[Link, ...]:
    """Every reference of one document to another in the order of the library, each once; to those
    that the library does not hold as well."""
    named: dict[str, list[Source]] = defaultdict(list)
    for source in (document.source for document in documents):
        for name in {*names(source), *map(_tail, numbers_in(source.document_number))}:
            named[name].append(source)
    return tuple(dict.fromkeys(link for d in documents for link in _of(d, named)))


def repeal_proposals(found: Iterable[Link]) -> Mapping[str, Link]:
    """By the id of each document that another one says it repeals; for staff to confirm."""
    return {link.target: link for link in found if link.target and link.kind is LinkKind.REPEALS}


def _of(document: Document, named: Mapping[str, Sequence[Source]]) -> Iterator[Link]:
    own = document.source.id
    for mention in _mentions(document.body):
        of_title = () if mention.core is None else named.get(mention.core, ())
        titled = None if mention.core is None else [s for s in of_title if s.id != own]
        meant = _meant(titled, mention.numbers, named)
        for target in meant:
            if target.id != own:
                yield Link(own, target.id, mention.kind, mention.clause, mention.told)
        itself = any(s.id == own for s in (*of_title, *meant))
        if not meant and not itself and mention.document:
            yield Link(own, "", mention.kind, mention.clause, mention.told)


@dataclass(frozen=True, slots=True)
class _Mention:
    """What a clause names: the core of a title, numbers; what it is called there; whether it is
    a document wherever it is held."""

    core: str | None
    numbers: tuple[str, ...]
    kind: LinkKind
    clause: str
    told: str
    document: bool


@lru_cache(4096)  # all documents are looked at again with every change of one
def _mentions(body: str) -> tuple[_Mention, ...]:
    found = []
    for clause in map(str.strip, _CLAUSE.findall(body)):
        said = _Said(clause)
        for mention in _MENTION.finditer(clause):
            title, beside, bare, *_ = mention.groups()
            start = mention.end() if bare else mention.start()  # words may open a bare number
            if kind := said.of(start, mention.end()):
                told = title or without_words(bare)
                document = bool(bare or _DOCUMENT.match(title))
                numbers = tuple(numbers_in(bare or beside))
                key = core(title) if title else None
                around = clause[max(0, start - _SHOWN // 2) :][:_SHOWN]
                found.append(_Mention(key, numbers, kind, around, told, document))
    return tuple(found)


def _meant(
    titled: list[Source] | None, numbers: Sequence[str], named: Mapping[str, Sequence[Source]]
) -> list[Source]:
    """The documents of a number; else of a title, where none of theirs is known to be another."""
    of_number = [s for n in numbers for s in named.get(_tail(n), ()) if _has(s, n)]
    if of_number or titled is None:
        return of_number
    if numbers:
        titled = [s for s in titled if not list(numbers_in(s.document_number))]
    return titled if len(titled) == 1 else []


def _has(source: Source, mentioned: str) -> bool:
    return any(same(mentioned, number) for number in numbers_in(source.document_number))


def _tail(number: str) -> str:
    """〔2021〕19号 of a number: words may stand before it where it is mentioned."""
    return number[max(number.find("〔"), 0) :]


class _Said:
    """What a clause says, looked up once however many documents it names."""

    def __init__(self, clause: str) -> None:
        self._clause = clause
        self._last = {p: _last(p, clause) for p in _AFTER}
        self._amends = first.end() if (first := _AMENDS.search(clause)) else len(clause) + 1
        self._basis = [*_BASIS.finditer(clause)]

    def of(self, start: int, end: int) -> LinkKind | None:
        """What it does with the document that it names from start to end."""
        before = self._clause[max(0, start - _NEAR) : start]
        close = before.rstrip()
        after = {pattern for pattern, place in self._last.items() if place >= end}
        n = bisect_right(self._basis, start, key=re.Match.end)
        if n and not self._basis[n - 1][1]:
            return LinkKind.BASIS
        if close.endswith("废止") or (_REPEALS in after and _LATER not in after):
            return LinkKind.REPEALS
        amended = self._amends <= start or _AMENDING.search(before)
        if amended or not after.isdisjoint((_AMENDS, _AMENDING)):
            return LinkKind.AMENDS
        return LinkKind.EXTENDS if _EXTENDS in after or close.endswith(_GOES_ON) else None


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where its last match starts, -1 without one."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)
