"""The figures of design §7 as pure functions: (case, prediction) -> Tally."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from evals.case import Case
from evals.marking import (
    forbidden_found,
    has_figure,
    holds_evidence,
    is_complete,
    is_concise,
    missing_facts,
    proven,
)
from evals.matching import contains_any, without_marks
from evals.prediction import Prediction


class Tally(NamedTuple):
    """A share of one case: got out of `of`; a figure is the sum of got over the sum of `of`."""

    got: float
    of: float


Metric = Callable[[Case, Prediction], Tally]


def complete(case: Case, prediction: Prediction) -> Tally:
    """Complete answers, over all cases."""
    return Tally(is_complete(case, prediction), 1)


def complete_and_concise(case: Case, prediction: Prediction) -> Tally:
    """Complete answers that are also short, over all cases."""
    return Tally(is_concise(case, prediction), 1)


def answerable_complete(case: Case, prediction: Prediction) -> Tally:
    """Complete answers, over the answerable cases alone."""
    return Tally(case.answerable and is_complete(case, prediction), case.answerable)


def answerable_complete_and_concise(case: Case, prediction: Prediction) -> Tally:
    """Complete and concise answers, over the answerable cases alone."""
    return Tally(case.answerable and is_concise(case, prediction), case.answerable)


def fact_recall(case: Case, prediction: Prediction) -> Tally:
    """Required facts that stand in the answer."""
    if not case.answerable:
        return Tally(0, 0)
    return Tally(len(case.facts) - len(missing_facts(case, prediction)), len(case.facts))


def exact_figures(case: Case, prediction: Prediction) -> Tally:
    """Required facts that are figures and stand in the answer as such."""
    if not case.answerable:
        return Tally(0, 0)
    text = without_marks(prediction.answer)
    figures = [forms for forms in case.facts if has_figure(forms)]
    return Tally(sum(contains_any(text, forms) for forms in figures), len(figures))


def facts_cited(case: Case, prediction: Prediction) -> Tally:
    """Required facts whose proof stands in a cited passage."""
    if not (case.answerable and case.evidence):
        return Tally(0, 0)
    return Tally(sum(proven(case, f, prediction.cited) for f in case.facts), len(case.facts))


def citation_precision(case: Case, prediction: Prediction) -> Tally:
    """Cited passages that hold some evidence, of answerable cases."""
    if not (case.answerable and case.evidence):
        return Tally(0, 0)
    good = sum(holds_evidence(case, text) for text in prediction.cited)
    return Tally(good, len(prediction.cited))


def forbidden(case: Case, prediction: Prediction) -> Tally:
    """Answers that assert something forbidden."""
    return Tally(bool(forbidden_found(case, prediction)), 1)


def refusal_precision(case: Case, prediction: Prediction) -> Tally:
    """Refusals that were right."""
    return Tally(prediction.refused and not case.answerable, prediction.refused)


def refusal_recall(case: Case, prediction: Prediction) -> Tally:
    """Unanswerable questions that were refused."""
    return Tally(prediction.refused and not case.answerable, not case.answerable)


def false_refusals(case: Case, prediction: Prediction) -> Tally:
    """Answerable questions that were refused."""
    return Tally(prediction.refused and case.answerable, case.answerable)


ANSWER_METRICS: tuple[Metric, ...] = (
    complete_and_concise,
    complete,
    answerable_complete_and_concise,
    answerable_complete,
    fact_recall,
    exact_figures,
    facts_cited,
    citation_precision,
    forbidden,
    refusal_recall,
    refusal_precision,
    false_refusals,
)
