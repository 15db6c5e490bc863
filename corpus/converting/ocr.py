"""Scanned pages, read by RapidOCR where the extra is installed."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from statistics import median
from typing import Any

from corpus.converting.letters import Letter, Page, printed, rows_of_letters

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""

Recogniser = Callable[[Any], list[tuple[str, Box]]]
"""An image as an array of RGB pixels to its lines, in reading order."""

ADVICE = "可安装文字识别组件后再试：pip install '.[ocr]'"
_ZOOM = 200 / 72  # pixels a point


@cache
def recogniser() -> Recogniser | None:
    """RapidOCR with the models of its own wheel; None where it is not installed."""
    if find_spec("rapidocr") is None:
        return None
    from rapidocr import RapidOCR

    engine = RapidOCR()

    def lines(image: Any) -> list[tuple[str, Box]]:
        result = engine(image, use_cls=False)  # which takes slanted lines to be upside down
        found = []
        boxes = () if result.boxes is None else result.boxes
        for text, corners in zip(result.txts or (), boxes, strict=True):
            xs, ys = zip(*((float(x), float(y)) for x, y in corners), strict=True)
            found.append((str(text), (min(xs), min(ys), max(xs), max(ys))))
        return found

    return lines


def scanned(page: Any, lines_of: Recogniser) -> Page:
    """The lines of a page that is a picture; pieces of one height are one line."""
    image = page.render(scale=_ZOOM, rev_byteorder=True).to_numpy()
    pieces = [
        Letter(text, *(edge / _ZOOM for edge in (left, right, top, bottom)))
        for text, (left, top, right, bottom) in lines_of(image)
    ]
    # boxes vary by a pixel or two: sizes that are nearly one are made one
    usual = median(piece.bottom - piece.top for piece in pieces) if pieces else 0
    even = [
        piece._replace(top=piece.bottom - usual)
        if abs(piece.bottom - piece.top - usual) < 0.25 * usual
        else piece
        for piece in pieces
    ]
    return replace(printed(rows_of_letters(even), [], page.get_height()), scanned=True)
