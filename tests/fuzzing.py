"""What any input is tried with: steps that are counted, and files with something changed."""

import io
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

Edit = tuple[int, int, bytes]
"""Where (modulo the length), how much goes, and what comes in its place."""


def calls(work: Callable[[], Any]) -> int:
    """How many functions are called; the same on every machine."""
    count = 0

    def counted(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def filled(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def edited(raw: bytes, edits: Sequence[Edit]) -> bytes:
    for at, gone, new in edits:
        at %= len(raw) + 1
        raw = raw[:at] + new + raw[at + gone :]
    return raw


def with_numbers(raw: bytes, others: Sequence[tuple[int, bytes]]) -> bytes:
    """Some of the numbers in it are others."""
    numbers = [*re.finditer(rb"(?<=[\"' >])\d+", raw)]
    for at, other in sorted((at % max(len(numbers), 1), other) for at, other in others)[::-1]:
        if numbers:
            raw = raw[: numbers[at].start()] + other + raw[numbers[at].end() :]
    return raw


def with_member(raw: bytes, number: int, change: Callable[[bytes], bytes]) -> bytes:
    """A zip with one member changed, and whole as a zip."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    changed = [*members][number % len(members)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, change(content) if name == changed else content)
    return out.getvalue()
