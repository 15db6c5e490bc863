"""The documents that one refers to, and those that refer to it, as a page lists them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.library import Library
from assistant.web.link_text import document_key
from corpus.links import LinkKind

_FROM_THERE = {
    LinkKind.REPEALS: "被废止",
    LinkKind.AMENDS: "被修改",
    LinkKind.EXTENDS: "被延续",
    LinkKind.BASIS: "被引为依据",
}


@dataclass(frozen=True, slots=True)
class Related:
    """One document as named beside another; key is for its link, "" where it is not held."""

    title: str
    key: str
    clause: str


RelatedDocuments = tuple[tuple[str, Sequence[Related]], ...]
"""By what they have to do with one: 依据, 被废止."""


def related(library: Library, id: str) -> RelatedDocuments:
    """By what they have to do with a document, each once, what this one says itself first."""
    found: dict[str, dict[str, Related]] = {}
    for link in sorted(library.links_of.get(id, ()), key=lambda link: link.source != id):
        itself = link.source == id
        name = link.kind.value if itself else _FROM_THERE[link.kind]
        other = link.target if itself else link.source
        title = library.titles.get(other, link.title).strip("《》")
        key = document_key(other) if other in library.titles else ""
        found.setdefault(name, {}).setdefault(title, Related(title, key, link.clause))
    return tuple((name, tuple(ones.values())) for name, ones in found.items())
