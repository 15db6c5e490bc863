"""What one predicate says of a profile, and how several findings make one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from corpus.programme_rules import Input

_T = TypeVar("_T")


class Verdict(StrEnum):
    """Of a condition; a whole programme is never MANUAL."""

    MET = "符合"
    NOT_MET = "不符合"
    UNKNOWN = "待补充"
    MANUAL = "需人工核实"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with its reasons; thresholds are the constants that applied, for the citation.

    steps are what was worked out, unfilled the labels of what is not known. change is what would
    turn NOT_MET around.
    """

    verdict: Verdict
    value: Any
    required: str
    steps: tuple[str, ...]
    missing: tuple[str, ...] = ()
    unfilled: tuple[str, ...] = ()
    change: str = ""
    thresholds: tuple[Decimal, ...] = ()

    @property
    def working(self) -> str:
        """The steps, then what is lacking."""
        lacks = [f"尚缺：{'、'.join(self.unfilled)}"] if self.unfilled else []
        return "；".join((*self.steps, *lacks))


def lacking(required: str, items: Sequence[Input], thresholds: tuple[Decimal, ...] = ()) -> Finding:
    """Nothing can be said until these are filled in."""
    names = tuple(item.name for item in items)
    labels = tuple(item.label for item in items)
    return Finding(Verdict.UNKNOWN, None, required, (), names, labels, thresholds=thresholds)


def judged(
    met: bool,
    value: Any,
    required: str,
    step: str,
    change: str,
    thresholds: tuple[Decimal, ...] = (),
) -> Finding:
    """Met, or not with what would turn it around."""
    verdict = Verdict.MET if met else Verdict.NOT_MET
    return Finding(
        verdict, value, required, (step,), change="" if met else change, thresholds=thresholds
    )


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """One failure decides, then what is unknown, then what is manual."""
    found = set(verdicts)
    order = (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MANUAL)
    return next((verdict for verdict in order if verdict in found), Verdict.MET)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """One that is met decides; none is met only where every one is known not to be."""
    found = set(verdicts)
    order = (Verdict.MET, Verdict.UNKNOWN, Verdict.MANUAL)
    return next((verdict for verdict in order if verdict in found), Verdict.NOT_MET)


def every(findings: Sequence[Finding], value: Any) -> Finding:
    """All must hold. Of a failure only what failed is told."""
    verdict = all_of(f.verdict for f in findings)
    failed = verdict is Verdict.NOT_MET
    told = [f for f in findings if f.verdict is Verdict.NOT_MET] if failed else findings
    required = "，且".join(_bracketed(f.required, "，或") for f in findings)
    change = "，且".join(f.change for f in told if f.change)
    return _joined(verdict, value, required, told, change)


def either(findings: Sequence[Finding], value: Any) -> Finding:
    """Any may hold. Those that are met stand for the rest; of others only what failed is told."""
    verdict = any_of(f.verdict for f in findings)
    told = [f for f in findings if f.verdict is verdict] if verdict is Verdict.MET else findings
    required = "，或".join(_bracketed(f.required, "，且") for f in findings)
    change = _any_change(findings) if verdict is Verdict.NOT_MET else ""
    found = _joined(verdict, value, required, told, change)
    return found if verdict is Verdict.UNKNOWN else replace(found, unfilled=())


def _joined(
    verdict: Verdict, value: Any, required: str, told: Sequence[Finding], change: str
) -> Finding:
    unknown = verdict is Verdict.UNKNOWN
    return Finding(
        verdict,
        value,
        required,
        _once(step for f in told for step in f.steps),
        _once(name for f in told for name in f.missing) if unknown else (),
        _once(label for f in told for label in f.unfilled),
        change,
        _once(t for f in told for t in f.thresholds),
    )


def _any_change(findings: Sequence[Finding]) -> str:
    """The ways open; one that needs all that another needs, and more, is left out."""
    changes = [f.change for f in findings if f.change]
    least = [c for c in changes if not any(o != c and o in c for o in changes)]
    found = _once(least)
    return found[0] if len(found) == 1 else "以下任一即可：" + "；".join(found)


def _bracketed(required: str, joint: str) -> str:
    return f"（{required}）" if joint in required else required


def _once(items: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(items))
