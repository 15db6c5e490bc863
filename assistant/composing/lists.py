"""Whole lists: the statements that stand beside the one that answers, under one heading."""

import re
from collections.abc import Sequence
from itertools import takewhile

from assistant.library import Library
from assistant.reader.evidence import Evidence
from assistant.reader.statements import Statement, is_item, plain, statements

MOST = 20  # items of one list
_OPENS = re.compile(r"[：:]\s*$")
_ANNOUNCES = re.compile(
    r"(?<![元年月日天分岁人%％])以下|下列|如下|任[意何]?一|各[项类种条]|"
    r"[两二三四五六七八九十]大?(?:[项类种条个档步]|方面)"
)


def opens(statement: Statement) -> bool:
    """Whether a statement is only the opening of what follows it ("…如下：")."""
    return bool(_OPENS.search(statement.text))


def announces(statement: Statement) -> bool:
    """Whether a statement says, or counts, that several things follow it."""
    return opens(statement) or bool(_ANNOUNCES.search(statement.text))


def lead_of(statement: Statement) -> str:
    """What announces the list that a statement is an item of, or opens; "" where nothing does."""
    head, colon, _ = plain(statement.text).partition("：")
    return statement.lead or (
        plain(statement.text) if opens(statement) else head + colon if colon else ""
    )


def beside(statement: Statement, library: Library) -> list[Statement]:
    """The list that a statement is an item of, or announces: in its passage by what announces
    it, else the numbered paragraphs under its heading; [] where it stands alone."""
    own = statements(statement.passage)
    lead = lead_of(statement)
    led = [s for s in own if lead and lead in (s.lead, lead_of(s)) and not opens(s)]
    if len(led) > 1:
        return led[:MOST]
    if announces(statement):
        rest = own[own.index(statement) + 1 :]
        unmarked = list(rest) if opens(statement) else []
        return (_items(rest) or unmarked or _after(statement, library))[:MOST]
    if statement.passage.ordinal.isdigit():
        section = [p for p in library.section(statement.passage) if p.ordinal.isdigit()]
        if len(section) > 1:
            return [s for p in section for s in statements(p)][:MOST]
    first = next((n for n, s in enumerate(own) if is_item(s.text)), len(own))
    items = _items(own[first:])
    return items[:MOST] if statement in items else []


def _items(found: Sequence[Statement]) -> list[Statement]:
    """The items that statements begin with, two at least, up to the last that bears a mark."""
    marked = [n for n, s in enumerate(found) if is_item(s.text)]
    return list(found[: marked[-1] + 1]) if len(marked) > 1 and marked[0] == 0 else []


def _after(statement: Statement, library: Library) -> list[Statement]:
    """The numbered paragraphs that follow right after one which announces them."""
    section = list(library.section(statement.passage))
    at = section.index(statement.passage)
    items = takewhile(lambda p: p.ordinal.isdigit(), section[at + 1 :])
    return [s for p in items for s in statements(p)]


def announcement(statement: Statement, library: Library) -> Statement | None:
    """The sentence, in the paragraph before them, that announces the numbered paragraphs of which
    a statement is one; None where there is none, or the statement has it as its lead."""
    if statement.lead or not statement.passage.ordinal.isdigit():
        return None
    section = list(library.section(statement.passage))
    before = section[: section.index(statement.passage)]
    while before and before[-1].ordinal.isdigit():
        before.pop()
    last = statements(before[-1])[-1] if before else None
    return last if last and announces(last) else None


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
