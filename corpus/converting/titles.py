"""A title that runs over several centred lines becomes one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.outline import marker

CENTRED = "\ufdd0"
"""Opens a line in the middle of its page: no character, and never leaves the converters."""

_ALONE = re.compile(
    r"[（(〔\[]?[^（(〔\[]{0,16}[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*第?\s*\d+\s*号[）)]?"  # its number
    r"|附[件录表].{0,4}|.*文件|[（(].*[）)]?|第.+号|.*[年月日]"
)
_LONGEST = 120


def with_whole_title(lines: Sequence[str]) -> Iterator[str]:
    """The lines without their marks; the first centred ones that go on each other joined."""
    filled = [line for line in lines if line.strip(CENTRED).strip()]
    at = next((i for i, line in enumerate(filled[:8]) if _goes_on(line)), None)
    if at is None:
        yield from (line.removeprefix(CENTRED) for line in filled)
        return
    end = at + 1
    while end < len(filled) and _goes_on(filled[end]) and end - at < 5:
        end += 1
    title = "".join(line.removeprefix(CENTRED).strip() for line in filled[at:end])
    parts = [title] if len(title) <= _LONGEST else filled[at:end]
    yield from (line.removeprefix(CENTRED) for line in [*filled[:at], *parts, *filled[end:]])


def _goes_on(line: str) -> bool:
    """Whether a line may be a part of the title."""
    text = line.removeprefix(CENTRED).strip()
    plain = not _ALONE.fullmatch(text) and marker(text) is None
    return line.startswith(CENTRED) and plain and not text.startswith("|")
