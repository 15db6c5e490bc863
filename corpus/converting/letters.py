"""The letters of a printed page become its lines and ruled tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from corpus.converting.tables import Grid, table_lines

_SAME_LINE = 0.5  # of a letter's size that those of one line may differ in height


class Letter(NamedTuple):
    """A printed letter in points from the top left of its page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, placed like its letters; rows where it is a table."""

    text: str
    left: float
    right: float
    top: float
    size: float
    rows: tuple[str, ...] = ()
    letters: tuple[Letter, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page in reading order; scanned where they are read from a picture."""

    lines: tuple[Line, ...]
    height: float
    scanned: bool = False


def printed(rows: Iterable[Sequence[Letter]], tables: Iterable[Any], height: float) -> Page:
    """A page of rows of letters, with each of pdfplumber's tables in its place."""
    lines = [line for row in rows for line in _lines(row)]
    for table in tables:
        inside = [line for line in lines if _within(line, table.bbox)]
        grid, others = _grid(table.cells, inside)
        if inside and all(len(set(places)) > 1 for places in zip(*grid.cells, strict=True)):
            at = lines.index(inside[0])
            left, top, right, _ = table.bbox
            made = Line("", left, right, top, 0, tuple(table_lines(grid)))
            after = (line for line in lines[at:] if not _within(line, table.bbox))
            lines = [*lines[:at], *others, made, *after]
    return Page(tuple(lines), height)


def _within(line: Line, box: tuple[float, ...]) -> bool:
    left, top, right, bottom = box
    across = left - 2 <= (line.left + line.right) / 2 <= right + 2
    return across and top - 2 <= line.top + line.size / 2 <= bottom + 2


def rows_of_letters(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Letters of one height are one line; they come in the order of their printing."""
    row: list[Letter] = []
    for letter in letters:
        size = letter.bottom - letter.top
        if row and abs(letter.bottom - row[0].bottom) > _SAME_LINE * size:
            yield _spaced(row)
            row = []
        row.append(letter)
    yield _spaced(row)


def _lines(row: Sequence[Letter]) -> Iterator[Line]:
    """The line of a row of letters; none of blanks."""
    inked = [letter for letter in row if letter.text > " "]
    if inked:
        size = sorted(letter.bottom - letter.top for letter in inked)[len(inked) // 2]
        left, right = min(one.left for one in inked), max(one.right for one in inked)
        top = min(letter.top for letter in inked)
        yield Line(_text(row), left, right, top, size, letters=tuple(row))


def _text(row: Sequence[Letter]) -> str:
    """What is set in another font may be drawn later than what stands to the right of it."""
    if any(b.left < a.left - 0.2 * (a.bottom - a.top) for a, b in pairwise(row)):
        row = _spaced([letter for letter in row if letter.text > " "])
    return "".join(letter.text for letter in row).strip()


def _spaced(row: list[Letter]) -> list[Letter]:
    """From left to right, a space where a letter would have room; as drawn where places collide."""
    found: list[Letter] = []
    for letter in sorted(row, key=lambda letter: letter.left):
        before, size = found[-1] if found else letter, letter.bottom - letter.top
        if letter.left - before.right > size:
            found.append(letter._replace(text=" ", left=before.right, right=letter.left))
        elif (
            found
            and letter.left - before.left < 0.1 * size
            and " " not in before.text + letter.text
        ):
            return row
        found.append(letter)
    return found


def _grid(cells: Sequence[tuple[float, ...]], lines: Sequence[Line]) -> tuple[Grid, list[Line]]:
    """The cells by the rules that bound them, with their letters, and the lines of all others."""

    @cache
    def beside(y: int) -> list[tuple[float, ...]]:
        return [cell for cell in cells if cell[1] <= y <= cell[3]]

    texts: dict[tuple[float, ...], list[str]] = {cell: [] for cell in cells}
    others: list[Line] = []
    for line in lines:
        found: dict[tuple[float, ...], list[Letter]] = {}
        for one in line.letters:
            x, y = (one.left + one.right) / 2, (one.top + one.bottom) / 2
            cell = next((cell for cell in beside(round(y)) if cell[0] <= x <= cell[2]), ())
            found.setdefault(cell, []).append(one)
        others += _lines(found.pop((), []))
        for cell, letters in found.items():
            texts[cell] += filter(None, [_text(letters)])
    columns = sorted({round(x) for cell in cells for x in (cell[0], cell[2])})
    heights = sorted({round(y) for cell in cells for y in (cell[1], cell[3])})
    grid = Grid()
    for cell in cells:
        c, r, right, down = (
            axis.index(round(edge)) for axis, edge in zip((columns, heights) * 2, cell, strict=True)
        )
        grid.place(r, c, "\n".join(texts[cell]), max(down - r, 1), max(right - c, 1))
    return grid, others
