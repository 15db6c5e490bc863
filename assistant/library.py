"""The library as the assistant sees it: passages by id and by section, and what it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from corpus.divisions import place_of
from corpus.document import Kind, Source
from corpus.errors import Problem
from corpus.links import Link
from corpus.passage import Passage

if TYPE_CHECKING:
    from corpus.programmes import Programmes


class Library:
    """All passages in document order, with the look-ups that answering needs."""

    def __init__(
        self,
        passages: Sequence[Passage],
        cards: Sequence[Passage] = (),
        problems: Sequence[Problem] = (),
        links: Sequence[Link] = (),
    ) -> None:
        """cards are the documents' headers, citable but not searched; problems are those of the
        files they were read from, links what the documents say of each other."""
        self.problems, self.links = tuple(problems), tuple(links)
        self.read_at = datetime.now(UTC)
        self.passages = tuple(passages)
        self.cards = MappingProxyType({card.source.id: card for card in cards})
        self.sources: tuple[Source, ...] = tuple(
            {p.source.id: p.source for p in self.passages}.values()
        )
        self.by_id = MappingProxyType({p.id: p for p in (*self.passages, *cards)})
        sections: dict[tuple[str, tuple[str, ...]], list[Passage]] = defaultdict(list)
        for passage in self.passages:
            sections[passage.source.id, passage.heading_path].append(passage)
        self._sections = sections

    def section(self, passage: Passage) -> Sequence[Passage]:
        """The passages under the same heading, in order, this one among them."""
        return self._sections[passage.source.id, passage.heading_path]

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """By the ids of the documents held."""
        return {source.id: source.title for source in self.sources}

    @cached_property
    def links_of(self) -> Mapping[str, Sequence[Link]]:
        """By the id of each document what it says of others, and others of it."""
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            for end in {link.source, link.target} - {""}:
                found[end].append(link)
        return found

    @cached_property
    def programmes(self) -> Programmes:
        """The eligibility rules whose passages this library holds; read when first needed."""
        from corpus.programme_reading import programmes_in  # pydantic models: not at the start

        return programmes_in(self.passages)

    @property
    def issuers(self) -> tuple[str, ...]:
        """Who issued the documents, those of the smallest places first."""
        near = sorted(self.sources, key=_depth, reverse=True)
        return tuple(dict.fromkeys(name for s in near for name in s.issuer.split("、") if name))

    @cached_property
    def notice(self) -> str:
        """One line: which plan year is held, that digests are not the official text, and how old
        this state of the library is."""
        plans = [f"《{s.title}》（{s.year}年计划）" for s in self.sources if s.year]
        digests = sum(s.kind is Kind.DIGEST for s in self.sources)
        if not self.sources:
            return "文件库里还没有文件，暂时答不了政策问题；请管理员先上传文件。"
        said = [f"收录{'、'.join(plans)}" if plans else f"收录 {len(self.sources)} 份文件"]
        if digests:
            said.append(f"{digests} 份政策要点摘编（非官方原文，以官方原文为准）")
        read = self.read_at.astimezone()
        return f"{'，'.join(said)}。文件库更新于{read.month}月{read.day}日{read:%H:%M}。"


def _depth(source: Source) -> int:
    place = place_of(source)
    return len(place.codes) if place else 0
