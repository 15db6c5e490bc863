"""What is measured of a process and its machine."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

Row = dict[str, str | float | None]
"""One line of a table, by the headings of its columns."""
Result = TypeVar("Result")


def apart(work: Callable[..., Result], *given: object) -> Result:
    """Done in a new process, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def timed(work: Callable[[str], Any], texts: Iterable[str]) -> list[float]:
    """Milliseconds of each."""
    times = []
    for text in texts:
        start = time.perf_counter()
        work(text)
        times.append((time.perf_counter() - start) * 1000)
    return times


def percentile(times: Sequence[float], which: int) -> float | None:
    """None where nothing was timed."""
    return float(np.percentile(times, which)) if times else None


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
