"""Scanned pages, read by RapidOCR where the extra is installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""

Recogniser = Callable[[Any], list[tuple[str, Box]]]
"""An image as an array of RGB pixels to its lines, in reading order."""

ADVICE = "可安装文字识别组件后再试：pip install '.[ocr]'"


def recogniser() -> Recogniser | None:
    """RapidOCR with the models of its own wheel; None where it is not installed."""
    if find_spec("rapidocr") is None:
        return None
    from rapidocr import RapidOCR

    engine = RapidOCR()

    def lines(image: Any) -> list[tuple[str, Box]]:
        result = engine(image)
        found = []
        for text, corners in zip(result.txts or (), _boxes(result), strict=True):
            xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
            found.append((str(text), (min(xs), min(ys), max(xs), max(ys))))
        return found

    return lines


def _boxes(result: Any) -> Any:
    return () if result.boxes is None else result.boxes
