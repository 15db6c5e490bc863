"""What of an answer counts: facts found, forbidden strings, length, proof."""

from __future__ import annotations

import re
import unicodedata

from evals.case import Case
from evals.matching import asserts, contains, contains_any, without_marks
from evals.prediction import Prediction

SHORT, LONG = 200, 700
_LONG_CATEGORIES = ("list", "several_sections")


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
