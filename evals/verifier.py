"""The verifier measured: right answers that pass, corrupted twins that are caught."""

from __future__ import annotations

import json
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.writing.sentences import Verification
from assistant.writing.verify import verify
from corpus.passage import Passage
from evals.corruption import FIGURES_AND_CITATIONS, KINDS, Twin, twins
from evals.files import write_rows, write_text
from evals.hand_written import HandWritten
from evals.made_answer import MadeAnswer
from evals.paraphrase import made_answers
from evals.table import aligned

SEED = 20231016
RIGHT = "误报（正确回答）"
HAND = "手写的错误回答"
_HAND_NOTE = "手写各批在首次运行后都用于改进，首次运行的结果见 evals/hand_written.py"
GROUPS = {
    "dev": "规则生成，开发用的一半",
    "held_out": "规则生成，留出的一半",
    "all": "规则生成，合计",
    "hand_1": "手写，第一批",
    "hand_2": "手写，第二批",
    "hand_3": "手写，第三批",
    "hand_4": "手写，第四批",
    "hand_5": "手写，第五批",
    "hand_6": "手写，第六批",
    "hand_7": "手写，第七批",
}
TARGETS = {RIGHT: 0.02, HAND: 0.90} | {
    kind: 0.99 if kind in FIGURES_AND_CITATIONS else 0.90 for kind in KINDS
}


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of made were caught (or wrongly flagged), with the Wilson 95 % interval."""

    kind: str
    made: int
    caught: int

    @property
    def rate(self) -> float:
        """The share; 0 where none was made."""
        return self.caught / self.made if self.made else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval."""
        return wilson(self.caught, self.made)

    def to_json(self) -> dict[str, Any]:
        """As written to verifier.json."""
        low, high = self.interval
        rounded = {"rate": self.rate, "low": low, "high": high}
        return asdict(self) | {name: round(value, 4) for name, value in rounded.items()}


@dataclass(frozen=True, slots=True)
class Miss:
    """A twin that passed, or a right answer that did not; for reading."""

    kind: str
    held_out: bool
    text: str
    reasons: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Rates by group, what went wrong, and milliseconds of work for each right answer.

    The groups are "dev", "held_out" and "all", and of answers written by hand "hand_1" and on.
    """

    rates: dict[str, tuple[Rate, ...]]
    misses: tuple[Miss, ...]
    times_ms: tuple[float, ...]

    def to_json(self) -> dict[str, Any]:
        """Rates and times; the misses are written beside."""
        times = sorted(self.times_ms)
        return {
            "rates": {half: [r.to_json() for r in rates] for half, rates in self.rates.items()},
            "p50_ms": round(times[len(times) // 2], 2),
            "p95_ms": round(times[int(len(times) * 0.95)], 2),
            "max_ms": round(times[-1], 2),
        }


def wilson(got: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The Wilson score interval; (0, 1) where nothing was counted."""
    if not of:
        return 0.0, 1.0
    share, spread = got / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def measure(
    passages: Sequence[Passage], limit: int = 0, written: Sequence[HandWritten] = ()
) -> Measured:
    """Every made answer and its twins through verify(); limit takes a sample of the answers."""
    counted: dict[tuple[str, str], list[bool]] = defaultdict(list)
    misses: list[Miss] = []
    times: list[float] = []
    verify("预热。[1]", passages[:1])
    for number, answer in enumerate(chosen(passages, limit)):
        started = time.process_time()
        found = verify(answer.text, answer.sources)
        times.append((time.process_time() - started) * 1000)
        _count(counted, answer, RIGHT, not found.ok)
        if not found.ok:
            misses.append(_miss(RIGHT, answer, found))
        for twin in twins(answer, passages, random.Random(SEED + number)):
            found = verify(twin.answer.text, twin.answer.sources)
            caught = is_caught(twin, found)
            _count(counted, answer, twin.kind, caught)
            if not caught:
                misses.append(_miss(twin.kind, twin.answer, found))
    for one in written:
        found = one.verified()
        well = one.is_judged_well(found)
        caught = not well if one.is_right else well
        counted[f"hand_{one.batch}", RIGHT if one.is_right else HAND].append(caught)
        if not well:
            kind = RIGHT if one.is_right else one.kind
            misses.append(Miss(kind, one.batch > 1, one.answer, _reasons(found), one.id))
    return Measured(_rates(counted), tuple(misses), tuple(times))


def chosen(passages: Sequence[Passage], limit: int = 0) -> list[MadeAnswer]:
    """The right answers, or an even sample of them."""
    made = made_answers(passages)
    return random.Random(SEED).sample(made, min(limit, len(made))) if limit else made


def is_caught(twin: Twin, found: Verification) -> bool:
    """Whether the very sentence that was made wrong is refused."""
    wrong = twin.answer.parts[twin.at].text
    return any(not s.ok and (s.text in wrong or wrong in s.text) for s in found.sentences)


def _count(
    counted: dict[tuple[str, str], list[bool]], answer: MadeAnswer, kind: str, caught: bool
) -> None:
    for half in ("all", "held_out" if answer.held_out else "dev"):
        counted[half, kind].append(caught)


def _rates(counted: dict[tuple[str, str], list[bool]]) -> dict[str, tuple[Rate, ...]]:
    return {
        half: tuple(
            Rate(kind, len(counted[half, kind]), sum(counted[half, kind]))
            for kind in (RIGHT, *KINDS, HAND)
            if (half, kind) in counted
        )
        for half in GROUPS
    }


def _miss(kind: str, answer: MadeAnswer, found: Verification) -> Miss:
    return Miss(kind, answer.held_out, answer.text, _reasons(found), answer.about.text)


def _reasons(found: Verification) -> tuple[str, ...]:
    return tuple(reason for s in found.failed for reason in s.faults)


def table(rates: Iterable[Rate]) -> list[list[str]]:
    """Rows for the terminal: kind, made, caught, rate with interval, target."""
    rows = [["类别", "做成", "捕获", "比率（95% 区间）", "目标"]]
    for rate in rates:
        low, high = rate.interval
        sign = "≤" if rate.kind == RIGHT else "≥"
        share = f"{rate.rate:.3f} [{low:.3f}, {high:.3f}]"
        target = f"{sign} {TARGETS[rate.kind]:.2f}"
        rows.append([rate.kind, str(rate.made), str(rate.caught), share, target])
    return rows


def printed(measured: Measured) -> str:
    """Every group's table under its name, and the times."""
    tables = [
        f"== {name}\n{aligned(table(measured.rates[group]))}"
        for group, name in GROUPS.items()
        if measured.rates[group]
    ]
    times = measured.to_json()
    spent = f"每个回答核对用时 p50 {times['p50_ms']} ms，p95 {times['p95_ms']} ms"
    return "\n\n".join(
        [*tables, _HAND_NOTE, spent] if measured.rates["hand_1"] else [*tables, spent]
    )


def save(measured: Measured, place: Path) -> None:
    """verifier.json, and every miss and false alarm in verifier_misses.jsonl."""
    place.mkdir(parents=True, exist_ok=True)
    found = json.dumps(measured.to_json(), ensure_ascii=False, indent=2)
    write_text(place / "verifier.json", found + "\n")
    write_rows(place / "verifier_misses.jsonl", [asdict(miss) for miss in measured.misses])
