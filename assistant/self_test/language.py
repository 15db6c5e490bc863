"""How people name what the rules ask for (spoken.yaml), as typed tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.self_test.quantity import Kind

_FILE = Path(__file__).with_name("spoken.yaml")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ANY = "any"
_NEVER = re.compile("(?!)")

Yearly = tuple[str, str]
"""A figure by its id and the year meant."""


@dataclass(frozen=True)
class Term:
    """A figure by its spoken names; of and share by the year meant, ANY where it is all one.

    Without its name it is meant where the figure called within was told last and a clause says
    where it is spent."""

    id: str
    say: tuple[str, ...]
    kind: Kind | None
    of: Mapping[str, tuple[str, ...]]
    share: Mapping[str, tuple[str, str]]
    adds_up: bool = False
    proviso: str = ""
    within: str = ""
    where: re.Pattern[str] = _NEVER

    @property
    def by_year(self) -> bool:
        """Whether it is a sum of one year, so that the year said decides the input."""
        return ANY not in self.of and bool(self.of)


@dataclass(frozen=True)
class YesNo:
    """The wordings that say yes or no to an input; all parts together are a yes too."""

    yes: tuple[re.Pattern[str], ...]
    no: tuple[re.Pattern[str], ...]
    parts: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class Choice:
    """An input answered by one of some words, and the context in which they mean it."""

    when: re.Pattern[str]
    of: Mapping[str, re.Pattern[str]]
    proviso: Mapping[str, str]


@dataclass(frozen=True)
class Wording:
    """How an input is asked; good_is_no where 没有 is the answer that meets the condition."""

    text: str
    good_is_no: bool


@dataclass(frozen=True)
class Spoken:
    """The whole of spoken.yaml."""

    terms: tuple[Term, ...]
    everyone: Term
    other: Term
    years: Mapping[str, re.Pattern[str]]
    each: re.Pattern[str]
    facts: Mapping[str, YesNo]
    none: tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]
    choices: Mapping[str, Choice]
    told_shares: Mapping[str, Mapping[str, re.Pattern[str]]]
    follows: Mapping[str, tuple[str, ...]]
    if_yes: Mapping[str, tuple[str, ...]]
    one_year_of: Mapping[str, str]
    totals: Mapping[str, tuple[str, tuple[str, ...]]]
    differences: Mapping[str, tuple[Yearly, Yearly]]
    wholes: Mapping[str, tuple[Yearly, re.Pattern[str]]]
    ask: Mapping[str, Wording]
    hint: Mapping[str, str]
    programmes: Mapping[str, tuple[str, ...]]
    implied: Mapping[str, re.Pattern[str]]
    not_programmes: tuple[str, ...]
    ruled_apart: Mapping[str, re.Pattern[str]]
    enjoyed: frozenset[str]
    may_be_none: frozenset[str]


@cache
def spoken() -> Spoken:
    """Read once."""
    data: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=_LOADER)
    everyone = data["everyone"]
    return Spoken(
        terms=tuple(_term(entry) for entry in data["terms"]),
        everyone=Term("", tuple(everyone["say"]), Kind.PEOPLE, {ANY: (everyone["of"],)}, {}),
        other=Term("", tuple(data["other"]), None, {}, {}),
        years={year: any_of(forms) for year, forms in data["years"].items()},
        each=any_of(data["each"]),
        facts={name: _yes_no(entry) for name, entry in data["facts"].items()},
        none=tuple(
            (re.compile(e["say"]), tuple(e["of"]), e.get("proviso", "")) for e in data["none"]
        ),
        choices={name: _choice(entry) for name, entry in data["choices"].items()},
        told_shares={
            name: {value: re.compile(form) for value, form in entry.items()}
            for name, entry in data["told_shares"].items()
        },
        follows=_tuples(data["follows"]),
        if_yes=_tuples(data["if_yes"]),
        one_year_of=data["one_year_of"],
        totals={n: (e["of"], tuple(e["years"])) for n, e in data["totals"].items()},
        differences={
            n: (_yearly(e["of"]), _yearly(e["less"])) for n, e in data["differences"].items()
        },
        wholes={n: (_yearly(e["of"]), re.compile(e["said"])) for n, e in data["wholes"].items()},
        ask={n: Wording(e["text"], bool(e.get("good_is_no"))) for n, e in data["ask"].items()},
        hint=data["hint"],
        programmes=_tuples(data["programmes"]),
        implied={name: re.compile(form) for name, form in data["implied"].items()},
        not_programmes=tuple(data["not_programmes"]),
        ruled_apart={name: re.compile(form) for name, form in data["ruled_apart"].items()},
        enjoyed=frozenset(data["enjoyed"]),
        may_be_none=frozenset(data["may_be_none"]),
    )


def any_of(forms: Sequence[str]) -> re.Pattern[str]:
    """One pattern for several, the longest tried first."""
    return re.compile("|".join(sorted(forms, key=len, reverse=True)) or "(?!)")


def _term(entry: Mapping[str, Any]) -> Term:
    of = entry["of"]
    return Term(
        id=entry.get("id", ""),
        say=tuple(entry["say"]),
        kind=Kind(entry["kind"]),
        of={ANY: tuple(of)} if isinstance(of, list) else _tuples(of),
        share={year: (pair[0], pair[1]) for year, pair in entry.get("share", {}).items()},
        adds_up=bool(entry.get("sum")),
        proviso=entry.get("proviso", ""),
        within=entry.get("within", ""),
        where=re.compile(entry["where"]) if "where" in entry else _NEVER,
    )


def _yearly(pair: Sequence[str]) -> Yearly:
    return pair[0], pair[1]


def _yes_no(entry: Mapping[str, Sequence[str]]) -> YesNo:
    yes, no, parts = (entry.get(key, ()) for key in ("said", "denied", "parts"))
    return YesNo(*(tuple(re.compile(form) for form in forms) for forms in (yes, no, parts)))


def _choice(entry: Mapping[str, Any]) -> Choice:
    return Choice(
        re.compile(entry.get("when", "")),
        {value: re.compile(form) for value, form in entry["of"].items()},
        entry.get("proviso", {}),
    )


def _tuples(data: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in data.items()}
