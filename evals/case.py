"""Case: one question with what a right answer holds."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
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
"""Labels of the usual categories; any other name is a category too, shown as given."""
SPLITS = ("dev", "test")
UNSEEN = "unseen"
"""The split that is for figures alone: how its questions fail is never shown."""


class InputError(Exception):
    """Input that cannot be used; each problem is one line for people."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def label(category: str) -> str:
    """A category as shown to people."""
    return CATEGORIES.get(category, category)


@dataclass(frozen=True, slots=True)
class Case:
    """One question. facts: acceptable surface forms of each required fact.

    document names the file asked about, documents a folder to answer from (relative to the
    question file); given_split is the split as written, empty where the id decides.
    """

    id: str
    category: str
    question: str
    answerable: bool
    facts: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    history: tuple[tuple[str, str], ...] = ()
    note: str = ""
    document: str = ""
    documents: str = ""
    given_split: str = ""
    place: str = ""

    @property
    def split(self) -> str:
        """As given; else dev (to tune on) where SHA-256 of the id is even, else test."""
        odd = hashlib.sha256(self.id.encode("utf-8")).digest()[-1] % 2
        return self.given_split or SPLITS[odd]

    @property
    def hidden(self) -> bool:
        """Whether only the figures of this question may be shown."""
        return self.split == UNSEEN

    @property
    def folder(self) -> Path | None:
        """The folder of its own to answer from, if any."""
        if not self.documents:
            return None
        beside = Path(self.place.rsplit(":", 1)[0]).parent / self.documents
        return beside if beside.exists() else Path(self.documents)

    @property
    def messages(self) -> list[dict[str, str]]:
        """The history as chat messages."""
        return [{"role": role, "content": content} for role, content in self.history]

    def to_json(self) -> dict[str, Any]:
        """The contract of one line of a question set; optional keys only where given."""
        more = {"document": self.document, "documents": self.documents, "split": self.given_split}
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
            **{key: value for key, value in more.items() if value},
        }
