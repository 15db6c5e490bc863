"""The page 年度目标一览: the targets of the plans as a table that can be filtered."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from assistant.web.html_templates import render
from assistant.web.page_filter import MAX_KEYWORD_CHARS, filtered
from assistant.web.target_list import Part, TargetList, by_section, last_day, link_of
from corpus.document import Source
from corpus.targets import Target


@dataclass(frozen=True)
class TargetsPage:
    """Places the page's parts and answers its events."""

    targets: TargetList
    today: Callable[[], date]
    name = "年度目标一览"
    path = "/targets"

    def build(self) -> None:
        """The filter and the table; without targets only a line that says so."""
        filtered(
            "targets",
            self.render,
            lambda: [(self._name(part), key) for key, part in self.targets.parts.items()],
            field="part",
            label="部分",
            placeholder="如：孵化器、省级；按 Enter 筛选",
            scales=(3, 3),
        )

    def render(self, part: str = "", keyword: str = "") -> str:
        """The table for a filter, as escaped HTML."""
        rows = self.targets.select(part, keyword)
        query = {"part": part, "keyword": keyword[:MAX_KEYWORD_CHARS]}
        return render(
            "targets.html",
            plans=[self._plan(plan, rows) for plan in self.targets.plans],
            held=[plan.title for plan in self.targets.plans],
            shown=len(rows),
            total=len(self.targets.rows),
            with_body=any(row.body for row in self.targets.rows),
            query=urlencode({name: value for name, value in query.items() if value}),
        )

    def _name(self, part: Part) -> str:
        if len(self.targets.plans) == 1:
            return part.section
        return " › ".join(filter(None, (part.plan.title, part.section)))

    def _plan(self, plan: Source, rows: Sequence[Target]) -> dict[str, object]:
        """A plan with its rows (numbered through all plans) by section, and how many of how many
        each section has; the bars of the chart are shares of the longest."""
        shown, held = by_section(rows, plan), by_section(self.targets.rows, plan)
        numbers = {id(row): number for number, row in enumerate(rows, 1)}
        return {
            "source": plan,
            "status": plan.status_on(self.today()),
            "sections": {
                name: [(numbers[id(row)], row, link_of(row)) for row in found]
                for name, found in shown.items()
            },
            "bars": [
                (
                    name,
                    len(shown.get(name, ())),
                    len(held.get(name, ())),
                    _dated(shown.get(name, ())),
                )
                for name in self.targets.sections(plan)
            ],
            "longest": max(map(len, held.values()), default=1),
            "line": _timeline(rows, plan, self.today()),
        }


def _dated(rows: Sequence[Target]) -> int:
    return sum(last_day(row) is not None for row in rows)


def _timeline(rows: Sequence[Target], plan: Source, today: date) -> Mapping[str, object]:
    """The days on which rows of a plan are due, each with its place from the first day of its
    first year to the last day of its last (per cent), how many are due, and whether it is past."""
    own = Counter(last_day(row) for row in rows if row.passage.source.id == plan.id)
    undated = own.pop(None, 0)
    days = sorted(day for day in own if day)
    if not days:
        return {"days": []}
    first = date(min(days[0].year, plan.year or days[0].year), 1, 1)
    span = (date(days[-1].year, 12, 31) - first).days

    def place(day: date) -> float:
        return round(100 * (day - first).days / span, 1)

    now = place(today) if 0 <= (today - first).days <= span else None
    shown = [(day, place(day), own[day], day < today) for day in days]
    return {"days": shown, "first": first, "now": now, "undated": undated}
