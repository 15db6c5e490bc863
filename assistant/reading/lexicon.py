"""The domain lexicon: what people say -> what documents write (assistant/reading/lexicon.yaml)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("lexicon.yaml")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as fast


@dataclass(frozen=True)
class Lexicon:
    """Spoken form (lower case) -> official wordings, longest forms matched first.

    terms are the official names of things, as against turns of phrase.
    """

    official: dict[str, tuple[str, ...]]
    pattern: re.Pattern[str]
    terms: frozenset[str]

    def found_in(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        """(form as it stands, official wordings) for each form in the text, left to right."""
        return [
            (match.group(0), self.official[match.group(0).lower()])
            for match in self.pattern.finditer(text)
        ]


@cache
def lexicon() -> Lexicon:
    """Read once."""
    data = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=_LOADER)
    official: dict[str, list[str]] = defaultdict(list)
    for entry in [*data.get("terms", ()), *data.get("places", ())]:
        for form in [*entry.get("also", ()), *entry.get("en", ())]:
            official[str(form).lower()].append(entry["term"])
    for entry in data.get("phrases", ()):
        for form in entry["say"]:
            official[str(form).lower()].extend(entry["means"])
    forms = sorted(official, key=len, reverse=True)
    pattern = re.compile("|".join(_bounded(form) for form in forms) or r"(?!)", re.IGNORECASE)
    names = frozenset(entry["term"] for entry in data.get("terms", ()))
    wordings = {form: tuple(dict.fromkeys(terms)) for form, terms in official.items()}
    return Lexicon(wordings, pattern, names)


def _bounded(form: str) -> str:
    """A Latin form must not sit inside a longer Latin word, nor 个税 in "那个税收优惠"."""
    escaped = re.escape(form)
    if form.isascii():
        return rf"(?<![a-z0-9]){escaped}(?![a-z0-9])"
    return rf"(?<![这那哪几每某]){escaped}" if form.startswith("个") else escaped
