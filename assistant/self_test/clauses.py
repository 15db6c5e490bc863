"""A message cut into clauses, each with the years, the named figures and the quantities in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.self_test.language import Term, any_of, spoken
from assistant.self_test.quantity import Kind, Quantity, quantities

_STOP = re.compile(r"[。；;！!？?\n]|(?<!\d)[,，、]|[,，、](?!\d)")
_SENTENCE = re.compile(r"[。；;！!？?\n]")
_CALENDAR = re.compile(
    r"(?<!\d)(20[0-4]\d)(?:年度?(?!\d{1,2}月)|(?=\s*[、,和至到~/-]\s*20[0-4]\d(?!\d)))"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A figure named at a place; a word such as 研发 can name several kinds of figure."""

    terms: tuple[Term, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a message; opens says that a sentence begins with it."""

    text: str
    opens: bool
    years: tuple[tuple[str, int], ...]
    names: tuple[Name, ...]
    quantities: tuple[Quantity, ...]


def clauses(text: str, this_year: int) -> tuple[Clause, ...]:
    """The clauses of a normalised message in order; spans given to years are no quantities."""
    found = []
    start, opens = 0, True
    for stop in [*_STOP.finditer(text), None]:
        end = stop.start() if stop else len(text)
        if text[start:end].strip():
            found.append(_clause(text[start:end], opens, this_year))
            opens = False
        if stop is not None:
            start, opens = stop.end(), opens or bool(_SENTENCE.match(stop[0]))
    return tuple(found)


def _clause(text: str, opens: bool, this_year: int) -> Clause:
    years = _years(text, this_year)
    masked = list(text)
    for _, start, end in years:
        masked[start:end] = " " * (end - start)
    return Clause(
        text,
        opens,
        tuple((year, start) for year, start, _ in years),
        _names("".join(masked)),
        quantities("".join(masked)),
    )


def _years(text: str, this_year: int) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    for match in _CALENDAR.finditer(text):
        ago = this_year - int(match[1])
        year = {0: "this", 1: "last", 2: "before", 3: "third"}.get(ago, "other")
        found.append((year, *match.span()))
    for year, pattern in spoken().years.items():
        for match in pattern.finditer(text):
            if not any(match.start() < e and s < match.end() for _, s, e in found):
                found.append((year, *match.span()))
    return sorted(found, key=lambda item: item[1])


@cache
def _named() -> tuple[re.Pattern[str], dict[str, tuple[Term, ...]]]:
    by_word: dict[str, tuple[Term, ...]] = {}
    for term in (*spoken().terms, spoken().other):
        for word in term.say:
            by_word[word] = (*by_word.get(word, ()), term)
    return any_of([re.escape(word) for word in by_word]), by_word


def _names(text: str) -> tuple[Name, ...]:
    pattern, by_word = _named()
    names = [Name(by_word[m[0]], *m.span()) for m in pattern.finditer(text)]
    everyone = any_of([re.escape(word) for word in spoken().everyone.say])
    names += [Name((spoken().everyone,), *m.span()) for m in everyone.finditer(text)]
    return tuple(sorted(names, key=lambda name: name.start))


def fits(term: Term, quantity: Quantity) -> bool:
    """Whether such a quantity can be a figure of that name (or a percentage of it)."""
    if term is spoken().other:
        return True
    if quantity.kind is Kind.SHARE:
        return term.kind is Kind.SHARE or bool(term.share)
    if term is spoken().everyone:
        return quantity.kind is Kind.PEOPLE
    if quantity.kind is Kind.BARE:
        return term.kind in (Kind.PEOPLE, Kind.THINGS, Kind.SCORE)
    if quantity.kind is Kind.THINGS:
        return term.kind in (Kind.THINGS, Kind.PEOPLE)
    if quantity.kind is Kind.PEOPLE:
        return term.kind is Kind.PEOPLE
    return term.kind is quantity.kind


_SHARE_OF = re.compile(
    r"(?<!市)占(?![比有率])"
)  # "批发收入占总收入的55%": a share of what stands before it
_AFTER = 6  # characters between a quantity and the name that follows it ("80名在职员工")
_BEFORE = 14  # between a name and the quantity that follows it


def term_of(clause: Clause, quantity: Quantity, taken: Sequence[Quantity]) -> Term | None:
    """What a quantity of the clause is a figure of; None where nothing near it says so."""
    after = [
        (n.start - quantity.end, t)
        for n in clause.names
        for t in n.terms
        if 0 <= n.start - quantity.end <= _AFTER and t is not spoken().everyone
        if fits(t, quantity) and not _between(clause, quantity.end, n.start)
    ]
    if quantity.kind is Kind.SHARE and (of := _SHARE_OF.search(clause.text[: quantity.start])):
        parts = [
            (n.end, t) for n in clause.names if n.end <= of.start() for t in n.terms if t.share
        ]
        return max(parts, key=lambda pair: pair[0])[1] if parts else None
    counted = quantity.kind in (
        Kind.PEOPLE,
        Kind.THINGS,
    )  # "三个发明九个软著": the first has its own
    before = [
        (quantity.start - n.end, t)
        for n in clause.names
        for t in n.terms
        if 0 <= quantity.start - n.end <= _BEFORE
        and fits(t, quantity)
        and not any(n.end <= q.start < quantity.start for q in taken)
        and not _is_anothers(clause, n, taken)
    ]
    close = [t for gap, t in after if gap <= 1 and t is not spoken().other]
    if close and counted and not any(gap == 0 and t.say for gap, t in before):
        return close[0]
    strong = [pair for pair in before if pair[1] is not spoken().everyone]
    for candidates in (strong, after, before):
        if candidates:
            return min(candidates, key=lambda pair: pair[0])[1]
    return None


def _is_anothers(clause: Clause, name: Name, taken: Sequence[Quantity]) -> bool:
    """ "三个发明九个软著": whether a name tells already what the quantity before it counts."""
    return any(
        0 <= name.start - q.end <= 1
        and q.kind in (Kind.PEOPLE, Kind.THINGS)
        and term_of(clause, q, taken[:n]) in name.terms
        for n, q in enumerate(taken)
    )


def _between(clause: Clause, start: int, end: int) -> bool:
    return any(start <= q.start < end for q in clause.quantities)
