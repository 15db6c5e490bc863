"""One title in several versions: which titles are one, and which version is the newer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from corpus.divisions import place_of
from corpus.document import Source

_QUOTED = re.compile(r"关于(?:印发|修订|公布|发布|重新[印发布]+|转发)+[《〈](.+)[》〉]")
_ISSUED = re.compile(
    r"^.*?关于(?:印发|修订|公布|发布|重新[印发布]+|转发)+(.+?)的(?:通知|公告|决定)$"
)
_VERSION = re.compile(
    r"[（(](?:试行|暂行|修订|修正|要点摘编|摘编|(?:19|20)\d\d年?(?:版|修订|修正)?)[^（()）]*[）)]"
    r"|暂行|试行|[《》〈〉“”\s]"
)
_YEAR = re.compile(r"[（(]((?:19|20)\d\d)年?[^（()）]*[）)]")


def core(title: str) -> str:
    """What a title is about: without who issued it, its version and its brackets."""
    inner = _QUOTED.search(title) or _ISSUED.match(title)
    return _VERSION.sub("", inner[1] if inner else title)


def names(source: Source) -> frozenset[str]:
    """The cores of its titles."""
    return frozenset(map(core, filter(None, (source.title, source.formal_title))))


def newer_versions(sources: Iterable[Source]) -> Mapping[str, Source]:
    """By the id of each older version of a title the newest one of the same place or issuer."""
    groups: dict[tuple[str, object], dict[str, Source]] = defaultdict(dict)
    for source in sources:
        of = place_of(source) or source.issuer
        for name in names(source) if of else ():
            groups[name, of][source.id] = source
    found: dict[str, Source] = {}
    for group in groups.values():
        newest = max(group.values(), key=_day)
        found |= {s.id: newest for s in group.values() if "" < _day(s) < _day(newest)}
    return found


def _day(source: Source) -> str:
    """For comparing versions: ISO, "" where nothing tells when it is from."""
    days = (source.effective_on, source.signed_on, source.issued_on)
    year = _YEAR.search(source.title)
    return next((d for d in days if d[:4].isdigit()), year[1] if year else "")
