"""Tables for people: figures in the terminal, failures one by one, design §7 in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from evals.case import CATEGORIES
from evals.row import Row
from evals.score import GOALS, LABELS, LOWER_IS_BETTER

_DESIGN = {
    "answerable_complete_and_concise": "complete and concise answers (answerable)",
    "complete_and_concise": "complete and concise, refusals included",
    "fact_recall": "facts recalled",
    "facts_cited": "facts whose proof stands in a cited passage",
    "citation_precision": "cited passages that hold proof",
    "forbidden": "asserted something forbidden",
    "refusal_recall": "unanswerable questions refused",
    "false_refusals": "answerable questions refused",
    "proof@1": "retrieval: proof of a fact at rank 1",
    "hit@1": "the same by questions: some proof at rank 1",
    "ceiling@1": "most that one passage proves (the ceiling of rank 1)",
    "proof@5": "retrieval: proof of a fact in the top 5",
}
_CATEGORY_COLUMNS = {
    "complete_and_concise": "完整简明",
    "complete": "完整",
    "fact_recall": "事实",
    "facts_cited": "有引文",
    "citation_precision": "引文准",
    "forbidden": "禁止",
    "proof@1": "证据@1",
    "proof@5": "证据@5",
}


def share(figure: Mapping[str, Any], interval: bool = True) -> str:
    """ "0.93 [0.88, 0.97]", or a dash where there was nothing to count."""
    if figure.get("value") is None:
        return "–"
    text = f"{figure['value']:.3f}"
    return f"{text} [{figure['low']:.2f}, {figure['high']:.2f}]" if interval else text


def print_scores(named: Mapping[str, Mapping[str, Any]]) -> str:
    """Overall figures of one or several systems beside each other."""
    first = next(iter(named.values()))
    heading = [f"共 {first['cases']} 题", *(name or "本次运行" for name in named)]
    lines = []
    for key, label in LABELS.items():
        cells = [share(scores["figures"][key]) for scores in named.values()]
        counts = first["figures"][key]
        lines.append([f"{label}{' ↓' if key in LOWER_IS_BETTER else ''}", *cells])
        if len(named) == 1:
            lines[-1].append(f"{counts['got']:g}/{counts['of']:g}")
    for name in ("p50", "p95"):
        times = [f"{scores['latency_ms'][name]:.0f} ms" for scores in named.values()]
        lines.append([f"延迟 {name}", *times])
    return aligned([heading, *lines])


def print_categories(scores: Mapping[str, Any]) -> str:
    """Main figures per category."""
    lines = [["类别", "题数", *_CATEGORY_COLUMNS.values()]]
    for category, figures in scores["categories"].items():
        cells = [share(figures[key], interval=False) for key in _CATEGORY_COLUMNS]
        lines.append([CATEGORIES[category], str(figures["complete"]["cases"]), *cells])
    return aligned(lines)


def print_statuses(scores: Mapping[str, Any]) -> str:
    """What should have happened against the status given."""
    names = {"answerable": "可答", **CATEGORIES}
    lines = [
        f"  {names[expected]}：" + "，".join(f"{s} {n}" for s, n in sorted(counts.items()))
        for expected, counts in scores["statuses"].items()
    ]
    return "\n".join(["状态", *lines])


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


def markdown(named: Mapping[str, Mapping[str, Any]]) -> str:
    """The table of design §7, one column per system, with intervals."""
    first = next(iter(named.values()))
    head = ["figure", *named, "to reach"]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for key, label in _DESIGN.items():
        cells = [share(scores["figures"][key]) for scores in named.values()]
        if key == "forbidden":
            cells = [f"{s['figures'][key]['got']:g} of {s['cases']}" for s in named.values()]
        lines.append(f"| {label} | {' | '.join(cells)} | {GOALS.get(key, '–')} |")
    times = [
        f"{s['latency_ms']['p50']:.0f} / {s['latency_ms']['p95']:.0f} ms" for s in named.values()
    ]
    lines.append(f"| latency p50 / p95 | {' | '.join(times)} | – |")
    return "\n".join([*lines, "", f"{first['cases']} questions; 95 % bootstrap intervals."])


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Columns padded for a terminal, where a Chinese character is two wide."""
    columns = max(map(len, lines))
    widths = [max(_width(line[c]) for line in lines if c < len(line)) for c in range(columns)]
    return "\n".join(
        "  ".join(cell + " " * (widths[c] - _width(cell)) for c, cell in enumerate(line)).rstrip()
        for line in lines
    )


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
