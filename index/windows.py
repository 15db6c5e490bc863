"""Windows: what is indexed of a passage. Passages are cited whole, windows never."""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.passage import Passage

LIMIT = 60
"""Characters in a window; a passage this long, or a little longer, is one window."""

_SLACK = 1.25
_PREFIX_LIMIT = 80
_NUMERAL = "零一二三四五六七八九十百0-9"
_NUMBER = re.compile(
    rf"^(?:第[{_NUMERAL}]+[编章节条]|[{_NUMERAL}]+[、.．]|[（(][{_NUMERAL}]+[)）])\s*"
)
_FORMAL = re.compile(r"（[^）]*）|\([^)]*\)|^关于(?:印发)?|的通知$")
_CUTS = (
    re.compile(r"[^。！？!?\n]*[。！？!?\n]+[”’」』）)]*|[^。！？!?\n]+$"),
    re.compile(r"[^；;]*[；;]+|[^；;]+$"),
    re.compile(r"[^，,、：:]*[，,、：:]+|[^，,、：:]+$"),
)


@lru_cache(2**17)  # a change of one passage cuts all of them again
def windows(text: str) -> tuple[str, ...]:
    """Whole sentences up to the limit, in order; joined they give back the text."""
    if len(text) <= LIMIT * _SLACK:
        return (text,)
    packed: list[str] = []
    for piece in _pieces(text):
        if packed and len(packed[-1]) + len(piece) <= LIMIT:
            packed[-1] += piece
        else:
            packed.append(piece)
    if len(packed) > 1 and len(packed[-2]) + len(packed[-1]) <= LIMIT * _SLACK:
        packed[-2:] = [packed[-2] + packed[-1]]
    return tuple(packed)


def indexed_parts(parts: tuple[str, ...]) -> tuple[str, ...]:
    """What is embedded of a passage: its windows, and the whole where there are several."""
    return (*parts, "".join(parts)) if len(parts) > 1 else parts


def heading_prefix(passage: Passage) -> str:
    """Title and headings, cut short: what the word leg reads before each window."""
    parts = [passage.source.title, *passage.heading_path]
    share = max(30, _PREFIX_LIMIT // len(parts))
    return " ".join(part.strip()[:share] for part in parts if part.strip())


def heading_line(passage: Passage) -> str:
    """Headings alone, without their numbers: what the vector leg reads before each window."""
    return " ".join(filter(None, (_plain(heading)[:20] for heading in passage.heading_path)))


def short_title(title: str) -> str:
    """A title without brackets and formal words; embedded once for all windows of a source."""
    return _FORMAL.sub("", title).strip()[:30]


def indexed_text(prefix: str, window: str) -> str:
    """What both legs see of a window."""
    return f"{prefix}\n{window}" if prefix else window


def _plain(heading: str) -> str:
    return _NUMBER.sub("", heading.strip()).strip()


def _pieces(text: str, level: int = 0) -> Iterator[str]:
    """Sentences; a sentence over the limit falls into clauses, and at last into equal cuts."""
    if level == len(_CUTS):
        yield from (text[start : start + LIMIT] for start in range(0, len(text), LIMIT))
        return
    for piece in _CUTS[level].findall(text):
        if len(piece) <= LIMIT:
            yield piece
        else:
            yield from _pieces(piece, level + 1)
