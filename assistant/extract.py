"""Composing without a model: the direct answer first, in the documents' own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.asking import NAMES_ASKED, Asked
from assistant.aspects import aspect_fit
from assistant.bands import band, held_classes
from assistant.concepts import Concept
from assistant.evidence import Evidence
from assistant.expected import NO_HINTS, Hints
from assistant.fitness import answering_figures
from assistant.narrowing import met, narrow, window
from assistant.places import places_named
from assistant.question import Question
from assistant.statement import Statement, statements
from corpus.document import Kind
from corpus.passage import Passage

LIST_BUDGET = 560  # characters; a list answer stays under 700 with its lead and marks
SHORT_BUDGET = 150
HEADED = 0.35  # of the question: a section heading that has this much is what is asked about
APART = 0.85  # of the best score: what has less is no rival to it
TIED = 0.95  # of the best score: as good an answer
GAIN = 0.15  # of the question's weight: what a second statement must add
MORE_OWN = 0.25  # the same, said in its own words where the best statement's surroundings say it
TELLING = 0.19  # the same, from which a statement as good goes before the best
NEAR = 0.8  # of the best score: statements this good join a short answer
NEAR_IN_LIST = 0.74
ALONE = 1.6  # of the next item's own words
OF_ASPECT = 0.8  # of the best score, from which the heading of what is asked about leads
EXPECTED = 0.8  # of the hint for the likest question: its answer, or as good as that
AS_MUCH = 0.9  # of the best statement's own words: found elsewhere, it belongs to the list too

_COUNT = re.compile(r"哪([二两三四五六七八九十])|([二两三四五六七八九十])大")
_GOES_ON = re.compile(r"上例|前述|上述(?:例|情形|情况)")

Neighbours = Callable[[Passage], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Line:
    """One cited line of an answer: what is shown and the verbatim quote it rests on."""

    text: str
    passage: Passage
    quote: str


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
    if question.asked in (Asked.FIGURE, Asked.MONEY):
        lines = _figure_lines(question, concepts, evidence, hints)
        return [_brief(line, concepts, hints) for line in lines]
    settled = question.asked is Asked.PROCEDURE and hints.settles(evidence[0].statement)
    if question.asked in (Asked.LIST, Asked.PROCEDURE) and not settled:
        evidence = _of_aspect(question, evidence)
        count = _counted(question.text)
        if not question.of_outline and (named := _of_count(count, evidence, hints)):
            return [_line(named)]
        if gathered := hints.gathered(evidence[0].statement, count):
            return [Line(_unmarked(quote), passage, quote) for passage, quote in gathered]
        if whole := _whole_list(evidence, hints):
            return [_line(whole)]
        return _list_lines(question, concepts, evidence, section, outline)
    announced = _announced(evidence[0].statement, section) if question.asked is Asked.OPEN else []
    if announced:
        return announced
    own = [c for c in concepts if c.said in question.text]  # what is carried adds nothing asked
    lines = _with_premises(_short_lines(own or concepts, evidence, named=bool(own)))
    return [_brief(line, concepts, hints) for line in lines]


def _brief(line: Line, concepts: Sequence[Concept], hints: Hints) -> Line:
    """A sentence that alone is longer than a short answer may be, in the clauses that answer."""
    if len(line.text) <= SHORT_BUDGET or "：" in line.quote:
        return line
    known = hints.quote_in(Statement(line.passage, line.quote, 0))
    kept = window(concepts, line.quote, known, SHORT_BUDGET)
    return Line(_unmarked(kept), line.passage, kept)


def _announced(best: Statement, section: Neighbours) -> list[Line]:
    """The items that follow, where the best statement only announces them: alone it says
    nothing."""
    siblings = section(best.passage)
    if not best.is_intro or len(siblings) < 2:
        return []
    after = [p for p in siblings if p.order >= best.passage.order]
    return _budgeted(s for p in after for s in statements(p))


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
    return [Line(_unmarked(before), first.passage, before), *lines] if before else lines


def _figure_lines(
    question: Question, concepts: Sequence[Concept], evidence: Sequence[Evidence], hints: Hints
) -> list[Line]:
    stated = [e for e in evidence if answering_figures(question, e.statement)]
    stated = [_primary(e, stated) for e in stated[:6]]
    chosen = _distinct(stated) if question.plural and stated else stated[:1] or evidence[:1]
    classes = held_classes(question.text, question.amounts, (e.statement.text for e in evidence))
    lines = []
    for found in chosen:
        held = band(found.statement.text, question.amounts, classes)
        if held:
            passage = found.statement.passage
            lines.append(
                Line(_shown(held, found.statement), passage, held.partition("：")[2] or held)
            )
            continue
        quote = hints.quote_in(found.statement)
        telling = quote and answering_figures(question, replace(found.statement, text=quote))
        narrowed = quote if telling else narrow(question, concepts, found.statement)
        lines.append(Line(_shown(narrowed, found.statement), found.statement.passage, narrowed))
    return lines


def _primary(found: Evidence, stated: Sequence[Evidence]) -> Evidence:
    """The full text itself, where a digest only repeats its figure."""
    if found.statement.passage.source.kind is Kind.FULL_TEXT:
        return found
    told = {(f.value, f.unit) for f in found.statement.figures}
    for other in stated:
        same = told & {(f.value, f.unit) for f in other.statement.figures}
        full = other.statement.passage.source.kind is Kind.FULL_TEXT
        if same and full and other.coverage >= 0.8 * found.coverage:
            return other
    return found


def _distinct(stated: Sequence[Evidence]) -> list[Evidence]:
    """The best statement and up to two close rivals that give other figures ("分别是多少")."""
    chosen = [stated[0]]
    for other in stated[1:6]:
        told = {f.text for e in chosen for f in e.statement.figures}
        new = {f.text for f in other.statement.figures} - told
        if new and other.score >= 0.85 * stated[0].score and len(chosen) < 3:
            chosen.append(other)
    return chosen


def _list_lines(
    question: Question,
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    section: Neighbours,
    outline: Neighbours,
) -> list[Line]:
    best = evidence[0]
    passage = best.statement.passage
    evidence = _focused(concepts, evidence)
    if question.of_outline and (headed := _outline_lines(concepts, passage, outline)):
        return headed
    if _alone(evidence):
        return _short_lines(concepts, evidence)
    siblings = section(passage)
    heading = met(concepts, " ".join(passage.heading_path[-1:]))
    whole = heading >= met(concepts, best.statement.text) and heading > 0
    announced = any(s.is_intro for p in siblings[:2] for s in statements(p)[:1])
    if passage.ordinal and len(siblings) > 1 and (whole or announced):
        return _budgeted(s for p in siblings for s in statements(p))
    if not passage.ordinal and whole and len(statements(passage)) > 1:
        return _budgeted(statements(passage))
    if best.statement.enumerates and best.own >= 0.8 * best.coverage:
        return _short_lines(concepts, evidence)
    floor = NEAR_IN_LIST * best.score
    same = [e for e in evidence if e.score >= floor and _beside(e, best)]
    others = [e for e in evidence if _also(e, best) and e not in same]
    chosen = {id(e.statement): e for e in [best, *same[:5], *others[:3]]}
    return _budgeted(e.statement for e in sorted(chosen.values(), key=_place))


def _of_count(count: int, evidence: Sequence[Evidence], hints: Hints) -> Statement | None:
    """The statement that names as many things as are asked for ("哪四个城市"): the best, or one
    near it known to answer; what stands around names others."""
    first, floor = evidence[0], APART * evidence[0].score
    near = (
        e.statement
        for e in evidence
        if e is first or (e.score >= floor and hints.of(e.statement) >= EXPECTED)
    )
    return next((s for s in near if count > 2 and count in s.counts), None)


def _whole_list(evidence: Sequence[Evidence], hints: Hints) -> Statement | None:
    """The statement that is the list asked for ("限于五类：……"): nothing else comes near it, or a
    question much like this one is known to be answered by it alone."""
    best, *others = (e for e in evidence if e.score >= APART * evidence[0].score)
    if not others and best.statement.is_list:
        return best.statement
    near = (e.statement for e in (best, *others[:2]) if e.score >= TIED * best.score)
    return next((s for s in near if s.is_list and hints.alone(s)), None)


def _alone(evidence: Sequence[Evidence]) -> bool:
    """Whether the best statement is itself the list and says far more of the question than the
    other items beside it."""
    best = evidence[0]
    beside = [e.own for e in evidence[1:] if _beside(e, best)]
    return best.statement.enumerates and best.own >= ALONE * max(beside, default=0.0) > 0


def _of_aspect(question: Question, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """Where the side that is asked about (benefits, conditions, procedure) has a heading of its
    own in the best document, only what stands under it."""
    best = evidence[0]
    there = [
        e
        for e in evidence
        if aspect_fit(question, e.statement)
        and e.statement.passage.source == best.statement.passage.source
    ]
    return there if there and there[0].score >= OF_ASPECT * best.score else evidence


def _focused(concepts: Sequence[Concept], evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """Where the best statement has the rarest thing or a place that is named, and its headings
    have not, only the statements that have it too: "响水那家今年做什么" is not answered by what
    大丰 does."""
    named = [c for c in concepts if c.known and (c.term or places_named(c.said) or len(c.said) > 3)]
    rarest = max(named, key=lambda c: c.weight, default=None)
    best = evidence[0].statement
    headed = " ".join((*best.passage.heading_path, best.passage.source.title))
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


def _beside(one: Evidence, other: Evidence) -> bool:
    first, second = one.statement.passage, other.statement.passage
    return first.source == second.source and first.heading_path == second.heading_path


def _short_lines(
    concepts: Sequence[Concept], evidence: Sequence[Evidence], named: bool = True
) -> list[Line]:
    """The best statement, and the next ones only for what they add of the question to it and to
    what stands around it, or where the same document answers as well with another. What stands
    around tells nothing where the message itself names nothing."""
    total = sum(c.weight for c in concepts) or 1.0
    best = _fullest(concepts, evidence, total)
    chosen = [best]
    told = _around(best.statement) if named else best.statement.text
    length = len(best.statement.text)
    for other in (e for e in evidence[:6] if e is not best):
        text = other.statement.text
        gain = _gain(concepts, told, text) / total
        same_source = other.statement.passage.source == best.statement.passage.source
        tied = other.score >= TIED * evidence[0].score and same_source
        adds = other.score >= NEAR * evidence[0].score and (
            gain >= GAIN or other.own >= best.own + MORE_OWN
        )
        if (tied or adds) and length + len(text) <= SHORT_BUDGET:
            chosen.append(other)
            told += text
            length += len(text)
    return [_line(e.statement) for e in chosen]


def _fullest(concepts: Sequence[Concept], evidence: Sequence[Evidence], total: float) -> Evidence:
    """Of statements as good as the best, the one that speaks to what of the question it leaves
    out: a rule for "市级" before the rule for all, where 市级 is asked about."""
    best = evidence[0]
    said = met(concepts, _around(best.statement))
    for other in evidence[1:6]:
        more = (met(concepts, _around(other.statement)) - said) / total
        if other.score >= TIED * best.score and more >= TELLING:
            return other
    return best


def _around(statement: Statement) -> str:
    """A statement with its lead, its headings and its title."""
    source = statement.passage.source
    headed = (*statement.passage.heading_path, source.title, *source.topics)
    return " ".join((statement.lead, statement.text, *headed))


def _gain(concepts: Sequence[Concept], told: str, text: str) -> float:
    return met(concepts, f"{told} {text}") - met(concepts, told)


def _place(evidence: Evidence) -> tuple[str, int, int]:
    statement = evidence.statement
    return statement.passage.source.id, statement.passage.order, statement.index


def _budgeted(found: Iterable[Statement]) -> list[Line]:
    lines: list[Line] = []
    length = 0
    for statement in found:
        length += len(statement.shown)
        if lines and length > LIST_BUDGET:
            break
        lines.append(_line(statement))
    return lines


def _line(statement: Statement) -> Line:
    text = statement.text.strip()
    return Line(_shown(text, statement), statement.passage, text)


def _shown(quote: str, statement: Statement) -> str:
    """The quote without list mark and closing stop; a later part regains what it hangs on."""
    shown = _unmarked(quote)
    return (
        f"{statement.lead}{shown}" if statement.lead and quote == statement.text.strip() else shown
    )


def _unmarked(quote: str) -> str:
    """Without its list mark and the stops around it."""
    shown = re.sub(
        r"^(?:\d{1,3}[.．、](?!\d)\s*|[（(][一二三四五六七八九十\d]+[）)]\s*)", "", quote.strip()
    )
    return shown.strip(" ,，。；;")


def _counted(question: str) -> int:
    """How many things are asked for ("哪五个"), 0 where it is not said."""
    found = _COUNT.search(question) or NAMES_ASKED.search(question)
    said = next(filter(None, found.groups())).replace("两", "二") if found else "0"
    return int(said) if said.isdigit() else "零一二三四五六七八九十".index(said)
