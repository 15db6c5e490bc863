"""Finding the forms of a long list in a text, longest first, without trying them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Found(NamedTuple):
    """A form where it stands."""

    form: str
    start: int
    end: int


class Longest:
    """Thousands of forms by their first character; an alternation of them takes milliseconds."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for form in sorted(set(forms), key=len, reverse=True):
            self._by_first[form[0]].append(form)

    def find(self, text: str) -> Iterator[Found]:
        """The forms of a folded text, left to right, none inside another."""
        at = 0
        while at < len(text):
            form = next((f for f in self._by_first.get(text[at], ()) if _is_at(f, text, at)), "")
            if form:
                yield Found(form, at, at + len(form))
            at += len(form) or 1


def _is_at(form: str, text: str, at: int) -> bool:
    """A Latin form must not sit inside a longer Latin word."""
    if not text.startswith(form, at):
        return False
    around = text[at - 1 : at] + text[at + len(form) : at + len(form) + 1]
    return not (form.isascii() and any(c.isascii() and c.isalnum() for c in around))
