"""Narrowing: of a long statement, the clauses that answer."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.finding.statement import Statement
from assistant.judging.figures_told import answering_figures
from assistant.reading.concepts import Concept
from assistant.reading.measure_asked import wanted_measure
from assistant.reading.question import Question
from corpus.figures import Measure, figures

_RULE_ASKED = re.compile(
    r"(?:这块|那块|方面|数量)?(?:又|分别|各)?(?:有(?:什么|哪些|啥)|是?(?:怎么|咋))(?:样的?)?"
    r"(?:要求|规定|条件|门槛|限制)"
)
_LEANS = re.compile("其中|但|并|且|而|不足|否则|最近")  # says nothing without what stands before
_SIZE = re.compile(r"(?:时长|时间|年限|数量|人数|大小|金额|规模|情况|水平)$")  # "对运营时长"
SPEAKS = 0.34  # of what the best clause has of the question: a clause with less only leads up
SPOKEN_OF = 0.9  # match from which a text speaks of a thing
ALL = 0.9  # of what a text has of the question: a clause with so much has all of it
BRIEF = 50  # characters; what a colon announces in less is quoted whole
MIN_KEPT = 12
LONG = 70  # characters; a shorter statement is quoted whole, but for
SHORT = 24  # characters, from which one of its figures is told alone where its clause has
MOSTLY, NEARLY_ALL = 0.7, 0.9  # of what a long or a short statement has of the question


def narrow(question: Question, concepts: Sequence[Concept], statement: Statement) -> str:
    """The clause that answers, where a long statement gives several figures and one clause of
    it has nearly all that the statement has of the question; else the whole statement."""
    text = statement.text.strip()
    if behind := _behind_colon(question, concepts, text):
        return behind
    # the clauses of a plan are tasks of their own, those of a rule bear on each other
    least = SHORT if statement.passage.source.year else LONG
    divisible = len(text) > least and "：" not in text
    usable = {figure.text for figure in answering_figures(question, statement)}
    own = set(usable) if wanted_measure(question.text, question.asked)[1] else set()
    if len(usable) == 1 and question.measure is Measure.COUNT and statement.passage.source.year:
        # the counter may be that of the question before ("20场……那签约项目呢")
        usable |= {f.text for f in statement.figures if f.measure is Measure.COUNT}
    groups = _figure_groups(usable, text) if divisible else []
    meant = [g for g in groups if not any(name in g for name in question.excluded)]
    if len(groups) > len(meant) == 1 and any(figure in meant[0] for figure in usable):
        return meant[0]
    counted = [g for g in groups if any(figure in g for figure in own)]
    if len(text) > LONG and len(groups) > len(counted) == 1:  # what it counts, the question says
        return _from_figure(own, counted[0])
    if len(groups) < 2:
        kept = _shortened(concepts, text) if divisible else text
        answers = not usable or any(figure in kept for figure in usable)
        return kept if answers else _from_figure(usable, text)
    whole = met(concepts, text)
    shares = sorted((met(concepts, group), -n) for n, group in enumerate(groups))
    best, place = shares[-1]
    enough = best >= MOSTLY * whole
    if len(text) <= LONG:
        enough = best >= NEARLY_ALL * whole and shares[-2][0] <= MOSTLY * best
    told = {(f.value, f.unit) for f in question.amounts}  # "推荐20家左右，争取认定几家"
    again = told and {(f.value, f.unit) for f in figures(groups[-place])} <= told
    if not enough or again or (len(text) <= LONG and _LEANS.match(groups[-place])):
        return _shortened(concepts, text)
    return _shortened(concepts, groups[-place])


def _behind_colon(question: Question, concepts: Sequence[Concept], text: str) -> str:
    """Of what a colon announces the one clause that has all that it has of the question, where
    others give figures of the kind too; with what announces it where it is the first. "" where
    there is none, or points are given."""
    behind = text.partition("：")[2]
    found = figures(behind)
    clauses = re.split(r"[，,；;。]", behind)
    bands = any(len(figures(c)) > 1 for c in clauses)  # "5项及以上得25至30分"
    if len(text) <= BRIEF or (bands and any(f.measure is Measure.SCORE for f in found)):
        return ""
    usable = {f.text for f in found if f.measure is question.measure}
    groups = [c for c in clauses if any(f in c for f in usable)]
    if len(groups) < 2:
        return ""
    shares = [met(concepts, group) for group in groups]
    best, whole = max(shares), met(concepts, behind)
    if shares.count(best) > 1 or not best >= ALL * whole > 0:
        return ""
    kept = groups[shares.index(best)]
    return text[: text.find(kept) + len(kept)] if kept == groups[0] else kept


def _from_figure(usable: Collection[str], text: str) -> str:
    """A text from the clause on that has a figure that answers; whole where a comma parts it
    ("1,000家")."""
    clauses = _clauses(text)
    first = (n for n, clause in enumerate(clauses) if any(f in clause for f in usable))
    return "".join(clauses[next(first, 0) :])


def _figure_groups(usable: Collection[str], text: str) -> list[str]:
    """Runs of clauses that end where a figure of the kind asked stands."""
    groups: list[str] = [""]
    for clause in _clauses(text):
        groups[-1] += clause
        if any(figure in clause for figure in usable):
            groups.append("")
    groups = [g for g in groups if g]
    if len(groups) > 1 and not any(figure in groups[-1] for figure in usable):
        last = groups.pop()  # what follows the last figure qualifies it
        groups[-1] += last
    return groups


def _shortened(concepts: Sequence[Concept], text: str) -> str:
    """A long run of clauses from the first that speaks to the question on."""
    clauses = _clauses(text)
    if len(text) <= LONG or len(clauses) < 3:
        return text
    shares = [met(concepts, clause) for clause in clauses]
    first = next((n for n, share in enumerate(shares) if share >= SPEAKS * max(shares)), 0)
    kept = "".join(clauses[first:])
    return kept if len(kept) >= MIN_KEPT else "".join(clauses[max(0, first - 1) :])


def window(concepts: Sequence[Concept], text: str, known: str, most: int) -> str:
    """The run of clauses within so many characters that has most of the question, or what is
    known to answer it; a whole is left whole where it is short enough."""
    clauses = _clauses(text)
    if len(text) <= most or (known and len(known) > most):
        return text
    runs = [
        "".join(clauses[start:end])
        for start in range(len(clauses))
        for end in range(start + 1, len(clauses) + 1)
    ]
    fitting = [run for run in runs if len(run) <= most]
    best = max(fitting, key=lambda r: (known in r, met(concepts, r), len(r)), default=text)
    return best.rstrip(",，")


def _clauses(text: str) -> list[str]:
    return re.findall(r"[^,，]+[,，]?", text)


def rule_of(question: Question, concepts: Sequence[Concept], headed: str) -> Concept | None:
    """The one thing whose rule is asked for ("营收有什么要求"), where the headings do not name it:
    of a list of conditions only those that speak of it answer."""
    asked = _RULE_ASKED.search(question.text)
    before = _SIZE.sub("", question.text[: asked.start()]) if asked else ""
    named = (c for c in concepts if c.known and before.endswith(c.said))
    return next((c for c in named if c.match(headed) < SPOKEN_OF), None)


def met(concepts: Sequence[Concept], text: str) -> float:
    """The weight of the concepts that the text has."""
    return sum(c.weight * c.match(text) for c in concepts)
