"""Answers written by hand in a model's free style, right ones and subtly wrong ones.

They came in batches, each written after the verifier had been mended on the ones before,
and were then used to mend it; so today's figures flatter it. When each was first run:

batch 1: 13 of 37 right answers refused, 33 of 39 wrong ones caught (the first draft)
batch 2: 3 of 21 refused, 23 of 24 caught
batch 3: 7 of 21 refused, 9 of 10 caught
batch 4: 4 of 20 refused, 7 of 10 caught
batch 5: 14 of 40 refused, 33 of 40 caught
batch 6: 4 of 20 refused, 19 of 20 caught
batch 7: 5 of 20 refused, 14 of 20 caught

Of free paraphrase not seen before, about one right answer in five to four has a sentence to be
repaired or dropped, and between seven and nine wrong ones in ten are caught. Whoever wrote
batches 5 to 7 knew the checks.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.writing.sentences import Verification
from assistant.writing.verify import verify
from corpus.passage import Passage
from evals.case import InputError

ANSWERS = Path(__file__).with_name("verifier_answers.jsonl")
_RIGHT = "right"


@dataclass(frozen=True, slots=True)
class HandWritten:
    """One answer. kind is "right", or what is wrong with the sentences that hold `wrong`.

    batch says when it was written.
    """

    id: str
    kind: str
    batch: int
    question: str
    answer: str
    wrong: str
    sources: tuple[Passage, ...]

    @property
    def is_right(self) -> bool:
        """Whether all of it may be shown."""
        return self.kind == _RIGHT

    def verified(self) -> Verification:
        """Checked against its sources."""
        return verify(self.answer, self.sources, self.question)

    def is_judged_well(self, found: Verification) -> bool:
        """A right answer passes whole; of a wrong one, each wrong sentence is refused."""
        if self.is_right:
            return found.ok
        wrong = [s for s in found.sentences if self.wrong in s.text]
        return bool(wrong) and not any(s.ok for s in wrong)


def hand_written(passages: Sequence[Passage], path: Path = ANSWERS) -> list[HandWritten]:
    """Read the file; each source is named by words that stand in one passage."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        place = f"{path.name}:{number}"
        sources = tuple(_passage(words, passages, place) for words in row.pop("sources"))
        found.append(HandWritten(**row, sources=sources))
    return found


def _passage(words: str, passages: Sequence[Passage], place: str) -> Passage:
    for passage in passages:
        if words in passage.text:
            return passage
    raise InputError(f"{place}：没有一个段落含有“{words}”")
