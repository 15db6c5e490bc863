"""Weighing a follow-up's evidence by where the talk stands: beside it gains, told again loses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.finding.fitness import fits
from assistant.finding.standing import NAMED
from assistant.finding.statement import Statement
from assistant.judging.figures_told import answering_figures, scope_fit
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.several.things import kinds
from assistant.talk.place import Place
from assistant.talk.pointed_at import asked_again, chosen, lacks_thing
from corpus.passage import Passage

if TYPE_CHECKING:
    from assistant.finding.evidence import Evidence
    from assistant.inquiry import Finding

# Whether what was told of one holds for another is not told again.
_ALSO = re.compile(
    r"(?:也|同样|照样)(?:都|就|是)?(?:能|可以|算|行|按|有|要|给|得|适用|享受|一样|这样|免|用)"
)
KNOWN_FRESH = 0.8  # of the likest: what is untold of a statement is known to answer
LIKEST_FRESH = 0.95  # of the likest: however little of it is untold
PLACE_BONUS = 0.25  # for what stands where the last answer was taken from, in a follow-up
UNTOLD = 0.5  # of a statement: so much is left to tell
REPLACED = 0.35  # what a statement of the thing that another was put in the place of loses
GOES_ON = 1.5  # of that, for what the sentence just quoted goes on with
SAME_ENDING = 2  # characters in which two headings say the same of other things
TOLD = 0.12  # what a statement loses that the last answer has told


def followed(
    finding: Finding, weighed: Sequence[Evidence], place: Place, day: date
) -> list[Evidence]:
    """The evidence for a follow-up, best first: by where the talk stands, what was told in it,
    and which thing has taken the place of another."""
    own = [c for c in finding.concepts if c not in finding.carried]
    place = place.for_another() if finding.names_another else place
    again = asked_again(finding, weighed, place, own)
    found = [
        replace(e, stale=_cannot_answer(finding, e.statement, place, own, day)) for e in weighed
    ]
    named = finding.subjects or [c for c in own if c.term]
    talked = [] if _names_another(finding, place) else place.passages
    met = [sum(c.weight * c.match(_around(e.statement)) for c in named) for e in found]
    most, free = max(met, default=0.0), 0.0 if finding.subjects else 0.5
    shares = [free + (1 - free) * share / most if most else 1.0 for share in met]
    gains = [
        PLACE_BONUS * (e in again or _gain(finding, e.statement, place, share, named, day))
        - REPLACED * of_replaced(e.statement, finding.replaced, finding.subjects)
        - REPLACED * lacks_thing(finding.question.text, own, e.statement, place)
        - REPLACED * _of_another_kind(e.statement, talked)
        for e, share in zip(found, shares, strict=True)
    ]
    found = [replace(e, score=e.score + gain) for e, gain in zip(found, gains, strict=True)]
    return sorted(found, key=lambda e: -e.score)


def _of_another_kind(statement: Statement, talked: Sequence[Passage]) -> bool:
    """Whether a statement of a document that is talked of stands under the same heading of another
    kind of enterprise ("……企业认定条件")."""
    said = _heading(statement.passage)[-SAME_ENDING:]
    here = [
        p for p in talked if p.source == statement.passage.source and _heading(p).endswith(said)
    ]
    about, headed = _kinds_headed(here), _kinds_headed([statement.passage])
    return bool(about and headed) and about.isdisjoint(headed)


def _names_another(finding: Finding, place: Place) -> bool:
    """Whether the message names a kind of enterprise itself, or goes on from a question about
    another than the last answer is of."""
    carried = {kind for c in finding.carried for form in c.forms for kind in kinds(form)}
    about = _kinds_headed(place.passages)
    return bool(kinds(finding.question.text)) or (bool(carried) and carried.isdisjoint(about))


def _kinds_headed(passages: Sequence[Passage]) -> set[str]:
    return {kind for p in passages for kind in kinds(_heading(p))}


def _heading(passage: Passage) -> str:
    return " ".join(passage.heading_path[-1:])


def _cannot_answer(
    finding: Finding, statement: Statement, place: Place, own: Sequence[Concept], day: date
) -> bool:
    """Whether a value that is asked for is not told by a statement, whatever stands in it: it was
    told already, or is of another thing than the one pointed at."""
    if finding.hints.of(statement) >= KNOWN_FRESH:
        return False
    question = finding.question
    lacks = question.asks_value and lacks_thing(question.text, own, statement, place)
    return lacks or is_stale(question, statement, place, own, day)


def _gain(
    finding: Finding,
    statement: Statement,
    place: Place,
    share: float,
    named: Sequence[Concept],
    day: date,
) -> float:
    """What stands where the talk stands gains, as far as it is untold and by its share of the
    subjects (or half, the sides of one) that this message itself names; what was told already
    loses, unless the rest of it may answer or is known to."""
    if chosen(finding.question.text, statement, place):
        return 1 / PLACE_BONUS  # it was told already, and that answers
    near = place.nearness(statement) * share
    if near and scope_fit(finding.question.amounts, statement.figures) > 0:
        return 1.0  # "那15万还发吗": it holds the very amount
    if not near or finding.question.amounts:  # an amount of one's own asks the same rule anew
        return near
    value = finding.question.asks_value
    known = not value and finding.hints.of(statement) >= LIKEST_FRESH
    if not known and not _may_answer_yet(finding.question, statement, place, day):
        return -TOLD / PLACE_BONUS
    left = _left(statement, place, named)
    own = [c for c in finding.concepts if c not in finding.carried and c.known]
    goes_on = value and left < 1 and statement.passage in place.passages
    if goes_on and all(c.match(statement.text) >= NAMED for c in own):
        return near * GOES_ON
    return near * left


def _left(statement: Statement, place: Place, named: Sequence[Concept]) -> float:
    """The share of a statement that is left to tell; all, where that has what is named."""
    untold = place.untold(statement)
    if any(c.match(untold) >= NAMED for c in named):
        return 1.0
    return len(untold) / max(1, len(statement.shown))


def _may_answer_yet(question: Question, statement: Statement, place: Place, day: date) -> bool:
    """Whether what was not told of it is of the kind asked for, or most of it where any is; to
    "我们也能吗" nothing of what was told is."""
    untold = place.untold(statement)
    if question.asked is Asked.YES_NO and _ALSO.search(question.text):
        return untold == statement.shown
    if not question.asks_value and question.asked is not Asked.WHO:
        return len(untold) >= UNTOLD * len(statement.shown)
    return bool(untold and fits(question, replace(statement, text=untold), day))


def of_replaced(
    statement: Statement, replaced: Sequence[Concept], subjects: Sequence[Concept]
) -> bool:
    """Whether a statement stands under the name of the thing that was asked about before, and not
    under that of the one which took its place ("小巨人" beside "专精特新")."""
    heading = " ".join((statement.lead, *statement.passage.heading_path[-1:]))
    of_it = [c for c in replaced if c.match(heading) >= NAMED]
    for form in sorted((f for c in of_it for f in c.forms), key=len, reverse=True):
        heading = heading.replace(form, " ")
    return bool(of_it) and not any(c.match(heading) >= NAMED for c in subjects)


def is_stale(
    question: Question, statement: Statement, place: Place, own: Sequence[Concept], day: date
) -> bool:
    """Whether it is an old answer and no new one: what it has of the kind asked for was told, and
    it has nothing that this message names."""
    if not own or question.amounts or not question.asks_value:
        return False
    if question.asked in (Asked.FIGURE, Asked.MONEY):
        given = answering_figures(question, statement)
        if not given or not all(place.has_figure(f) for f in given):
            return False
    else:
        rest = replace(statement, text=place.untold(statement))
        if not fits(question, statement, day) or fits(question, rest, day):
            return False
    around = _around(statement)
    return not any(c.match(around) >= NAMED for c in own)


def _around(statement: Statement) -> str:
    """A statement with what it hangs on: its lead and its headings."""
    return " ".join((statement.lead, statement.text, *statement.passage.heading_path))
