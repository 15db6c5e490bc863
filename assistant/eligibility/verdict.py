"""The four verdicts."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """Of a condition; a whole programme is never MANUAL."""

    MET = "符合"
    NOT_MET = "不符合"
    UNKNOWN = "待补充"
    MANUAL = "需人工核实"
