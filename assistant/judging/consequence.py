"""What follows from a duty not done or a title lost: the statements that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.finding.evidence import Evidence
from assistant.reading.question import Question
from assistant.reading.question_signs import CONSEQUENCE, LOST

NEAR = 0.65  # of the best score, from which a statement outside its section is looked at

_CLAUSE = re.compile(r"[^,，。；;]+")
_SANCTION = re.compile(r"取消|追缴|撤销|不得|补缴|追回|收回|暂停|处罚|不予|不能|失信|列入")
_FREE_OF = re.compile(r"(?:没有|未被|未列入|没被)[^,，。；;]*")
# What follows where the title is gone already; that it is taken is then no answer.
_FURTHER = re.compile(r"追缴|补缴|追回|收回|停止享受|不得再?|年内不")


def consequences(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The statements of what follows, near the best one of any kind or in its section; empty
    where the question asks for nothing that follows."""
    if not CONSEQUENCE.search(question.text) or not evidence:
        return []
    here = evidence[0].statement.passage
    found = [
        e
        for e in evidence
        if _SANCTION.search(_FREE_OF.sub("", e.statement.text))
        and (
            e.score >= NEAR * evidence[0].score
            or (e.statement.passage.source, e.statement.passage.heading_path)
            == (here.source, here.heading_path)
        )
    ]
    if not LOST.search(question.text):
        return found
    further = [e for e in found if _follows_loss(e.statement.text)]
    return further or found


def _follows_loss(text: str) -> bool:
    """ "资格被取消后……追缴": the loss in one clause, what follows in a later one."""
    clauses = _CLAUSE.findall(text)
    lost = next((n for n, clause in enumerate(clauses) if LOST.search(clause)), len(clauses))
    return any(_FURTHER.search(clause) for clause in clauses[lost + 1 :])
