"""Composing without a model: the direct answer first, in the documents' own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.composing.counted_list import Neighbours, counted, counted_section, of_count
from assistant.composing.figure_lines import figure_lines
from assistant.composing.line import Line, budgeted, line_of, unmarked
from assistant.composing.list_lines import (
    known_list,
    list_lines,
    listing,
    of_aspect,
    whole_list,
)
from assistant.composing.narrowing import (
    SPOKEN_OF,
    rule_of,
)
from assistant.composing.one_side import one_side
from assistant.composing.short_lines import short_lines, with_rest_of_case
from assistant.composing.to_the_point import brief, to_the_point
from assistant.finding.evidence import Evidence
from assistant.finding.expected import NO_HINTS, Hints
from assistant.finding.fitness import tells_actor
from assistant.finding.lacking import required
from assistant.finding.statement import Statement, statements
from assistant.judging.claimed import claim_fit, claims
from assistant.judging.of_kind import names_kind
from assistant.judging.subject import WHOLE
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from assistant.several.things import kinds
from corpus.passage import Passage

_ONE_RULE = re.compile(r"(?:怎么|咋|如何)(?:个)?(?:计?算|填)|吗(?:[?？,，。]|$)")
_ITEMS_ASKED = re.compile(r"[哪啥]|什么|怎样|条件|要求|情形|情况|标准|门槛")
_ANY_SUCH = re.compile(r"有没有[^,，。;；?？]{4,}的\W*$")  # "有没有不用打分直接过的"
_ANY = re.compile(r"任[意何]?一[项条个]|之一|其中一[项条]")
SPOKEN_IN_PART = 0.5  # match of the lines that speak most of a thing ("场地面积": 孵化面积)
_GOES_ON = re.compile(r"上例|前述|上述(?:例|情形|情况)")


def extract(
    question: Question,
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    section: Neighbours,
    outline: Neighbours,
    hints: Hints = NO_HINTS,
) -> list[Line]:
    """The lines of the answer, best first. section gives the passages under the same heading,
    outline those under the same first heading; hints what answers questions like this one."""
    if items := counted_section(counted(question.text), evidence, section):
        return items
    if question.asked in (Asked.FIGURE, Asked.MONEY):
        lines = figure_lines(question, concepts, evidence, hints, section)
        return [one_side(question.text, brief(line, concepts, hints)) for line in lines]
    if question.asked is Asked.LIST or _asks_for_steps(question, evidence[0], hints):
        return _listed(question, concepts, evidence, section, outline, hints)
    of_items = question.asked is Asked.OPEN and _ITEMS_ASKED.search(question.text)
    of_items = of_items or _ANY_SUCH.search(question.text)
    announced = _announced(evidence[0].statement, section) if of_items else []
    if announced:
        return announced
    if question.asked is Asked.WHO and tells_actor(evidence[0].statement):
        evidence = [e for e in evidence if tells_actor(e.statement)]
    if required(question.text, evidence[0].statement):
        evidence = [e for e in evidence if required(question.text, e.statement)]
    own = [c for c in concepts if c.said in question.text]  # what is carried adds nothing asked
    near = _of_same_kind(concepts, evidence)
    claiming = [e for e in near if claim_fit(question, e.statement) == 1]
    claimed = claims(question) and claiming[:1] == near[:1]
    lines = short_lines(own or concepts, claiming if claimed else near, hints, bool(own))
    if question.own_case:
        lines = with_rest_of_case(lines, own or concepts, near, hints, bool(own))
    lines = _with_premises(lines)
    whether = question.asked is Asked.YES_NO
    lines = [*_any_will_do(own, evidence[0].statement, section, whether=whether), *lines]
    pointed = (to_the_point(line, question, own or concepts, hints, section) for line in lines)
    lines = [line for told in pointed for line in told]
    return [one_side(question.text, brief(line, concepts, hints)) for line in lines]


def _listed(
    question: Question,
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    section: Neighbours,
    outline: Neighbours,
    hints: Hints,
) -> list[Line]:
    """The lines of a list: the one statement that is it, or what is gathered from several."""
    count = counted(question.text)
    known = None if question.of_outline else known_list(question, evidence, hints)
    if known:
        return [line_of(known)]
    evidence = of_aspect(question, evidence, hints)
    named = None if question.of_outline else of_count(question.text, count, evidence, hints)
    if named:
        return [line_of(named)]
    if named := listing(question, evidence):
        return [line_of(named)]
    if gathered := hints.gathered(evidence[0].statement, count):
        lines = [Line(unmarked(quote), passage, quote) for passage, quote in gathered]
        return _of_one_thing(question, concepts, lines, evidence[0], hints)
    if whole := whole_list(evidence, hints):
        return [line_of(whole)]
    of_kind = _of_same_kind(concepts, evidence)
    lines = list_lines(question, concepts, of_kind, section, outline, hints)
    return _of_one_thing(question, concepts, lines, evidence[0], hints)


def _of_same_kind(concepts: Sequence[Concept], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Without what the same document says under the headings of others, where the best stands
    under that of the kind asked about: 专精特新's conditions are none of 小巨人's."""
    best = evidence[0].statement.passage
    asked = any(names_kind(c) and c.match(best.headed) >= WHOLE for c in concepts)
    headed = set(kinds(" ".join(best.heading_path))) if asked else set()

    def of_another(passage: Passage) -> bool:
        there = kinds(" ".join(passage.heading_path)) if passage.source == best.source else ()
        return bool(headed and there) and headed.isdisjoint(there)

    return [e for e in evidence if not of_another(e.statement.passage)]


def _of_one_thing(
    question: Question,
    concepts: Sequence[Concept],
    lines: list[Line],
    best: Evidence,
    hints: Hints,
) -> list[Line]:
    """Of a list the lines that speak of the one thing whose rule is asked for; where none does in
    the very words, the one that is known to answer it."""
    thing = rule_of(question, concepts, lines[0].passage.headed)
    if thing is None:
        return lines
    most = max(thing.match(line.quote) for line in lines)
    spoken = [line for line in lines if thing.match(line.quote) >= min(SPOKEN_OF, most)]
    if most >= SPOKEN_IN_PART:
        return spoken
    return [line_of(best.statement)] if hints.settles(best.statement) else lines


def _asks_for_steps(question: Question, best: Evidence, hints: Hints) -> bool:
    """Whether how a thing is done is asked for: what is done one thing after the other, not how
    a thing is reckoned, nor whether a step is needed, which one rule tells."""
    one_rule = _ONE_RULE.search(question.text) or hints.settles(best.statement)
    return question.asked is Asked.PROCEDURE and not one_rule


def _announced(best: Statement, section: Neighbours) -> list[Line]:
    """The items that follow, where the best statement only announces them: alone it says
    nothing."""
    siblings = section(best.passage)
    if not best.is_intro or len(siblings) < 2:
        return []
    after = [p for p in siblings if p.order >= best.passage.order]
    return budgeted(s for p in after for s in statements(p))


def _any_will_do(
    own: Sequence[Concept], best: Statement, section: Neighbours, *, whether: bool
) -> list[Line]:
    """What the items of a list lead to, any one of them ("满足下列任意一项即可，不用评分"), where
    that is asked, or whether one of them is needed, and the best statement is one of them."""
    intros = (s for p in section(best.passage)[:2] for s in statements(p)[:1] if s.is_intro)
    intro = next((s for s in intros if s is not best and _ANY.search(s.text)), None)
    asked = [c for c in own if intro and c.match(intro.text) > c.match(best.text)]
    return [line_of(intro)] if intro and (asked or whether) and best.passage.ordinal else []


def _with_premises(lines: list[Line]) -> list[Line]:
    """What goes on from an example ("上例……") is left out beside other lines; alone, it brings
    the sentence that it goes on from."""
    kept = [line for line in lines if not _GOES_ON.match(line.text)]
    if kept or not lines:
        return kept
    first = lines[0]
    before = ""
    for statement in statements(first.passage):
        if first.quote in statement.text:
            break
        before = statement.text.strip()
    return [Line(unmarked(before), first.passage, before), *lines] if before else lines
