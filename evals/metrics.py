"""The figures of design §7 as pure functions: (case, prediction) -> Tally."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

from evals.case import Case
from evals.matching import asserts, contains, contains_any, without_marks
from evals.prediction import Prediction

SHORT, LONG = 200, 700
_LONG_CATEGORIES = ("list", "several_sections")


class Tally(NamedTuple):
    """A share of one case: got out of `of`; a figure is the sum of got over the sum of `of`."""

    got: float
    of: float


Metric = Callable[[Case, Prediction], Tally]


def missing_facts(case: Case, prediction: Prediction) -> list[tuple[str, ...]]:
    """The required facts that stand nowhere in the answer."""
    text = without_marks(prediction.answer)
    return [forms for forms in case.facts if not contains_any(text, forms)]


def forbidden_found(case: Case, prediction: Prediction) -> list[str]:
    """The forbidden strings that the answer asserts."""
    text = without_marks(prediction.answer)
    return [form for form in case.forbidden if asserts(text, form, case.question)]


def allowed_length(case: Case) -> int:
    """Characters a concise answer may have: a list or three facts need more than a figure."""
    long = case.category in _LONG_CATEGORIES or len(case.facts) >= 3
    return LONG if long else SHORT


def answer_length(prediction: Prediction) -> int:
    """Characters of the answer as shown, marks included."""
    return len(prediction.answer.strip())


def is_complete(case: Case, prediction: Prediction) -> bool:
    """Every fact and nothing forbidden; where there is no answer, an honest refusal."""
    if forbidden_found(case, prediction):
        return False
    return not missing_facts(case, prediction) if case.answerable else prediction.refused


def is_concise(case: Case, prediction: Prediction) -> bool:
    """Complete and no longer than allowed."""
    fits = answer_length(prediction) <= allowed_length(case)
    return fits and is_complete(case, prediction)


def proofs(case: Case, forms: tuple[str, ...]) -> tuple[str, ...]:
    """The evidence strings that prove a fact: those that hold one of its forms, else all."""
    return tuple(e for e in case.evidence if contains_any(e, forms)) or case.evidence


def proven(case: Case, forms: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    """Whether some proof of a fact stands in one of the texts."""
    return any(contains(text, proof) for proof in proofs(case, forms) for text in texts)


def holds_evidence(case: Case, text: str) -> bool:
    """Whether a passage holds some evidence of the case."""
    return any(contains(text, evidence) for evidence in case.evidence)


def has_figure(forms: tuple[str, ...]) -> bool:
    """Whether a fact is a figure."""
    return any(re.search(r"\d", unicodedata.normalize("NFKC", form)) for form in forms)


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
