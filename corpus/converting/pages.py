"""Lines of printed pages become paragraphs: furniture out, broken lines and pages joined."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from statistics import median

from corpus.converting.letters import Line, Page
from corpus.converting.tables import rows_of
from corpus.outline import marker

CENTRED = "\ufdd0"
"""Opens a line in the middle of its page: no character, and never leaves the converters."""

# a centred line that is no part of the title: its number, an annex, a date
_ALONE = re.compile(
    r"[（(〔\[]?[^（(〔\[]{0,16}[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*第?\s*\d+\s*号[）)]?"  # its number
    r"|附[件录表].{0,4}|.*文件|[（(].*[）)]?|第.+号|.*[年月日]"
)
_LONGEST = 120

_EDGE = 0.12  # of the page's height at its top and foot, where running lines stand
_NEAR = 0.015  # of the page's height that a running line may move
_LARGE = 1.12  # times the size of the body from which a line is a heading
_PAGE_NUMBER = re.compile(
    r"[-—–―~·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–―~·•\s]*"
    r"|[—–\-\s]*[ivxIVX]{1,6}[—–\-\s]*"
)
_CJK = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’—…·"
_STOP = tuple("。；：！？;:!?")


def text_of(pages: Sequence[Page]) -> str:
    """The paragraphs and tables of all pages, one a line."""
    lines = [line for page in _without_furniture(pages) for line in page.lines]
    if not lines:
        return ""
    plain = [line for line in lines if not line.rows] or lines
    size = median([line.size for line in plain for _ in range(min(len(line.text), 60))] or [10.0])
    body = [line for line in plain if abs(line.size - size) <= 0.1 * size] or plain
    left = Counter(round(line.left) for line in body).most_common(1)[0][0]
    left = min(left, *(round(line.left) for line in body if len(line.text) > 20), left)
    right = sorted(line.right for line in body)[int(0.95 * (len(body) - 1))]
    paragraphs = _paragraphs(lines, left, right)
    shown = [text for line in paragraphs for text in _shown(line, size, left, right)]
    return "\n".join(with_whole_title(shown))


def _paragraphs(lines: Sequence[Line], left: float, right: float) -> Iterator[Line]:
    """Each paragraph as its last line, with the text of all of them; tables over pages as one."""
    last = lines[0]
    for line in lines[1:]:
        if line.rows and last.rows:
            last = replace(line, rows=_continued(last.rows, line.rows))
        elif not line.rows and not last.rows and _goes_on(last, line, left, right):
            last = replace(line, text=joined(last.text, line.text))
        else:
            yield last
            last = line
    yield last


def _goes_on(last: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line goes on the paragraph of the line before it."""
    if abs(last.size - line.size) > 0.1 * max(last.size, line.size):
        return False
    if last.right < right - 2.2 * last.size or line.left > left + 1.2 * line.size:
        return False
    return not (marker(line.text) and last.text.rstrip().endswith(_STOP))


def joined(text: str, more: str) -> str:
    """Nothing comes between Chinese characters; words of letters are kept apart."""
    close = re.search(rf"[{_CJK}]$", text) or re.match(rf"[{_CJK}]", more)
    apart = text and not close and not (text[-1:].isdigit() and more[:1].isdigit())
    return f"{text} {more}" if apart else text + more


def _shown(line: Line, size: float, left: float, right: float) -> Sequence[str]:
    if line.rows:
        return line.rows
    text = " ".join(line.text.split())
    middle, short = (left + right) / 2, line.right - line.left < 0.9 * (right - left)
    centred = abs((line.left + line.right) / 2 - middle) < line.size and line.left > left + size
    large = line.size > _LARGE * size and len(text) <= 60 and marker(text) is None
    return [f"{CENTRED}{text}" if large or (centred and short) else text] if text else []


def _continued(rows: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """A table that goes on over the page; its header is not repeated."""
    head = rows_of(rows)
    return rows + more[1:] if head and more and more[0] == head[0] else rows + more


def _without_furniture(pages: Sequence[Page]) -> Iterator[Page]:
    """Pages without what is printed at the same place of most of them, and without page numbers."""
    places: Counter[str] = Counter()
    seen: dict[str, list[float]] = {}
    for page in pages:
        for name, place in {(_name(line), round(line.top / page.height, 3)) for line in page.lines
                            if _at_edge(line, page)}:  # fmt: skip
            if any(abs(place - other) <= _NEAR for other in seen.setdefault(name, [])):
                places[name] += 1
            seen[name].append(place)
    running = {n for n, count in places.items() if count + 1 >= max(2, len(pages) / 3)}
    for page in pages:
        kept = [
            line for line in page.lines if not _at_edge(line, page)
            or not (_name(line) in running or _PAGE_NUMBER.fullmatch(line.text.strip()))
        ]  # fmt: skip
        yield replace(page, lines=tuple(kept))


def _at_edge(line: Line, page: Page) -> bool:
    return not line.rows and not _EDGE <= line.top / page.height <= 1 - _EDGE


def _name(line: Line) -> str:
    """A running line but for its page number."""
    return re.sub(r"\d+", "#", re.sub(r"\s", "", line.text))


def with_whole_title(lines: Sequence[str]) -> Iterator[str]:
    """The lines without their marks; the first centred ones that go on each other joined."""
    filled = [line for line in lines if line.strip(CENTRED).strip()]
    start = next((i for i, line in enumerate(filled[:8]) if _of_title(line)), len(filled))
    parts = list(takewhile(_of_title, filled[start : start + 5]))
    title = "".join(line.removeprefix(CENTRED).strip() for line in parts)
    joined_parts = [title] if title and len(title) <= _LONGEST else parts
    after = filled[start + len(parts) :]
    yield from (line.removeprefix(CENTRED) for line in [*filled[:start], *joined_parts, *after])


def _of_title(line: str) -> bool:
    """Whether a line may be a part of the title."""
    text = line.removeprefix(CENTRED).strip()
    plain = not _ALONE.fullmatch(text) and marker(text) is None
    return line.startswith(CENTRED) and plain and not text.startswith("|")
