"""Lines of printed pages become paragraphs: furniture out, broken lines and pages joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from corpus.converting.tables import rows_of
from corpus.converting.titles import CENTRED
from corpus.outline import marker

_EDGE = 0.12  # of the page's height at its top and foot, where running lines stand
_NEAR = 0.015  # of the page's height that a running line may move
_LARGE = 1.12  # times the size of the body from which a line is a heading
_PAGE_NUMBER = re.compile(
    r"[-—–―~·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／,，]?\s*(?:共|of)?\s*\d{1,4}\s*页?)?[-—–―~·•\s]*"
    r"|[—–\-\s]*[ivxIVX]{1,6}[—–\-\s]*"
)
_CJK = r"\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’—…·"
_STOP = tuple("。；：！？;:!?")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, in points from the top left of its page; rows where it is a table."""

    text: str
    left: float
    right: float
    top: float
    size: float
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order."""

    lines: tuple[Line, ...]
    width: float
    height: float


def text_lines(pages: Sequence[Page]) -> list[str]:
    """The paragraphs and tables of all pages, one a line; the lines of a title are marked."""
    lines = [line for page in _without_furniture(pages) for line in page.lines]
    if not lines:
        return []
    plain = [line for line in lines if not line.rows] or lines
    size = _of_body(plain)
    body = [line for line in plain if abs(line.size - size) <= 0.1 * size] or plain
    left = Counter(round(line.left) for line in body if line.text).most_common(1)[0][0]
    left = min(left, *(round(line.left) for line in body if len(line.text) > 20), left)
    right = sorted(line.right for line in body)[int(0.95 * (len(body) - 1))]
    return list(_paragraphs(lines, size, left, right))


def _of_body(lines: Sequence[Line]) -> float:
    return median([line.size for line in lines for _ in range(min(len(line.text), 60))] or [10.0])


def _paragraphs(lines: Sequence[Line], size: float, left: float, right: float) -> Iterator[str]:
    text = ""
    last: Line | None = None
    for line in lines:
        if last is not None and line.rows and last.rows:
            last = Line("", last.left, last.right, line.top, size, _continued(last.rows, line.rows))
            continue
        if (
            last is not None
            and not line.rows
            and not last.rows
            and _goes_on(last, line, left, right)
        ):
            text, last = _joined(text, line.text), line
            continue
        if last is not None:
            yield from _shown(text, last, size, left, right)
        text, last = line.text, line
    if last is not None:
        yield from _shown(text, last, size, left, right)


def _goes_on(last: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line goes on the paragraph of the line before it."""
    if abs(last.size - line.size) > 0.1 * max(last.size, line.size):
        return False
    if last.right < right - 2.2 * last.size or line.left > left + 1.2 * line.size:
        return False
    return not (marker(line.text) and last.text.rstrip().endswith(_STOP))


def _joined(text: str, more: str) -> str:
    """Nothing comes between Chinese characters; words of letters are kept apart."""
    close = re.search(rf"[{_CJK}]$", text) or re.match(rf"[{_CJK}]", more)
    return text + ("" if close or (text[-1:].isdigit() and more[:1].isdigit()) else " ") + more


def _shown(text: str, last: Line, size: float, left: float, right: float) -> Iterator[str]:
    if last.rows:
        yield from last.rows
        return
    text = " ".join(text.split())
    middle, short = (left + right) / 2, last.right - last.left < 0.9 * (right - left)
    centred = abs((last.left + last.right) / 2 - middle) < last.size and last.left > left + size
    large = last.size > _LARGE * size and len(text) <= 60 and marker(text) is None
    if text:
        yield f"{CENTRED}{text}" if large or (centred and short) else text


def _continued(rows: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    """A table that goes on over the page; its header is not repeated."""
    head = rows_of(rows)
    return rows + more[1:] if head and more and more[0] == head[0] else rows + more


def _without_furniture(pages: Sequence[Page]) -> Iterator[Page]:
    """Pages without what is printed at the same place of most of them, and without page numbers."""
    places: Counter[str] = Counter()
    seen: dict[str, list[float]] = {}
    for page in pages:
        for name, place in {(_name(line), round(_place(line, page), 3)) for line in page.lines
                            if _at_edge(line, page)}:  # fmt: skip
            if any(abs(place - other) <= _NEAR for other in seen.setdefault(name, [])):
                places[name] += 1
            seen[name].append(place)
    running = {n for n, count in places.items() if count + 1 >= max(2, len(pages) / 3)}
    for page in pages:
        kept = tuple(
            line
            for line in page.lines
            if not (_at_edge(line, page) and (_name(line) in running
                                              or _PAGE_NUMBER.fullmatch(line.text.strip())))
        )  # fmt: skip
        yield Page(kept, page.width, page.height)


def _at_edge(line: Line, page: Page) -> bool:
    return not line.rows and not _EDGE <= _place(line, page) <= 1 - _EDGE


def _place(line: Line, page: Page) -> float:
    return line.top / page.height if page.height else 0.5


def _name(line: Line) -> str:
    """A running line but for its page number."""
    return re.sub(r"\d+", "#", re.sub(r"\s", "", line.text))
