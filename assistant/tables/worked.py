"""An answer that is worked out from cited lines: what opens it, and the lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.composing.citations import Line


@dataclass(frozen=True, slots=True)
class Worked:
    """opening says the result and the working, with the marks that its lines will have."""

    opening: str
    lines: tuple[Line, ...]


def marks(lines: Sequence[Line]) -> str:
    """The marks of lines that are written in this order, each once: a passage has one number."""
    return "".join(f"[{n}]" for n, _ in enumerate(dict.fromkeys(x.passage.id for x in lines), 1))


def plain(value: float) -> str:
    """37.5 for 37.50, 300 for 300.0; as many digits as an amount in 万元 needs."""
    return f"{round(value, 6):.6f}".rstrip("0").rstrip(".")


def percent(share: float, digits: int = 2) -> str:
    """25% for 0.25."""
    return f"{plain(round(share * 100, digits))}%"
