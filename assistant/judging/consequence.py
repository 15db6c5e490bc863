"""What follows from a duty not done or a title lost: the statements that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.finding.evidence import Evidence
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.reading.question_signs import CONSEQUENCE, LOST

NEAR = 0.65  # of the best score, from which a statement outside its section is looked at
SPOKEN_OF = 0.5  # of a concept

NEAR_FAILED = 0.5  # the same of what says what follows where a title is not gained
# "万一没批下来": told by "仍没有重新取得资格的，……"
_FAILED = re.compile(r"(?:没有?|不|未)(?:能)?(?:批|下来|拿到|取得|评上|通过|认定上|续上)|批不下来")
_NOT_GAINED = re.compile(r"(?:没有?|未)[^，。；]{0,6}(?:取得|获得|通过|认定)")
_CLAUSE = re.compile(r"[^,，。；;]+")
_SANCTION = re.compile(r"取消|追缴|撤销|不得|补缴|追回|收回|暂停|处罚|不予|不能|失信|列入")
_FREE_OF = re.compile(r"(?:没有|未被|未列入|没被)[^,，。；;]*")
# What follows where the title is gone already; that it is taken is then no answer.
_FURTHER = re.compile(r"追缴|补缴|追回|收回|停止享受|不得再?|年内不")
# "错过了怎么办": what may still be done, which the rule for those who did not tells
_MISSED = re.compile(r"错过|误了|没赶上|没来得及")
_STILL_MAY = re.compile(r"(?:没有|未)[^，。；]{1,8}的[，,][^。；]*(?:可以|应|要|须)")
_WHAT_FOLLOWS = re.compile(r"怎么?样|咋样|后果|下场|怎么处理|怎么罚")
# "到期不复核": a duty that is named, of which alone what follows is asked
_DUTY = re.compile(r"(?:不|没有?|未)(?:做|参加|去)?(?P<of>复核|年报|报告|备案)")
# "到2027年底以后还续不续": what comes after the end
_GOES_ON = re.compile(
    r"(?:以后|之后|往后|过了|到期|期满|结束)[^。?]{0,8}(?:续不续|延不延|[还会][^,，。?]{0,4}(?:续|延|顺延|展期)|有没有可能[续延])"
)
_LATER = re.compile(r"长期|制度性|(?:到期|期满|届满|逾期)|延长|重新")


def none_follows(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether it is asked what follows, and nothing found says that anything does."""
    asked = CONSEQUENCE.search(question.text)
    return bool(asked and _WHAT_FOLLOWS.search(asked[0])) and not consequences(question, evidence)


def is_read(question: Question) -> bool:
    """Whether what follows is known by what a statement says, whatever scores higher."""
    asked = CONSEQUENCE.search(question.text)
    duty = asked and _DUTY.search(asked[0])
    return bool(duty or LOST.search(question.text) or _MISSED.search(question.text))


def consequences(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The statements of what follows, near the best one of any kind or in its section; empty
    where the question asks for nothing that follows."""
    if not CONSEQUENCE.search(question.text) or not evidence:
        return []
    told = _STILL_MAY if _MISSED.search(question.text) else _SANCTION
    here = evidence[0].statement.passage
    failed = bool(_FAILED.search(question.text))
    floor = (NEAR_FAILED if failed else NEAR) * evidence[0].score
    found = [
        e
        for e in evidence
        if told.search(
            _FREE_OF.sub("", e.statement.text) if told is _SANCTION else e.statement.text
        )
        and (
            e.score >= floor
            or (e.statement.passage.source, e.statement.passage.heading_path)
            == (here.source, here.heading_path)
        )
    ]
    if of_it := [e for e in found if answers_failing(question, e)]:
        return of_it
    found = [e for e in found if e.score >= NEAR * evidence[0].score or not failed]
    if not LOST.search(question.text):
        return found
    further = [e for e in found if _follows_loss(e.statement.text)]
    return further or found


def unsaid(question: Question, concepts: Sequence[Concept], evidence: Sequence[Evidence]) -> bool:
    """Whether it is asked what follows from a duty by its name, and no text found says what
    follows from that: what follows from another is no answer."""
    asked = CONSEQUENCE.search(question.text)
    duty = asked and _DUTY.search(asked[0])
    if not asked or not duty:
        return False
    named = [c for c in concepts if c.known and duty["of"] in c.said]
    texts = [e.statement.text for e in consequences(question, evidence)]
    return not any(
        duty["of"] in text or any(c.match(text) >= SPOKEN_OF for c in named) for text in texts
    )


def answers_failing(question: Question, evidence: Evidence) -> bool:
    """Whether what follows is asked where a title is not gained, and the statement says that."""
    failed = _FAILED.search(question.text)
    return bool(failed and _NOT_GAINED.search(evidence.statement.text))


def _follows_loss(text: str) -> bool:
    """ "资格被取消后……追缴": the loss in one clause, what follows in a later one."""
    clauses = _CLAUSE.findall(text)
    lost = next((n for n, clause in enumerate(clauses) if LOST.search(clause)), len(clauses))
    return any(_FURTHER.search(clause) for clause in clauses[lost + 1 :])


def untold_later(question: Question, best: Evidence) -> bool:
    """Whether it is asked if a policy goes on after its end, of which what answers best says
    nothing."""
    return bool(_GOES_ON.search(question.text)) and not _LATER.search(best.statement.text)
