"""What is measured of a process and its machine."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import numpy as np

Row = dict[str, str | float | None]
"""One line of a table, by the names that told.py explains."""
Result = TypeVar("Result")


def apart(work: Callable[..., Result], *given: object) -> Result:
    """Done in a new process, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def percentiles(milliseconds: Sequence[float], *which: int) -> Row:
    """ "p50", "p95" and whatever is asked for; None where nothing was timed."""
    found = np.percentile(milliseconds, which) if milliseconds else [None] * len(which)
    return {f"p{n}": None if v is None else float(v) for n, v in zip(which, found, strict=True)}


def resident_mb() -> float:
    """Memory of this process now; its peak where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return peak_mb()
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def peak_mb() -> float:
    """The most that this process has had."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def load_now() -> str:
    """Processes that wanted to run in the last minute, by processors there are."""
    return f"{os.getloadavg()[0]:.1f}/{os.cpu_count()}"
