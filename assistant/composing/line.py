"""A line of an answer: a statement as shown, and the verbatim words it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.finding.statement import Statement
from corpus.passage import Passage

LIST_BUDGET = 560  # characters; a list answer stays under 700 with its lead and marks
SHORT_BUDGET = 150


@dataclass(frozen=True, slots=True)
class Line:
    """One cited line of an answer: what is shown and the verbatim quote it rests on; announces
    says that the lines after it are its items."""

    text: str
    passage: Passage
    quote: str
    announces: bool = False


def budgeted(found: Iterable[Statement]) -> list[Line]:
    """As many as a list answer may hold."""
    lines: list[Line] = []
    length = 0
    for statement in found:
        length += len(statement.shown)
        if lines and length > LIST_BUDGET:
            break
        lines.append(line_of(statement))
    return lines


def line_of(statement: Statement) -> Line:
    """A whole statement as a line."""
    text = statement.text.strip()
    return Line(shown_of(text, statement), statement.passage, text, statement.is_intro)


def shown_of(quote: str, statement: Statement) -> str:
    """The quote without list mark and closing stop; a later part regains what it hangs on."""
    shown = unmarked(quote)
    return (
        f"{statement.lead}{shown}" if statement.lead and quote == statement.text.strip() else shown
    )


def unmarked(quote: str) -> str:
    """Without its list mark and the stops around it."""
    shown = re.sub(
        r"^(?:\d{1,3}[.．、](?!\d)\s*|[（(][一二三四五六七八九十\d]+[）)]\s*)", "", quote.strip()
    )
    return shown.strip(" ,，。；;")
