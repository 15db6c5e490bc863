"""Figures that are known to answer: an expected question much like this one is answered by them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.finding.expected import SETTLED, Hints, answering
from assistant.finding.statement import Statement
from assistant.judging.figures_told import answering_figures
from assistant.judging.levels import is_of_other_level
from assistant.reading.asking import Asked, asked_kind
from assistant.reading.attributes import speaks_of_attribute
from assistant.reading.concepts import Concept
from assistant.reading.measure_asked import wanted_measure
from assistant.reading.question import Question

_NAMED = ("个", "家", "种", "类", "项", "条", "位", "级")  # counters of what may be told by names
# rules and ways are listed where nothing counts them; so many of a thing are not
_RULES = re.compile(
    r"几[条种类项样个](?:门?路|门道|通道|途径|渠道|办法|方式|情形|情况|条件|要求|规定|标准|类型|环节|步骤)|"
    r"几[条种类样](?:[\s,，。?？呢呀啊]|$)"
)
_COUNTED = re.compile(r"几[个家种类项条位级]([\u4e00-\u9fff]{2})")
SAME_THING = 0.5  # likeness to an expected question from which both count the same
FAR_AHEAD = 0.36  # the same where nothing else in the library answers one nearly as like
LEAD = 0.1  # of its likeness before that of a question which another statement answers


def counts_same(
    question: Question, concepts: Sequence[Concept], statement: Statement, hints: Hints
) -> bool:
    """Whether the likest expected question is answered by a number of the kind asked for here:
    then the thing counted is the one asked about, however it is called. A question that goes on
    from another is only known by its own words, and must be the very same."""
    ahead = hints.lead(statement) >= LEAD or hints.agreed(statement)
    least = FAR_AHEAD if ahead else SAME_THING
    if any(c.known and c.term and c.said not in question.text for c in concepts):
        least = SETTLED
    if asked_alike(question, statement, hints):
        return True
    headings = " ".join(statement.passage.heading_path)
    if not hints.leads_to(statement, least) or is_of_other_level(question.text, headings):
        return False
    if asked_kind(hints.alike[0].expected.text) in (Asked.WHO, Asked.WHERE):
        return False
    quote = replace(statement, text=hints.quote_in(statement) or statement.text)
    return bool(answering_figures(question, quote))


def _names_counted(question: Question, statement: Statement) -> bool:
    """ "几个部门一起干": how many there are is told by their names ("科技、财政、税务等部门")."""
    asked = _COUNTED.search(question.text)
    named = asked and re.search(rf"、[^，,。；;、]{{2,10}}{asked[1]}", statement.text)
    return bool(named)


def told_by_list(question: Question, hints: Hints) -> Question:
    """ "路子有几条": how many there are of what is told in several places, none of which has such
    a number, is answered by the list of them."""
    likest = next(iter(hints.alike), None)
    if question.asked is not Asked.FIGURE or not _RULES.search(question.text) or likest is None:
        return question
    several = likest.score >= FAR_AHEAD and len(likest.expected.answers) > 1
    if not several or any(answering_figures(question, s) for s in answering(likest.expected)):
        return question
    return replace(question, asked=Asked.LIST, measure=None, counter="")


def asked_alike(question: Question, statement: Statement, hints: Hints) -> bool:
    """Whether the likest expected question is the one asked, of the same kind and counter: what
    answers it answers here, in whatever words ("分几个库" by their names)."""
    if not question.counter or not hints.leads_to(statement, SETTLED):
        return False
    headings = " ".join((statement.lead, *statement.passage.heading_path))
    if not speaks_of_attribute(question.text, statement.text, headings):
        return False
    if _names_counted(question, statement):
        return True
    kind = asked_kind(hints.alike[0].expected.text)
    wanted = wanted_measure(hints.alike[0].expected.text, kind)
    return kind is question.asked and wanted == (question.measure, question.counter)
