"""Judging evidence: is the thing asked stated, or is only the topic there?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.answer import AnswerStatus
from assistant.finding.evidence import Evidence
from assistant.finding.expected import LIKE, NO_HINTS, SETTLED, Hints
from assistant.judging.banded import in_its_band
from assistant.judging.consequence import (
    answers_failing,
    consequences,
    is_read,
    none_follows,
    unsaid,
    untold_later,
)
from assistant.judging.figures_told import scope_fit
from assistant.judging.instruments import names_unheld
from assistant.judging.near import stating_near
from assistant.judging.own_bound import (
    asks_for_bound,
    asks_of_own_figure,
    bounded_alike,
    of_another_bound,
    sets_bound,
)
from assistant.judging.own_rule import is_of_own_kind, own_kind_first, own_rule_first
from assistant.judging.premise import set_right
from assistant.judging.scope import (
    barred,
    over,
    year_fits,
)
from assistant.judging.subject import only_measures
from assistant.judging.topic import is_other_field, off_topic
from assistant.judging.valued import of_value
from assistant.judging.verdict import Verdict, lacking, stated
from assistant.judging.whoever import untold
from assistant.reading.asking import Asked
from assistant.reading.concepts import Concept
from assistant.reading.question import Question
from corpus.document import Source

# Calibrated on the dev split of evals/questions.
SURE_COSINE = 0.89  # from here up a question is about what the library holds, however worded
MIN_COVERAGE = 0.1
STRANGE = 4  # characters of a word unknown to the library from which it names a thing
KNOWN = 0.62  # likeness to an expected question from which a statement is taken to be of the thing asked about
AGREED = 0.55  # the same where the likest three all lead to it
UNTOLD = "没有载明这样做的后果"
_FIT = re.compile(r"够格|够不够|够了?[吗么没]|有资格|达标|条件")


def is_strange(concept: Concept) -> bool:
    """Whether it names a thing unknown to the library ("科技特派员"); a figure is none."""
    plain = not any(char.isdigit() for char in concept.said)
    return not concept.known and plain and len(concept.said) >= STRANGE


def judge(
    question: Question,
    concepts: Sequence[Concept],
    evidence: Sequence[Evidence],
    best_cosine: float | None,
    sources: Sequence[Source],
    hints: Hints = NO_HINTS,
    day: date | None = None,
) -> Verdict:
    """Whether what is asked is stated. Scores decide only off-topic; the rest is read.
    day is what "今年" is read by."""

    def sure(evidence: Evidence) -> bool:
        """Known to answer a question like this one, or the tier that holds the asker's figure."""
        told = scope_fit(question.amounts, evidence.statement.figures) > 0
        likeness = hints.likeness(evidence.statement)
        agreed = likeness >= AGREED and hints.agreed(evidence.statement)
        return told or agreed or likeness >= KNOWN

    if not evidence or off_topic(question, concepts, evidence, best_cosine, hints):
        other = is_other_field(question, concepts, evidence, best_cosine)
        return Verdict(AnswerStatus.OUT_OF_SCOPE if other else AnswerStatus.NOT_FOUND)
    bar = barred(question, evidence, sources)
    if bar or only_measures(question, concepts, evidence):
        return Verdict(AnswerStatus.NOT_STATED, tuple(evidence[:1]), bar or lacking(question))
    in_year = [e for e in evidence if year_fits(question, e)]
    banded = in_its_band(question, in_year)
    if banded:
        return replace(stated(banded), read=True)
    if told := _read(question, concepts, in_year):
        return told
    near = stating_near(question, concepts, in_year, evidence[0], hints)
    near = own_kind_first(question, own_rule_first(question, concepts, near))
    found = (e.statement.passage for e in evidence)
    unknown = _asks_for_unknown(question, concepts) or names_unheld(question.text, concepts, found)
    if not near or (unknown and not hints.settled()):
        return Verdict(AnswerStatus.NOT_STATED, tuple(evidence[:1]), lacking(question))
    unsure = any(map(is_strange, concepts)) or (best_cosine or 0) < SURE_COSINE
    bears = _has_figures(question, near[0]) or _bounds_known(question, near[0], hints)
    unsure = unsure and not hints.settled() and not bears
    if near[0].coverage < MIN_COVERAGE and unsure:
        return Verdict(AnswerStatus.NOT_STATED, (near[0],), "")
    if ended := _ended(question, concepts, near, evidence, hints):
        return ended
    if not question.asks_value:
        return stated(near)
    verdict = of_value(question, concepts, near, hints, sure(near[0]), day)
    own = is_of_own_kind(question, concepts, verdict.evidence[0], evidence[0])
    return replace(verdict, read=True) if own else verdict


def _ended(
    question: Question,
    concepts: Sequence[Concept],
    near: Sequence[Evidence],
    evidence: Sequence[Evidence],
    hints: Hints,
) -> Verdict | None:
    """How it ends where nothing near has the bound asked for, or tells of whom it asks."""
    if asks_for_bound(question) and not any(_bears_on(question, e) for e in near):
        return Verdict(AnswerStatus.NOT_STATED, tuple(near[:1]), lacking(question))
    known = hints.leads_to(near[0].statement, AGREED)
    same = hints.leads_to(near[0].statement, SETTLED)
    if not same and none_follows(question, evidence):
        return Verdict(AnswerStatus.NOT_STATED, tuple(near[:1]), UNTOLD)
    if untold_later(question, near[0]):
        return Verdict(AnswerStatus.NOT_STATED, tuple(near[:1]), "没有载明到期后是否延续")
    if not known and asks_of_own_figure(question) and _only_planned(question, near):
        return Verdict(AnswerStatus.NOT_STATED, tuple(near[:1]), "没有载明这方面的条件")
    return untold(question, concepts, near, evidence, hints)


def _only_planned(question: Question, near: Sequence[Evidence]) -> bool:
    """Whether whether a figure of the asker's will do is asked of what only plans: its targets
    are no conditions."""
    first = near[0].statement
    planned = first.passage.source.year is not None and not sets_bound(question, first)
    return bool(planned and _FIT.search(question.text))


def _read(
    question: Question, concepts: Sequence[Concept], in_year: Sequence[Evidence]
) -> Verdict | None:
    """The verdict where what answers is known by what it says: what follows, or that it is
    otherwise than was taken for granted."""
    if unsaid(question, concepts, in_year):
        return Verdict(AnswerStatus.NOT_STATED, tuple(in_year[:1]), UNTOLD)
    if follows := consequences(question, in_year):
        told = is_read(question) or answers_failing(question, follows[0])
        return Verdict(AnswerStatus.ANSWERED, tuple(follows), read=told)
    otherwise = over(question, in_year) or set_right(question, concepts, in_year)
    return Verdict(AnswerStatus.ANSWERED, otherwise, read=True) if otherwise else None


def _asks_for_unknown(question: Question, concepts: Sequence[Concept]) -> bool:
    """Whether what may be had or done is a thing that the library does not know ("递延纳税")."""
    had = r"(?:可以|可否|能不能|能否|能|享受)[^,，。?？]{0,3}"
    unknown = (re.escape(c.said) for c in concepts if is_strange(c))
    return question.asked is Asked.YES_NO and any(
        re.search(had + said, question.text) for said in unknown
    )


def _has_figures(question: Question, evidence: Evidence) -> bool:
    """Whether it has all the figures that the question asks after ("有个120家，是指啥")."""
    told = {(f.value, f.unit) for f in evidence.statement.figures}
    asked = {(f.value, f.unit) for f in question.amounts}
    return bool(asked) and question.asked is Asked.OPEN and asked <= told


def _bounds_known(question: Question, evidence: Evidence, hints: Hints) -> bool:
    """Whether it sets a bound on the asker's own figure, and answers a question like this one."""
    bounded = asks_of_own_figure(question) and bounded_alike(question, evidence.statement)
    return bounded and hints.leads_to(evidence.statement, LIKE)


def _bears_on(question: Question, evidence: Evidence) -> bool:
    """Whether it sets a bound on the asker's own figure, of the thing that the question names."""
    other = of_another_bound(evidence.missing, evidence.statement)
    return not other and sets_bound(question, evidence.statement)
