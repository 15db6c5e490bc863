"""Case: one question with what a right answer holds, and what a set of cases may be."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

CATEGORIES = {
    "single_target": "单项指标",
    "colloquial": "口语",
    "near_miss": "相近数字",
    "list": "列举",
    "several_sections": "跨条目",
    "eligibility": "资格条件",
    "who_when": "责任与时间",
    "follow_up": "追问",
    "unanswerable": "文件未写明",
    "out_of_scope": "范围之外",
    "injection": "注入",
    "false_premise": "错误前提",
    "typo_variant": "错字与变体",
}
SPLITS = ("dev", "test")


class InputError(Exception):
    """Input that cannot be used; each problem is one line for people."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Case:
    """One question. facts: acceptable surface forms of each required fact."""

    id: str
    category: str
    question: str
    answerable: bool
    facts: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    history: tuple[tuple[str, str], ...] = ()
    note: str = ""
    place: str = ""

    @property
    def split(self) -> str:
        """dev (to tune on) where SHA-256 of the id is even, else test (only reported)."""
        return SPLITS[hashlib.sha256(self.id.encode("utf-8")).digest()[-1] % 2]

    @property
    def messages(self) -> list[dict[str, str]]:
        """The history as chat messages."""
        return [{"role": role, "content": content} for role, content in self.history]

    def to_json(self) -> dict[str, Any]:
        """The contract of one line of a question set."""
        return {
            "id": self.id,
            "category": self.category,
            "history": self.messages,
            "question": self.question,
            "answerable": self.answerable,
            "facts": [list(forms) for forms in self.facts],
            "forbidden": list(self.forbidden),
            "evidence": list(self.evidence),
            "note": self.note,
        }
