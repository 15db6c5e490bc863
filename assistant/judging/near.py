"""The statements that may answer: of the kind asked for, of the thing, and near the best one."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.finding.evidence import Evidence
from assistant.finding.expected import SETTLED, Hints
from assistant.judging.figures_known import asked_alike, counts_same
from assistant.judging.of_kind import of_another_kind
from assistant.judging.scope import names_year
from assistant.judging.stated import (
    has_what_is_asked_after,
    speaks_of_due,
    states_what_is_asked,
)
from assistant.judging.subject import WHOLE, is_of_another_thing, leaves_subject, only_measured_by
from assistant.reading.asking import NAMES_ASKED, Asked
from assistant.reading.concepts import Concept
from assistant.reading.question import Question

NEAR_ENOUGH = 0.65  # of the best score: a statement of the kind asked for is taken from here up
AS_GOOD = 0.95  # of the best score: whatever it covers, it is as good


def stating_near(
    question: Question,
    concepts: Sequence[Concept],
    in_year: Sequence[Evidence],
    best: Evidence,
    hints: Hints,
) -> list[Evidence]:
    """The statements of the kind asked for that stand near enough to the best one of any kind."""
    if in_year[0] is not best and best.statement.passage.source.year:
        in_year = [e for e in in_year if names_year(question, e)]
    found = "".join(e.statement.passage.text for e in in_year)
    one_thing = question.asks_value or question.asked is Asked.WHO
    known = in_year and counts_same(question, concepts, in_year[0].statement, hints)

    def elsewhere(e: Evidence) -> bool:
        """Of another thing than is asked about, as far as the names tell."""
        if only_measured_by(question, concepts, e.statement):
            return True
        if known and e is in_year[0]:  # unless it is another of the kind that the words name
            return of_another_kind(question, [c for c in concepts if c.said in question.text], e)
        if NAMES_ASKED.search(question.text) and _loses_thing(concepts, e, best):
            return True
        if one_thing and leaves_subject(question, concepts, e):
            return True
        if not one_thing and is_of_another_thing(question, concepts, e, found):
            return True
        return of_another_kind(question, concepts, e)

    return [
        e
        for e in in_year
        if not e.stale
        and speaks_of_due(question, e.statement)
        and (states_what_is_asked(question, e) or asked_alike(question, e.statement, hints))
        and (
            (e is best and hints.leads_to(e.statement, SETTLED))
            or has_what_is_asked_after(question, concepts, e.statement)
        )
        and not elsewhere(e)
        and e.score >= NEAR_ENOUGH * best.score
        and (
            not one_thing
            or e.score >= AS_GOOD * best.score
            or e.coverage >= _share_wanted(e, best) * best.coverage
        )
    ]


def _loses_thing(concepts: Sequence[Concept], one: Evidence, best: Evidence) -> bool:
    """Whether it has not the rarest thing that the best statement names: the names of others are
    no answer."""
    named = [c for c in concepts if c.term and c.match(best.statement.text) >= WHOLE]
    rarest = max(named, key=lambda c: c.weight, default=None)
    told = " ".join((one.statement.lead, one.statement.text, one.statement.passage.headed))
    return rarest is not None and rarest.match(told) < WHOLE


def _share_wanted(one: Evidence, best: Evidence) -> float:
    """A statement of the kind asked for stands in for the best one more easily the nearer it is
    to it: in the same section, the same document, or elsewhere."""
    here, there = one.statement.passage, best.statement.passage
    if here.source != there.source:
        return 0.85
    return 0.3 if here.heading_path == there.heading_path else 0.5
