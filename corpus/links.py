"""How documents of a library refer to each other, by the 《titles》 and numbers they mention."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.document import Document, Source
from corpus.document_number import NUMBER, numbers_in, same
from corpus.versions import core, names


class LinkKind(StrEnum):
    """What a document does with the other one."""

    REPEALS = "废止"
    AMENDS = "修改"
    EXTENDS = "延续"
    BASIS = "依据"


@dataclass(frozen=True, slots=True)
class Link:
    """By ids of documents; clause is the sentence that says so."""

    source: str
    target: str
    kind: LinkKind
    clause: str


_CLAUSE = re.compile(r"[^。；;\n]+")
_MENTION = re.compile(
    rf"《((?:[^《》]|《[^《》]*》)+)》\s*((?:[（(][^（()）]{{4,60}}[）)])?)|({NUMBER.pattern})"
)
_REPEALS = re.compile(r"(?:同时|即行|予以|一并)?(?:废止|停止执行|不再执行)")
_LATER = re.compile(r"(?:废止|失效|停止执行)(?:的|时|前|后|之日)")
_AMENDS = re.compile(
    r"修改为|作(?:如下|以下)修[改订]|(?:修改|修订|修正)(?:如下|后重新)|关于修[改正订]$"
)
_EXTENDS = re.compile(
    r"继续(?:执行|施行|有效|实施)|有效期(?:延[续长]|调整|顺延)|重新(?:发布|公布|印发)"
)
_GOES_ON = re.compile(r"继续(?:执行|施行|实施)\s*$")
_BASIS = re.compile(r"(?:根据|依据|按照|依照|贯彻|落实)[^，,。；]*$")


def links(documents: Sequence[Document]) -> tuple[Link, ...]:
    """Every reference of one document to another in the order of the library, each once."""
    named: dict[str, list[Source]] = defaultdict(list)
    for source in (document.source for document in documents):
        for name in {*names(source), *map(_tail, numbers_in(source.document_number))}:
            named[name].append(source)
    return tuple(dict.fromkeys(link for d in documents for link in _of(d, named)))


def repeal_proposals(found: Iterable[Link]) -> Mapping[str, Link]:
    """By the id of each document that another one says it repeals; for staff to confirm."""
    return {link.target: link for link in found if link.kind is LinkKind.REPEALS}


def _of(document: Document, named: Mapping[str, Sequence[Source]]) -> Iterator[Link]:
    own = document.source.id
    for mention in _mentions(document.body):
        title = mention.title
        titled = None if title is None else [s for s in named.get(title, ()) if s.id != own]
        for target in _meant(titled, mention.numbers, named):
            if target.id != own:
                yield Link(own, target.id, mention.kind, mention.clause)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A document named in a clause: the core of its title, its numbers, what is done with it."""

    title: str | None
    numbers: tuple[str, ...]
    kind: LinkKind
    clause: str


@lru_cache(4096)  # all documents are looked at again with every change of one
def _mentions(body: str) -> tuple[_Mention, ...]:
    found = []
    for clause in map(str.strip, _CLAUSE.findall(body)):
        for mention in _MENTION.finditer(clause):
            title, beside, bare, *_ = mention.groups()
            start = mention.end() if bare else mention.start()  # words may open a bare number
            if kind := _kind(clause[:start], clause[mention.end() :]):
                named = core(title) if title else None
                found.append(_Mention(named, tuple(numbers_in(bare or beside)), kind, clause))
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


def _kind(before: str, after: str) -> LinkKind | None:
    if _BASIS.search(before):
        return LinkKind.BASIS
    if re.search(r"废止\s*$", before) or (_REPEALS.search(after) and not _LATER.search(after)):
        return LinkKind.REPEALS
    if _AMENDS.search(after) or _AMENDS.search(before):
        return LinkKind.AMENDS
    return LinkKind.EXTENDS if _EXTENDS.search(after) or _GOES_ON.search(before) else None
