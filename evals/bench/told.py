"""What was measured as a table, a JSON file, and a part of a Markdown page with its chart."""

from __future__ import annotations

import html
import platform
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from corpus.target_table import aligned
from evals.bench.measuring import Row, load_now
from evals.folder import write_json, write_text
from evals.table import markdown

SYSTEM, PASSAGES, ROUTE, USERS, THINK = "系统", "段数", "入口", "人数", "间隔 s"
P50, P95, P99, CPU, LOAD = "p50 ms", "p95 ms", "p99 ms", "其中 CPU ms", "负载/核"
_NAMING = {SYSTEM: "", PASSAGES: " 段", ROUTE: "", USERS: " 人", THINK: " s"}


def lines(rows: Sequence[Row]) -> list[list[str]]:
    """A heading and the rows."""
    keys = list(dict.fromkeys(key for row in rows for key in row))
    return [keys, *([_cell(row.get(key)) for key in keys] for row in rows)]


def _cell(value: str | float | None) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return "–" if value is None else str(value)


def keep(name: str, rows: Sequence[Row], note: str, out: Path, page: Path | None) -> str:
    """Write what was measured so far; the table as text."""
    machine = f"{platform.machine()}，Python {platform.python_version()}，负载/核 {load_now()}"
    about = f"{note}。{datetime.now(UTC):%Y-%m-%d %H:%M} UTC，{machine}"
    write_json(out / f"{name}.json", {"about": about, "rows": list(rows)})
    if page:
        chart = page.with_name(f"{page.stem}-{name}.svg")
        write_text(chart, bars(rows))
        part = f"{about}\n\n{markdown(lines(rows))}\n\n![{P95}]({chart.name})"
        old = page.read_text(encoding="utf-8") if page.exists() else ""
        write_text(page, _replaced(old, name, part))
    return f"{about}\n{aligned(lines(rows))}"


def _replaced(old: str, name: str, text: str) -> str:
    """Between <!-- name --> and <!-- /name -->, at the end where they are missing."""
    found = re.compile(f"(?<=<!-- {name} -->\n).*(?=\n<!-- /{name} -->)", re.DOTALL)
    if not found.search(old):
        old += f"\n<!-- {name} -->\n\n<!-- /{name} -->\n"
    return found.sub(lambda _: text, old)


def bars(rows: Sequence[Row]) -> str:
    """An SVG of one bar a row: its p95."""
    timed = [float(row.get(P95) or 0) for row in rows]
    most, left, drawn = max(timed) or 1.0, 230, []
    for y, row, value in zip(range(15, len(rows) * 22, 22), rows, timed, strict=False):
        name = html.escape(" · ".join(f"{row[k]}{unit}" for k, unit in _NAMING.items() if k in row))
        end = left + value / most * 400
        drawn.append(
            f'<text x="{left - 6}" y="{y}" text-anchor="end">{name}</text>'
            f'<path d="M{left} {y - 12}H{end:.0f}v15H{left}z" fill="#3b6ea5"/>'
            f'<text x="{end + 6:.0f}" y="{y}">{value:.0f} ms</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="{len(rows) * 22}" '
        f'font-family="sans-serif" font-size="12" fill="#777">{"".join(drawn)}</svg>\n'
    )
