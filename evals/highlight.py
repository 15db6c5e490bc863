"""Marking in a text, as published, what was matched in its normalised form."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from evals.matching import normalise, places


def spans(text: str, forms: Iterable[str]) -> list[tuple[int, int]]:
    """Where the forms stand, as positions in the text itself; overlaps joined."""
    origin = [at for at, char in enumerate(text) for _ in normalise(char)]
    if len(origin) != len(normalise(text)):  # characters that only compose together
        return []
    found = sorted(
        (origin[at], origin[at + len(normalise(form)) - 1] + 1)
        for form in forms
        for at in places(text, form)
    )
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def mark(text: str, forms: Iterable[str], kind: str = "fact") -> Markup:
    """The text as HTML with the forms marked."""
    parts, last = [], 0
    for start, end in spans(text, forms):
        parts.append(
            Markup('{}<mark class="{}">{}</mark>').format(text[last:start], kind, text[start:end])
        )
        last = end
    return Markup("").join([*parts, Markup.escape(text[last:])])
