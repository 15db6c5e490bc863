"""Charts of the report as inline SVG; pure functions of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

COLOURS = ("#1f5fa8", "#c8752b", "#3b8f6b", "#8a5aa6", "#7a7f87")
_WIDTH = 640


def bars(rows: Sequence[tuple[str, str, Sequence[Mapping[str, float | None]]]]) -> Markup:
    """Per row a label, a remark and one bar with whiskers per figure (value, low, high)."""
    parts, y = [], 4.0
    for label, remark, figures in rows:
        middle = y + 7 * len(figures)
        parts.append(_text(118, middle + 4, label, "end"))
        for place, figure in enumerate(figures):
            parts.append(_bar(y + 14 * place, figure, COLOURS[place]))
        parts.append(_text(_WIDTH - 4, middle + 4, remark, "end", "muted"))
        y += 14 * len(figures) + 12
    return _svg("".join(parts), y)


def _bar(y: float, figure: Mapping[str, float | None], colour: str) -> str:
    left, span = 128.0, 400.0
    value, low, high = figure["value"], figure["low"], figure["high"]
    if value is None or low is None or high is None:
        return f'<text x="{left}" y="{y + 10}" class="muted">–</text>'
    return (
        f'<rect x="{left}" y="{y}" width="{span}" height="11" class="track"/>'
        f'<rect x="{left}" y="{y}" width="{span * value:.1f}" height="11" fill="{colour}"/>'
        f'<line x1="{left + span * low:.1f}" x2="{left + span * high:.1f}" '
        f'y1="{y + 5.5}" y2="{y + 5.5}" class="whisker"/>'
        f'<text x="{left + span + 8}" y="{y + 10}">{value:.2f}</text>'
    )


def ranks(named: Mapping[str, Sequence[tuple[int, float]]]) -> Markup:
    """Lines of (k, share) from rank 1 to 10."""
    lines = {name: [((k - 1) / 9, v) for k, v in points] for name, points in named.items()}
    return curves(lines, {(k - 1) / 9: f"前{k}" for k in (1, 3, 5, 10)})


def shares(named: Mapping[str, Sequence[tuple[float, float]]]) -> Markup:
    """Lines of (share, share)."""
    return curves(named, {step / 10: f"{step / 10:.1f}" for step in range(0, 11, 2)})


def curves(
    named: Mapping[str, Sequence[tuple[float, float]]], ticks: Mapping[float, str]
) -> Markup:
    """Lines of (x, share), both 0..1; ticks name places of the x axis."""
    left, top, span, height = 46.0, 12.0, 420.0, 190.0
    parts = []
    for step in range(0, 11, 2):
        y = top + height * (1 - step / 10)
        parts.append(f'<line x1="{left}" x2="{left + span}" y1="{y}" y2="{y}" class="grid"/>')
        parts.append(_text(left - 8, y + 4, f"{step / 10:.1f}", "end", "muted"))
    for n, (name, points) in enumerate(named.items()):
        colour = COLOURS[n % len(COLOURS)]
        places = [(left + span * x, top + height * (1 - v)) for x, v in points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places]
        key = top + 18 * n
        parts.append(
            f'<rect x="{left + span + 18}" y="{key}" width="10" height="10" fill="{colour}"/>'
        )
        parts.append(_text(left + span + 34, key + 9, name))
    for x, label in ticks.items():
        parts.append(_text(left + span * x, top + height + 18, label, "middle", "muted"))
    return _svg("".join(parts), top + height + 26)


def histogram(values: Sequence[float], unit: str = "ms", bins: int = 24) -> Markup:
    """How many values fall into equal bins; the last one also holds what lies far out."""
    if not values:
        return Markup("")
    left, top, span, height = 40.0, 8.0, 580.0, 130.0
    usual = sorted(values)[int(0.95 * (len(values) - 1))]
    largest = max(min(max(values), 2 * usual), 1e-9)
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int(bins * value / largest))] += 1
    tall, wide = max(counts), span / bins
    parts = [
        f'<rect x="{left + n * wide + 1:.1f}" y="{top + height * (1 - c / tall):.1f}" '
        f'width="{wide - 2:.1f}" height="{height * c / tall:.1f}" fill="{COLOURS[0]}">'
        f"<title>{n * largest / bins:.0f}–{(n + 1) * largest / bins:.0f} {unit}：{c} 题</title>"
        "</rect>"
        for n, c in enumerate(counts)
    ]
    parts.append(
        f'<line x1="{left}" x2="{left + span}" y1="{top + height}" y2="{top + height}" '
        'class="grid"/>'
    )
    for step in range(5):
        label = f"{largest * step / 4:.0f}" + ("+" if step == 4 and max(values) > largest else "")
        parts.append(_text(left + span * step / 4, top + height + 17, label, "middle", "muted"))
    parts.append(_text(left - 6, top + 10, str(tall), "end", "muted"))
    return _svg("".join(parts), top + height + 24)


def _text(x: float, y: float, text: str, anchor: str = "start", kind: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{kind}">{escape(text)}</text>'
    )


def _svg(body: str, height: float) -> Markup:
    return Markup(
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" '
        f'xmlns="http://www.w3.org/2000/svg">{body}</svg>'
    )
