"""One self-contained HTML page of a run, or of several systems side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from evals import calibration, charts, folder
from evals.case import CATEGORIES
from evals.highlight import mark
from evals.marking import holds_evidence, missing_facts
from evals.row import Row
from evals.score import GOALS, LABELS, LOWER_IS_BETTER, scores
from evals.table import share

CARDS = (
    "complete_and_concise",
    "fact_recall",
    "facts_cited",
    "citation_precision",
    "forbidden",
    "refusal_recall",
    "false_refusals",
    "proof@5",
)
STATUSES = {
    "answered": "已回答",
    "partly_answered": "部分回答",
    "not_stated": "未写明",
    "not_found": "未找到",
    "out_of_scope": "范围外",
    "blocked": "已拦截",
    "invalid": "无效输入",
    "unavailable": "不可用",
}


def render(place: Path, split: str = "all") -> str:
    """The page for a run folder; the first system is the one looked at in detail."""
    from jinja2 import Environment, PackageLoader, select_autoescape

    rows = {
        name: folder.score_rows(path, split=split) for name, path in folder.members(place).items()
    }
    found = {name: scores(scored) for name, scored in rows.items()}
    main = next(iter(rows))
    environment = Environment(
        loader=PackageLoader("evals", ""), autoescape=select_autoescape(default=True)
    )
    return environment.get_template("report.html.j2").render(
        about=folder.about(folder.members(place)[main]),
        split=split,
        systems=found,
        main=found[main],
        labels=LABELS,
        goals=GOALS,
        cards=CARDS,
        lower=LOWER_IS_BETTER,
        share=share,
        categories=CATEGORIES,
        statuses=STATUSES,
        colours=charts.COLOURS,
        charts=_charts(found, rows[main], main),
        failures=[_failure(row) for row in rows[main] if row.failed],
        failed=Counter(row.case.category for row in rows[main] if row.failed),
    )


def _charts(
    found: Mapping[str, Mapping[str, Any]], rows: Sequence[Row], main: str
) -> dict[str, Any]:
    per_category = [
        (
            CATEGORIES[name],
            f"{figures['complete']['cases']} 题",
            [figures[key] for key in ("complete_and_concise", "facts_cited")],
        )
        for name, figures in found[main]["categories"].items()
    ]
    lines = {
        f"{name} {label}".strip(): _curve(scored["figures"], key)
        for name, scored in found.items()
        for key, label in (("proof", "事实证据"), ("recall", "证据段落"))
        if key == "proof" or len(found) == 1
    }
    times = [row.prediction.latency_ms for row in rows]
    return {
        "categories": charts.bars(per_category),
        "confidence": _confidence(rows),
        "retrieval": charts.ranks({name: line for name, line in lines.items() if line}),
        "latency": charts.histogram(times),
    }


def _confidence(rows: Sequence[Row]) -> dict[str, Any] | None:
    """How sure the answers were against how many were right; None where none said so."""
    told = calibration.told(rows)
    if not told:
        return None
    bins, cuts = calibration.reliability(told), calibration.cuts(told)
    labels = {"right": "给出的准确", "withheld": "准确的被压下", "refused": "不可答的被压下"}
    lines = {
        label: [(c.threshold, v) for c in cuts if (v := getattr(c, name)) is not None]
        for name, label in labels.items()
    }
    ideal = [(0.0, 0.0), (1.0, 1.0)]
    return {
        "summary": calibration.summary(told),
        "reliability": charts.shares({"实际": [(b.said, b.right) for b in bins], "理想": ideal}),
        "cuts": charts.shares(lines),
    }


def _curve(figures: Mapping[str, Mapping[str, Any]], key: str) -> list[tuple[int, float]]:
    points = [(k, figures[f"{key}@{k}"]["value"]) for k in (1, 3, 5, 10)]
    return [(k, value) for k, value in points if value is not None]


def _failure(row: Row) -> dict[str, Any]:
    case, prediction = row.case, row.prediction
    missing = missing_facts(case, prediction) if case.answerable else []
    forms = [form for fact in case.facts for form in fact]
    hits = prediction.retrieved.hits if prediction.retrieved else ()
    return {
        "case": case,
        "status": prediction.status,
        "reasons": row.reasons(),
        "facts": [(" / ".join(fact), fact in missing) for fact in case.facts],
        "answer": mark(prediction.answer.strip(), forms),
        "citations": [
            {
                "number": cited.get("number", ""),
                "place": _place(cited),
                "text": mark(str(cited.get("text", "")), case.evidence, "proof"),
                "proof": holds_evidence(case, str(cited.get("text", ""))),
            }
            for cited in prediction.row.get("citations", [])
        ],
        "hits": [
            {**hit, "place": _place(hit), "proof": holds_evidence(case, hit["text"])}
            for hit in hits
        ],
    }


def _place(passage: Mapping[str, Any]) -> str:
    title = passage.get("title") or passage.get("source_id", "")
    return " › ".join([str(title), *map(str, passage.get("heading_path", []))])
