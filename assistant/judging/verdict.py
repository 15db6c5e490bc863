"""How a question ends, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import AnswerStatus
from assistant.finding.evidence import Evidence
from assistant.judging.own_bound import asks_for_bound
from assistant.reading.asking import Asked
from assistant.reading.question import Question


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a question ends, and the evidence that stands; reason is one Chinese clause. read says
    that it was chosen by what it says, whatever scores higher."""

    status: AnswerStatus
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    read: bool = False


def stated(near: Sequence[Evidence]) -> Verdict:
    """What is asked is stated, by these."""
    return Verdict(AnswerStatus.ANSWERED, tuple(near))


def lacking(question: Question) -> str:
    """What the documents do not tell, as the reader is told."""
    if asks_for_bound(question):
        return "没有载明这方面的数量要求"
    return {
        Asked.CONTACT: "没有载明电话、地址等联系方式",
        Asked.MONEY: "没有载明金额",
        Asked.FIGURE: "没有载明具体数字",
        Asked.WHEN: "没有载明时间",
        Asked.WHO: "没有载明由谁负责",
        Asked.PROCEDURE: "没有载明怎么办理",
    }.get(question.asked, "")
