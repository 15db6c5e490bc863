"""Tables for people: figures of runs beside each other, and failures one by one."""

from collections.abc import Mapping, Sequence
from typing import Any

from evals.case import label
from evals.score import GOALS, LABELS, Row

MAIN = (
    "complete_and_concise",
    "false_refusals",
    "refusal_recall",
    "fact_recall",
    "facts_cited",
    "citation_precision",
    "forbidden",
    "other_document",
)
_COUNTED = ("forbidden", "other_document")
Scores = Mapping[str, Any]
Lines = list[list[str]]


def share(figure: Scores | None, interval: bool = True) -> str:
    """ "0.93 [0.88, 0.97]", or a dash where there was nothing to count."""
    if figure is None or figure.get("value") is None:
        return "–"
    text = f"{figure['value']:.3f}"
    return f"{text} [{figure['low']:.2f}, {figure['high']:.2f}]" if interval else text


def figure_lines(named: Mapping[str, Scores], keys: Sequence[str]) -> Lines:
    """Table rows: the figures of some runs with 95 % intervals and what is to be reached."""
    runs = list(named.values())
    lines = [["指标", *named, "目标"], ["题数", *(str(run["cases"]) for run in runs), ""]]
    for key in keys:
        found = [run["figures"][key] for run in runs]
        count = key in _COUNTED
        cells = [share(f) + (f"，{f['got']:g}/{f['of']:g}" if count else "") for f in found]
        lines.append([LABELS[key], *cells, GOALS.get(key, "")])
    times = [run["latency_ms"] for run in runs]
    return [*lines, ["延迟 p50 / p95", *(f"{t['p50']:.0f} / {t['p95']:.0f} ms" for t in times), ""]]


def category_lines(named: Mapping[str, Scores]) -> Lines:
    """Table rows: complete and concise per category, with the number of questions."""
    lines = [["完整且简明（题数）", *named]]
    for category in dict.fromkeys(c for run in named.values() for c in run["categories"]):
        found = [run["categories"].get(category, {}) for run in named.values()]
        cells = [f.get("complete_and_concise") for f in found]
        shown = [f"{share(cell, False)}（{cell['cases']}）" if cell else "–" for cell in cells]
        lines.append([label(category), *shown])
    return lines


def markdown(lines: Lines) -> str:
    """The rows as a Markdown table."""
    head, *rest = [f"| {' | '.join(line)} |" for line in lines]
    return "\n".join([head, "|" + "---|" * len(lines[0]), *rest])


def print_failure(row: Row) -> str:
    """One failed case, compactly."""
    case, prediction = row.case, row.prediction
    asked = "".join(f"\n  前文：[{role}] {content}" for role, content in case.history)
    cited = [
        "/".join([c.get("source_id", ""), *c.get("heading_path", [])])
        for c in prediction.row.get("citations", [])
    ]
    ranks = "、".join(map(str, row.evidence_ranks())) or ("未检出" if case.evidence else "–")
    return (
        f"✗ {case.id} [{case.category}] {case.question}{asked}\n"
        f"  应有：{' | '.join('/'.join(f) for f in case.facts) or '拒答'}\n"
        f"  回答（{prediction.status}）：{prediction.answer.strip() or '（空）'}\n"
        f"  引文：{'；'.join(cited) or '无'}　证据名次：{ranks}\n"
        f"  原因：{'；'.join(row.reasons())}"
    )
