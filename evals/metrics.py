"""What of an answer counts, and the figures of design §7: (case, prediction) -> Tally."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from evals.case import Case
from evals.folder import Prediction
from evals.matching import asserts, contains, contains_any, normalise, without_marks

SHORT, LONG = 200, 700
DEPTHS = (1, 3, 5, 10)


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
    long = case.category in ("list", "several_sections") or len(case.facts) >= 3
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


def proven(case: Case, forms: tuple[str, ...], texts: tuple[str, ...]) -> bool:
    """Whether some evidence that holds a form of the fact (else any) stands in one of the texts."""
    proofs = [e for e in case.evidence if contains_any(e, forms)] or case.evidence
    return any(contains(text, proof) for proof in proofs for text in texts)


def holds_evidence(case: Case, text: str) -> bool:
    """Whether a passage holds some evidence of the case."""
    return any(contains(text, evidence) for evidence in case.evidence)


def own_sources(case: Case, prediction: Prediction) -> tuple[str, ...]:
    """The sources that a question is about: as found when it was asked, else by its document."""
    named = (Path(case.document).stem,) if case.document else ()
    return prediction.own or named


def from_elsewhere(case: Case, prediction: Prediction) -> bool | None:
    """Whether an answer cites nothing of its question's own document; None where none can tell."""
    own = {normalise(name) for name in own_sources(case, prediction)}
    if prediction.refused or not own or not prediction.sources:
        return None
    return not any(normalise(name) in own for names in prediction.sources for name in names)


class Tally(NamedTuple):
    """A share of one case: got out of `of`; a figure is the sum of got over the sum of `of`."""

    got: float
    of: float


def fact_recall(case: Case, prediction: Prediction) -> Tally:
    """Required facts that stand in the answer."""
    if not case.answerable:
        return Tally(0, 0)
    return Tally(len(case.facts) - len(missing_facts(case, prediction)), len(case.facts))


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


def other_document(case: Case, prediction: Prediction) -> Tally:
    """Answers with citations, none of them from the question's own document."""
    elsewhere = from_elsewhere(case, prediction)
    return Tally(bool(elsewhere), elsewhere is not None)


def proof_at(k: int, case: Case, prediction: Prediction) -> Tally:
    """Facts whose proof stands in the top k retrieved: two passages for one are alternatives."""
    hits = prediction.hits
    if not (hits and case.answerable and case.evidence):
        return Tally(0, 0)
    texts = tuple(str(hit["text"]) for hit in hits[:k])
    return Tally(sum(proven(case, fact, texts) for fact in case.facts), len(case.facts))


Metric = Callable[[Case, Prediction], tuple[float, float]]
METRICS: dict[str, Metric] = {
    "complete_and_concise": lambda c, p: (is_concise(c, p), 1),
    "complete": lambda c, p: (is_complete(c, p), 1),
    "fact_recall": fact_recall,
    "facts_cited": facts_cited,
    "citation_precision": citation_precision,
    "forbidden": lambda c, p: (bool(forbidden_found(c, p)), 1),
    "refusal_recall": lambda c, p: (p.refused and not c.answerable, not c.answerable),
    "refusal_precision": lambda c, p: (p.refused and not c.answerable, p.refused),
    "false_refusals": lambda c, p: (p.refused and c.answerable, c.answerable),
    "other_document": other_document,
    **{f"proof@{k}": partial(proof_at, k) for k in DEPTHS},
}


def tallies(case: Case, prediction: Prediction) -> dict[str, Tally]:
    """Every figure of one case."""
    return {name: Tally(*map(float, of(case, prediction))) for name, of in METRICS.items()}
