"""The figures as a table, a JSON file, and a part of a Markdown page with its chart."""

from __future__ import annotations

import html
import platform
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from corpus.target_table import aligned
from evals.bench.measuring import Row, load_now
from evals.folder import write_json, write_text
from evals.table import markdown

LABELS = {
    "system": "系统",
    "passages": "段数",
    "texts": "向量条数",
    "route": "入口",
    "users": "人数",
    "think": "间隔 s",
    "asked": "次数",
    "per_second": "答/秒",
    "p50": "p50 ms",
    "p95": "p95 ms",
    "p99": "p99 ms",
    "words_p95": "词 p95 ms",
    "vectors_p95": "向量 p95 ms",
    "question_p50": "一问 p50 ms",
    "question_p95": "一问 p95 ms",
    "recall": "recall@10",
    "ndcg": "nDCG@10",
    "refused": "429/503",
    "failed": "其他错误",
    "memory": "内存 MB",
    "slope": "MB/千问",
    "index_s": "建索引 s",
    "index_ratio": "÷只算向量",
    "sync_s": "建索引（不算向量）s",
    "sync_peak": "建索引峰值 MB",
    "start_s": "启动 s",
    "add_s": "加一份 s",
    "add_words_s": "加一份（按词）s",
    "during_p95": "其间一问 p95 ms",
    "load": "负载/核",
}


def lines(rows: Sequence[Row]) -> list[list[str]]:
    """A heading and the rows; columns that none has are left out."""
    keys = [key for key in LABELS if any(key in row for row in rows)]
    return [[LABELS[key] for key in keys], *([_cell(row.get(key)) for key in keys] for row in rows)]


def _cell(value: str | float | None) -> str:
    if value is None:
        return "–"
    if isinstance(value, str | int):
        return str(value)
    return (
        f"{value:.0f}"
        if abs(value) >= 100
        else f"{value:.1f}"
        if abs(value) >= 10
        else f"{value:.3g}"
    )


def keep(name: str, rows: Sequence[Row], note: str, out: Path, page: Path | None) -> str:
    """Write what was measured so far; the table as text."""
    machine = f"{platform.machine()}，Python {platform.python_version()}，负载/核 {load_now()}"
    when = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    about = f"{note}。{when} UTC，{machine}"
    write_json(out / f"{name}.json", {"about": about, "rows": list(rows)})
    if page:
        _into(page, name, f"{about}\n\n{markdown(lines(rows))}\n\n![{name}](benchmark-{name}.svg)")
        write_text(page.with_name(f"benchmark-{name}.svg"), bars(rows))
    return f"{about}\n{aligned(lines(rows))}"


def _into(page: Path, name: str, text: str) -> None:
    """Between <!-- name --> and <!-- /name -->, at the end where they are missing."""
    part = f"<!-- {name} -->\n{text}\n<!-- /{name} -->"
    old = page.read_text(encoding="utf-8") if page.exists() else ""
    found = re.compile(f"<!-- {name} -->.*<!-- /{name} -->", re.DOTALL)
    new = found.sub(lambda _: part, old) if found.search(old) else f"{old}\n{part}\n"
    write_text(page, new)


def bars(rows: Sequence[Row], key: str = "p95") -> str:
    """One bar a row, of its p95."""
    timed = [(_name(row), float(row.get(key) or 0)) for row in rows]
    most, step, left = max(value for _, value in timed) or 1.0, 22, 230
    drawn = "".join(
        f'<text x="{left - 6}" y="{n * step + 38}" text-anchor="end">{html.escape(name)}</text>'
        f'<rect x="{left}" y="{n * step + 26}" width="{value / most * 400:.1f}" height="15"/>'
        f'<text x="{left + 6 + value / most * 400:.1f}" y="{n * step + 38}">{value:.0f}</text>'
        for n, (name, value) in enumerate(timed)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="700" height="{len(timed) * step + 34}" '
        'font-family="sans-serif" font-size="12"><style>rect{fill:#3b6ea5}text{fill:#555}</style>'
        f'<text x="{left}" y="15">{LABELS[key]}</text>{drawn}</svg>\n'
    )


def _name(row: Mapping[str, object]) -> str:
    units = {"system": "", "passages": " 段", "route": "", "users": " 人", "think": " s"}
    return " · ".join(f"{row[key]}{unit}" for key, unit in units.items() if key in row)
