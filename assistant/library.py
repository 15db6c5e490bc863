"""The library as the assistant sees it: passages by id and by section, and what it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from assistant.finding.statement import statements
from corpus.document import Kind, Source
from corpus.passage import Passage

if TYPE_CHECKING:
    from corpus.programmes import Programmes

_SUGGESTED = (
    ("今年要新增多少家高新技术企业？", "新增高新技术企业"),
    ("去年销售八千万，研发费用占比要多少才能评高企？", "研发费用占比不低于"),
    ("科技型中小企业评价要满足哪些条件？", "科技型中小企业"),
    ("研发费用加计扣除怎么办理？", "加计扣除"),
    ("技术转让所得有什么税收优惠？", "技术转让所得"),
    ("“科技创新提升年”由哪个单位牵头？", "科技创新提升年"),
)


class Library:
    """All passages in document order, with the look-ups that answering needs."""

    def __init__(self, passages: Sequence[Passage], cards: Sequence[Passage] = ()) -> None:
        """cards are the documents' headers, citable but not searched."""
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
        outlines: dict[tuple[str, tuple[str, ...]], list[Passage]] = defaultdict(list)
        for passage in self.passages:
            outlines[passage.source.id, passage.heading_path[:1]].append(passage)
        self._outlines = outlines

    def section(self, passage: Passage) -> Sequence[Passage]:
        """The passages under the same heading, in order, this one among them."""
        return self._sections[passage.source.id, passage.heading_path]

    def outline(self, passage: Passage) -> Sequence[Passage]:
        """The passages under the same first heading, in order."""
        return self._outlines[passage.source.id, passage.heading_path[:1]]

    @cached_property
    def headings(self) -> Mapping[str, str]:
        """All headings of each source, by its id."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for passage in self.passages:
            found[passage.source.id].update(dict.fromkeys(passage.heading_path))
        return {source: " ".join(headings) for source, headings in found.items()}

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Titles and headings: what documents and their parts are about."""
        headed = [s.title for s in self.sources] + [
            h for p in self.passages for h in p.heading_path
        ]
        return tuple(dict.fromkeys(headed))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Each statement with its headings and title: what word rarity is counted over."""
        return tuple(
            " ".join((s.text, p.headed, *p.source.topics))
            for p in self.passages
            for s in statements(p)
        )

    @cached_property
    def programmes(self) -> Programmes:
        """The eligibility rules whose passages this library holds; read when first needed."""
        from corpus.programmes import programmes_in  # pydantic models: not at the start

        return programmes_in(self.passages)

    @cached_property
    def notice(self) -> str:
        """One line: which plan year is held, and that digests are not the official text."""
        plans = [f"《{s.title}》（{s.year}年计划）" for s in self.sources if s.year]
        digests = sum(s.kind is Kind.DIGEST for s in self.sources)
        said = [f"收录{'、'.join(plans)}" if plans else f"收录 {len(self.sources)} 份文件"]
        if digests:
            said.append(f"{digests} 份政策要点摘编（非官方原文，以官方原文为准）")
        return "，".join(said) + "。"

    @cached_property
    def suggestions(self) -> tuple[str, ...]:
        """Questions for a first-time visitor: those whose subject the library speaks of."""
        held = "".join(p.text for p in self.passages)
        return tuple(question for question, subject in _SUGGESTED if subject in held)
