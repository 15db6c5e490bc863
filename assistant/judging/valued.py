"""Whether a value that is asked for is given: of that thing, that place and that time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import AnswerStatus
from assistant.composing.lead import wrong_premise
from assistant.finding.evidence import Evidence
from assistant.finding.expected import Hints
from assistant.finding.statement import Statement
from assistant.judging.counted import counts_another, counts_beside, counts_carriers
from assistant.judging.figures_known import counts_same
from assistant.judging.scope import has_ended, of_another_year, of_other_place, of_wider_place
from assistant.judging.stated import outweighs, withholds
from assistant.judging.subject import lacks_focus
from assistant.judging.verdict import Verdict, lacking, stated
from assistant.reading.concepts import Concept
from assistant.reading.question import Question

_GOAL = re.compile(r"目标(?![市客对]|企业)|指标任务|任务数")
_RULES = re.compile(r"不[超高]过|不[低少]于|一般|可以|[须应]|按[^，。]{0,8}口径")
AS_NEAR = 0.8  # of the weight of what is withheld: what is known to answer is taken from here up


def of_value(
    question: Question,
    concepts: Sequence[Concept],
    near: Sequence[Evidence],
    hints: Hints,
    sure: bool,
    day: date | None,
) -> Verdict:
    """A value is answered by a statement that gives it, of what is asked, for the time asked."""
    best = near[0].statement
    same = counts_same(question, concepts, best, hints) and not counts_carriers(question, best)
    known = near[0] if same else None
    stating: list[Evidence] = []
    withheld: list[Evidence] = []
    for e in near:
        (withheld if withholds(question, concepts, e) else stating).append(e)
    if withheld and (not stating or _prevails(withheld[0], stating[0], hints)):
        return Verdict(AnswerStatus.NOT_STATED, (withheld[0],), "文件明确没有给出")
    stating = [
        e
        for e in stating
        if (e is known or not counts_another(question, concepts, e))
        and not counts_beside(question, concepts, e.statement)
        and not of_wider_place(question, e)
        and not of_other_place(question, e)
    ]
    if not stating:
        return Verdict(AnswerStatus.NOT_STATED, (near[0],), lacking(question))
    if _is_no_goal(question, stating[0].statement):
        return Verdict(AnswerStatus.NOT_STATED, (near[0],), "没有载明这方面的目标")
    if wrong_premise(question, stating[0].statement.text):
        return stated(stating)  # the lead corrects it
    if not sure and stating[0] is not known and lacks_focus(question, concepts, stating[0]):
        return Verdict(AnswerStatus.NOT_STATED, (near[0],), lacking(question))
    if of_another_year(question, stating[0], day):
        return Verdict(AnswerStatus.NOT_STATED, (stating[0],), "文件写的是另一年度的情况")
    if has_ended(question, stating[0]):
        ended = "文件所载的政策已经到期，没有载明现在执行到何时"
        return Verdict(AnswerStatus.NOT_STATED, (stating[0],), ended)
    return stated(stating)


def _is_no_goal(question: Question, statement: Statement) -> bool:
    """Whether a goal is asked for and the statement is a rule's: what a loan may be at most is no
    goal for loans."""
    ruled = statement.passage.source.year is None and _RULES.search(statement.text)
    return bool(ruled and _GOAL.search(question.text) and not _GOAL.search(statement.text))


def _prevails(withheld: Evidence, stating: Evidence, hints: Hints) -> bool:
    """Whether what is withheld is what is asked; never where a question like this one is known
    to be answered by the other, about as near, which gives it."""
    known = hints.guides(stating.statement, withheld.statement)
    if known and stating.score >= AS_NEAR * withheld.score:
        return False
    return outweighs(withheld, stating)
