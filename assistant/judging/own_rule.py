"""Of the rules of one section the one for the very thing that is asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.finding.evidence import Evidence
from assistant.finding.fitness import said_of_it
from assistant.judging.figures_told import answering_figures
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from corpus.figures import Measure

AS_SPECIAL = 0.85  # of the best score: the rule of the asker's own goes before it
AS_OWN, AHEAD = 0.9, 1.1  # the same of what the asker says they are; what it is then worth
_WHO_ASKS = re.compile(
    r"(?:我|我们|咱|咱们|本人|俺)(?:们)?(?:这|家|单位)?(?:是|属于|就是|算是)(?:一?[家个所名位])?([^,，。;；?？]{2,14})"
)
_BODIES = {
    "enterprise": re.compile(r"企业|公司|工厂|民企|厂"),
    "university": re.compile(r"高校|高等学校|大学|学校|学院"),
    "institute": re.compile(r"科研机构|科研院所|研究院|研究所|院所"),
    "hospital": re.compile(r"医院|医疗"),
    "person": re.compile(r"个人|自然人|个体"),
}
OF_KIND = 0.7  # the same of the rule of the asker's own kind of enterprise
_OF_OTHERS = re.compile(r"(?:一般|普通|其他|其它)的?企业")
_LINKS = "在给由对向与和是为以从把让请到有须及等本该各"  # "全年在企业" is no kind
_KIND = re.compile(r"(?=([^\W\d_]{2}[^\W\d_的])企业)")  # "亿元的企业" is no kind


def own_rule_first(
    question: Question, concepts: Sequence[Concept], near: Sequence[Evidence]
) -> list[Evidence]:
    """Of the rules of one section the one that gives a figure of the very name asked about, or
    names the kind of enterprise, stands before the one for all: "工业母机企业……220%" before
    "……200%"."""
    claimed = question.asked is Asked.YES_NO and question.amounts
    if not near or not (claimed or question.asked in (Asked.FIGURE, Asked.MONEY)):
        return list(near)
    first = near[0]
    named = not told_of_name(question, first)
    own = _own_kinds(question, concepts, first) | _kinds_within(question, first, near)
    section = (first.statement.passage.source, first.statement.passage.heading_path)
    for e in near[1:]:
        here = (e.statement.passage.source, e.statement.passage.heading_path)
        if here != section or e.score < OF_KIND * first.score:
            continue
        special = own & _kinds(e.statement.text) - _kinds(first.statement.text)
        special = special if _measures(e) & _measures(first) else set()
        near_enough = e.score >= AS_SPECIAL * first.score
        if special or (near_enough and named and told_of_name(question, e)):
            special_first = replace(e, score=max(e.score, first.score))
            rest = [other for other in near if other is not e]
            if special and claimed:
                rest = [other for other in rest if not _for_all(other, special, section)]
            return [special_first, *rest]
    return list(near)


def is_of_own_kind(
    question: Question, concepts: Sequence[Concept], chosen: Evidence, best: Evidence
) -> bool:
    """Whether a statement was chosen before the best one of its section for naming the kind of
    enterprise that is asked about."""
    one, other = chosen.statement, best.statement
    if one.passage.source != other.passage.source or one.passage == other.passage:
        return False
    own = _own_kinds(question, concepts, best)
    return bool(own & _kinds(one.text) - _kinds(other.text))


def _own_kinds(question: Question, concepts: Sequence[Concept], best: Evidence) -> set[str]:
    """The kinds of enterprise that a question names, but for that of the whole document."""
    said = [c for c in concepts if c.said in question.text]
    own = _kinds("，".join((question.text, *(form for c in said for form in c.forms))))
    if not _OF_OTHERS.search(best.statement.text):
        own -= _kinds(best.statement.passage.headed)
    return own


def _kinds_within(question: Question, first: Evidence, near: Sequence[Evidence]) -> set[str]:
    """The kinds of enterprise of the other rules whose names stand in a question apart from that
    word: "工业母机清单里的企业"."""
    known = _kinds(" ".join((first.statement.text, first.statement.passage.headed)))
    there = {kind for e in near for kind in _kinds(e.statement.text)} - known
    return {kind for kind in there if kind in question.text and kind[-1] not in _LINKS}


def own_kind_first(question: Question, near: Sequence[Evidence]) -> list[Evidence]:
    """Where the asker says what they are ("我是民营企业"), the rule of the same document that
    speaks of such goes before one that speaks of others alone ("非营利性科研机构和高校……")."""
    own = _bodies("".join(_WHO_ASKS.findall(question.text)))
    if not near or not own or question.asked not in (Asked.YES_NO, Asked.OPEN):
        return list(near)
    first = near[0]
    others = _bodies(first.statement.text)
    if not others or own & others:
        return list(near)
    for e in near[1:]:
        same = e.statement.passage.source == first.statement.passage.source
        if same and e.score >= AS_OWN * first.score and own & _bodies(e.statement.text):
            leading = replace(e, score=max(e.score, first.score * AHEAD))
            return [leading, *(other for other in near if other is not e)]
    return list(near)


def _bodies(text: str) -> set[str]:
    """The kinds of body that a text speaks of."""
    return {kind for kind, names in _BODIES.items() if names.search(text)}


def _for_all(evidence: Evidence, special: set[str], section: tuple[object, object]) -> bool:
    """Whether it is a value of the same section that does not name the special kind: it does not
    hold for that."""
    passage = evidence.statement.passage
    here = (passage.source, passage.heading_path) == section
    return here and bool(evidence.statement.figures) and not special & _kinds(passage.text)


def told_of_name(question: Question, evidence: Evidence) -> bool:
    """Whether a figure stands right behind the name that the question asks the value of."""
    told = answering_figures(question, evidence.statement)
    return said_of_it(question, evidence.statement, told)


def _measures(evidence: Evidence) -> set[tuple[Measure, str]]:
    return {(f.measure, f.unit) for f in evidence.statement.figures}


def _kinds(text: str) -> set[str]:
    """The kinds of enterprise that a text names, each by the characters before that word."""
    return set(_KIND.findall(text))
