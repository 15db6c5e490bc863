"""Whole lists: the statements that stand beside the one that answers, under one heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.library import Library
from assistant.reader.evidence import Evidence
from assistant.reader.statements import Statement, plain, statements

MOST = 20  # items of one list
_ANNOUNCES = re.compile(r"[：:]\s*$|以下|下列|如下")


def announces(statement: Statement) -> bool:
    """Whether a statement says that a list follows it."""
    return bool(_ANNOUNCES.search(statement.text))


def beside(statement: Statement, library: Library) -> list[Statement]:
    """The list that a statement is an item of, or announces: in its passage by what announces
    it, else the numbered paragraphs under its heading; [] where it stands alone."""
    own = statements(statement.passage)
    if statement.lead:
        items = [s for s in own if s.lead == statement.lead]
        if len(items) > 1:
            return items[:MOST]
    if announces(statement):
        at = own.index(statement)
        items = [s for s in own[at + 1 :] if s.lead == plain(statement.text)]
        return (items or list(own[at + 1 :]) or _after(statement, library))[:MOST]
    if statement.passage.ordinal.isdigit():
        section = [p for p in library.section(statement.passage) if p.ordinal.isdigit()]
        if len(section) > 1:
            return [s for p in section for s in statements(p)][:MOST]
    return []


def _after(statement: Statement, library: Library) -> list[Statement]:
    """The numbered paragraphs that follow one which announces them."""
    section = list(library.section(statement.passage))
    at = section.index(statement.passage)
    items = [p for p in section[at + 1 :] if p.ordinal.isdigit()]
    return [s for p in items for s in statements(p)][:MOST]


def in_order(found: Sequence[Evidence]) -> list[Evidence]:
    """Evidence in the order of the documents' text, the best one's document first."""
    ranks: dict[str, int] = {}
    for e in found:
        ranks.setdefault(e.statement.passage.source.id, len(ranks))
    return sorted(
        found,
        key=lambda e: (
            ranks[e.statement.passage.source.id],
            e.statement.passage.order,
            e.statement.start,
        ),
    )
