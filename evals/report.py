"""One self-contained HTML page of a run, or of several beside each other."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assistant.labels import STATUS_LABELS
from evals import calibration, folder
from evals.case import label
from evals.metrics import holds_evidence, missing_facts
from evals.score import GOALS, LABELS, LOWER_IS_BETTER, Row, score_rows, scores
from evals.table import MAIN, share


def render(place: Path, split: str = "all") -> str:
    """The page for a run folder; the first run is looked at in detail.

    Failures of unseen questions are counted, never shown.
    """
    from jinja2 import Environment, PackageLoader, select_autoescape

    members = folder.members(place)
    rows = {name: score_rows(path, split=split) for name, path in members.items()}
    found = {name: scores(scored) for name, scored in rows.items()}
    main = next(iter(rows))
    failed = [row for row in rows[main] if row.failed]
    shown = [row for row in failed if not row.case.hidden]
    environment = Environment(
        loader=PackageLoader("evals", ""), autoescape=select_autoescape(default=True)
    )
    return environment.get_template("report.html.j2").render(
        about=folder.about(members[main]),
        split=split,
        systems=found,
        main=found[main],
        labels=LABELS,
        goals=GOALS,
        cards=MAIN,
        lower=LOWER_IS_BETTER,
        share=share,
        label=label,
        statuses=STATUS_LABELS,
        confidence=_confidence(calibration.told(rows[main])),
        failures=[_failure(row) for row in shown],
        failed=Counter(row.case.category for row in shown),
        hidden=len(failed) - len(shown),
    )


def _confidence(told: list[calibration.Told]) -> dict[str, Any] | None:
    """How sure the answers were against how many were right; None where none said so."""
    if not told:
        return None
    return calibration.summary(told) | {"bins": calibration.reliability(told)}


def _failure(row: Row) -> dict[str, Any]:
    case, prediction = row.case, row.prediction
    missing = missing_facts(case, prediction) if case.answerable else []
    return {
        "case": case,
        "status": prediction.status,
        "reasons": row.reasons(),
        "facts": [(" / ".join(fact), fact in missing) for fact in case.facts],
        "answer": prediction.answer.strip(),
        "citations": [_shown(row, cited) for cited in prediction.row.get("citations", [])],
        "hits": [_shown(row, hit) for hit in prediction.hits],
    }


def _shown(row: Row, passage: Mapping[str, Any]) -> dict[str, Any]:
    title = passage.get("title") or passage.get("source_id", "")
    place = " › ".join([str(title), *map(str, passage.get("heading_path", []))])
    proof = holds_evidence(row.case, str(passage.get("text", "")))
    return {**passage, "place": place, "proof": proof}
