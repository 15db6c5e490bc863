"""An answer that lists: the statement that is the list, the items of a section, what is alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.composing.counted_list import APART, LISTED, Neighbours, counted
from assistant.composing.line import Line, budgeted
from assistant.composing.narrowing import met
from assistant.composing.short_lines import TIED, around, short_lines
from assistant.finding.evidence import Evidence, in_one_section
from assistant.finding.expected import SAME, Hints
from assistant.finding.statement import Statement, statements
from assistant.reading.aspects import aspect_fit
from assistant.reading.concepts import Concept
from assistant.reading.places import places_named
from assistant.reading.question import Question
from corpus.passage import Passage

HEADED = 0.35  # of the question: a section heading that has this much is what is asked about
NEAR_IN_LIST = 0.74
ALONE = 1.6  # of the next item's own words
OF_ASPECT = 0.8  # of the best score, from which the heading of what is asked about leads
AS_MUCH = 0.9  # of the best statement's own words: found elsewhere, it belongs to the list too
_KIND_ASKED = re.compile(
    r"(?:哪些|哪几[个类种项条样]?|哪[二两三四五六七八九十][个类种项条样]?|什么)(?!要求|规定|条件|门槛|限制|标准)"
    r"([\u3400-\u9fff]{2})(?![、和])|"
    r"(?<=[\u3400-\u9fff])([\u3400-\u9fff]{2})(?:一共|总共|都|具体|分别)*[是有分](?:哪些|哪几[个类种项条])(?=\W|$)"
)
_HEADING_ASKED = re.compile(r"(?:哪些|哪几[种类个项]?|什么|啥)([\u3400-\u9fff]{3,4})")
MANY = 4  # things named side by side
LONG = 150  # characters of a statement that only mentions what is listed


def list_lines(
    question: Question,
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    section: Neighbours,
    outline: Neighbours,
    hints: Hints,
) -> list[Line]:
    """Of statements about one side of a policy: itself a list, a whole section, or the nearest."""
    best = evidence[0]
    passage = best.statement.passage
    evidence = _focused(concepts, evidence)
    if question.of_outline and (headed := _outline_lines(concepts, passage, outline)):
        return headed
    if _alone(evidence):
        return short_lines(concepts, evidence, hints)
    siblings = section(passage)
    heading = met(concepts, " ".join(passage.heading_path[-1:]))
    whole = heading >= met(concepts, best.statement.text) and heading > 0
    if passage.ordinal and len(siblings) > 1 and (whole or _announced(concepts, best, siblings)):
        return budgeted(s for p in siblings for s in statements(p))
    if not passage.ordinal and whole and len(statements(passage)) > 1:
        return budgeted(statements(passage))
    if best.statement.enumerates and best.own >= 0.8 * best.coverage:
        return short_lines(concepts, evidence, hints)
    floor = NEAR_IN_LIST * best.score
    same = [e for e in evidence if e.score >= floor and in_one_section(e, best)]
    others = [e for e in evidence if _also(e, best) and e not in same and _is_short(e)]
    more = max(3, counted(question.text) - len(same[:5]))
    chosen = {id(e.statement): e for e in [best, *same[:5], *others[:more]]}
    return budgeted(e.statement for e in sorted(chosen.values(), key=_place))


def _announced(concepts: Sequence[Concept], best: Evidence, siblings: Sequence[Passage]) -> bool:
    """Whether the section opens by announcing its items, and what it is about has as much of the
    question as the item that is best: "研发人员的比例" asks for no conditions of 高企."""
    intros = (s for p in siblings[:2] for s in statements(p)[:1] if s.is_intro)
    own = met(concepts, best.statement.text)
    return any(met(concepts, around(intro)) >= own for intro in intros)


def whole_list(evidence: Sequence[Evidence], hints: Hints) -> Statement | None:
    """The statement that is the list asked for ("限于五类：……"): nothing else comes near it, or a
    question much like this one is known to be answered by it alone."""
    best, *others = (e for e in evidence if e.score >= APART * evidence[0].score)
    if not others and (best.statement.is_list or hints.alone(best.statement, SAME)):
        return best.statement
    near = (e.statement for e in (best, *others[:2]) if e.score >= TIED * best.score)
    return next((s for s in near if s.is_list and hints.alone(s, SAME)), None)


def known_list(question: Question, evidence: Sequence[Evidence], hints: Hints) -> Statement | None:
    """The statement that is a list and by itself answers the question likest to the one asked,
    near enough to the best ("毕业企业至少符合一条：……"): what stands beside it is not asked for.
    It is of the side that is asked about, where the best one is."""
    best = evidence[0]
    near = [e.statement for e in evidence if e.score >= LISTED * best.score]
    if aspect_fit(question, best.statement):
        near = [s for s in near if aspect_fit(question, s)]
    return next((s for s in near if hints.alone(s) and _is_whole(s, hints.quote_in(s))), None)


def _is_whole(statement: Statement, quote: str) -> bool:
    """Whether what of it answers is a list with its own heading, or names so many things that it
    is one."""
    answering = replace(statement, text=quote or statement.text)
    return answering.is_list or max(answering.counts) >= MANY


def listing(question: Question, evidence: Sequence[Evidence]) -> Statement | None:
    """The list that names the kind of thing asked for as what it lists: "哪些行业" is answered by
    "不适用的行业：……", whatever else stands beside it; that of another document only if as near."""
    asked = _KIND_ASKED.search(question.text)
    best = evidence[0]
    home = best.statement.passage.source
    floors = {True: LISTED * best.score, False: APART * best.score}
    near = (e.statement for e in evidence if e.score >= floors[e.statement.passage.source == home])
    kind = asked and (asked[1] or asked[2])
    return next((s for s in near if kind and (kind in s.listed or _says_which(kind, s))), None)


def _says_which(kind: str, statement: Statement) -> bool:
    """ "享受主体是甲、乙，以及丙": opens with the kind of thing and says which they are."""
    says = rf"[^，。；：、]{{0,6}}{re.escape(kind)}(?:是|为|包括|限于)[^。]*、"
    return re.match(says, statement.shown) is not None


def _alone(evidence: Sequence[Evidence]) -> bool:
    """Whether the best statement is itself the list and says far more of the question than the
    other items beside it."""
    best = evidence[0]
    beside = [e.own for e in evidence[1:] if in_one_section(e, best)]
    return best.statement.enumerates and best.own >= ALONE * max(beside, default=0.0) > 0


def of_aspect(question: Question, evidence: Sequence[Evidence], hints: Hints) -> Sequence[Evidence]:
    """Where what is asked for, or the side of it (benefits, conditions, procedure), has a heading
    of its own in the best document, only what stands under it; but what a question much like this
    one is known to be answered by stays beside a side's."""
    best = evidence[0]
    source = best.statement.passage.source
    beside = [e for e in evidence if e.statement.passage.source == source]
    headed = [e for e in beside if _headed_as_asked(question, e.statement)]
    there = headed or [e for e in beside if aspect_fit(question, e.statement)]
    if not there or there[0].score < OF_ASPECT * best.score:
        return evidence
    known = not headed and hints.guides(best.statement, there[0].statement)
    return evidence if known else there


def _headed_as_asked(question: Question, statement: Statement) -> bool:
    """Whether its heading is what is asked for: "哪些转化方式" under "二、转化方式"."""
    asked = _HEADING_ASKED.search(question.text)
    headed = " ".join(statement.passage.heading_path[-1:])
    return asked is not None and any(asked[1][:n] in headed for n in (3, 4))


def _focused(concepts: Sequence[Concept], evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """Where the best statement has the rarest thing or a place that is named, and its headings
    have not, only the statements that have it too: "响水那家今年做什么" is not answered by what
    大丰 does."""
    named = [c for c in concepts if c.known and (c.term or places_named(c.said) or len(c.said) > 3)]
    rarest = max(named, key=lambda c: c.weight, default=None)
    best = evidence[0].statement
    headed = best.passage.headed
    foci = [
        c
        for c in named
        if (c is rarest or places_named(c.said))
        and c.match(best.text) >= 0.9
        and c.match(headed) < 0.9
    ]
    return [
        e
        for e in evidence
        if all(c.match(e.statement.lead + e.statement.text) >= 0.9 for c in foci)
    ]


def _outline_lines(
    concepts: Sequence[Concept], passage: Passage, outline: Neighbours
) -> list[Line]:
    """The run-in headings of a section, where the section is what is asked about."""
    total = sum(c.weight for c in concepts)
    heads = [p for p in outline(passage) if len(p.heading_path) > 1]
    if (
        len(heads) < 2
        or not passage.heading_path
        or met(concepts, passage.heading_path[0]) < HEADED * total
    ):
        return []
    return [Line(p.heading_path[-1], p, p.heading_path[-1]) for p in heads]


def _also(one: Evidence, best: Evidence) -> bool:
    """Elsewhere in the same document, saying as much of the question as the best statement."""
    same_source = one.statement.passage.source == best.statement.passage.source
    return same_source and one.own >= AS_MUCH * best.own and one.score >= 0.75 * best.score


def _is_short(one: Evidence) -> bool:
    return len(one.statement.text) <= LONG


def _place(evidence: Evidence) -> tuple[str, int, int]:
    statement = evidence.statement
    return statement.passage.source.id, statement.passage.order, statement.index
