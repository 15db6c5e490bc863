"""Of the rules of one section the one for the very thing that is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asking import Asked
from assistant.concepts import Concept
from assistant.evidence import Evidence
from assistant.figures_told import answering_figures
from assistant.fitness import said_of_it
from assistant.question import Question

AS_SPECIAL = 0.85  # of the best score: the rule of the asker's own goes before it
_KIND = re.compile(r"(?=([^\W\d_]{2}[^\W\d_的])企业)")  # "亿元的企业" is no kind


def own_rule_first(
    question: Question, concepts: Sequence[Concept], near: Sequence[Evidence]
) -> list[Evidence]:
    """Of the rules of one section the one that gives a figure of the very name asked about, or
    names the kind of enterprise, stands before the one for all: "工业母机企业……220%" before
    "……200%"."""
    if not near or question.asked not in (Asked.FIGURE, Asked.MONEY):
        return list(near)
    first = near[0]
    named = not told_of_name(question, first)
    own = _kinds("，".join((question.text, *(form for c in concepts for form in c.forms))))
    section = (first.statement.passage.source, first.statement.passage.heading_path)
    for e in near[1:]:
        here = (e.statement.passage.source, e.statement.passage.heading_path)
        if here != section or e.score < AS_SPECIAL * first.score:
            continue
        special = own & _kinds(e.statement.text) - _kinds(first.statement.text)
        if special or (named and told_of_name(question, e)):
            special_first = replace(e, score=max(e.score, first.score))
            return [special_first, *(other for other in near if other is not e)]
    return list(near)


def told_of_name(question: Question, evidence: Evidence) -> bool:
    """Whether a figure stands right behind the name that the question asks the value of."""
    told = answering_figures(question, evidence.statement)
    return said_of_it(question, evidence.statement, told)


def _kinds(text: str) -> set[str]:
    """The kinds of enterprise that a text names, each by the characters before that word."""
    return set(_KIND.findall(text))
