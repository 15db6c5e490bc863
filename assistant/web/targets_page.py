"""The page 年度目标一览: the targets of the plans as a table that can be filtered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from assistant.web.html_templates import render
from assistant.web.keyword import MAX_KEYWORD_CHARS
from assistant.web.page_filter import filtered
from assistant.web.target_list import Part, TargetList, Wanted, by_section, link_of
from corpus.document import Source, Status
from corpus.targets import Target

NAME = "年度目标一览"
PATH = "/targets"


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of the table; number is its place among those shown."""

    number: int
    target: Target
    link: str
    place: str


@dataclass(frozen=True, slots=True)
class _Bar:
    """One line of the chart; longest is the total of the longest."""

    name: str
    shown: int
    total: int
    longest: int

    @property
    def short(self) -> str:
        """The first clause of a heading ("二、抓好科技企业培育,厚植……")."""
        return re.split("[,，]", self.name)[0]


@dataclass(frozen=True, slots=True)
class _Plan:
    """One plan with its rows by section."""

    source: Source
    status: Status
    sections: tuple[tuple[str, tuple[_Row, ...]], ...]
    bars: tuple[_Bar, ...]


class TargetsPage:
    """Places the page's parts and answers its events."""

    name = NAME
    path = PATH

    def __init__(self, targets: TargetList, today: date) -> None:
        self._targets = targets
        self._today = today

    def build(self) -> None:
        """The filter and the table; without targets only a line that says so."""
        filtered(
            "targets",
            lambda part, keyword: self.render(Wanted(part, keyword)),
            [(self._name(part), key) for key, part in self._targets.parts.items()],
            field="part",
            label="部分",
            placeholder="如：孵化器、省级；按 Enter 筛选",
            scales=(3, 3),
        )

    def render(self, wanted: Wanted) -> str:
        """The table for a filter, as escaped HTML."""
        rows = self._targets.select(wanted)
        query = {"part": wanted.part, "keyword": wanted.keyword[:MAX_KEYWORD_CHARS]}
        return render(
            "targets.html",
            plans=self._plans(rows),
            held=[plan.title for plan in self._targets.plans],
            shown=len(rows),
            total=len(self._targets.rows),
            with_body=any(row.body for row in self._targets.rows),
            query=urlencode({name: value for name, value in query.items() if value}),
        )

    def _name(self, part: Part) -> str:
        if len(self._targets.plans) == 1:
            return part.section
        return " › ".join(filter(None, (part.plan.title, part.section)))

    def _plans(self, rows: tuple[Target, ...]) -> list[_Plan]:
        numbered = {id(row): number for number, row in enumerate(rows, 1)}
        return [
            _Plan(
                plan,
                plan.status_on(self._today),
                tuple(
                    (name, tuple(_row(row, numbered[id(row)]) for row in found))
                    for name, found in by_section(rows, plan).items()
                ),
                self._bars(rows, plan),
            )
            for plan in self._targets.plans
        ]

    def _bars(self, rows: tuple[Target, ...], plan: Source) -> tuple[_Bar, ...]:
        shown, held = by_section(rows, plan), by_section(self._targets.rows, plan)
        longest = max(map(len, held.values()), default=1)
        return tuple(
            _Bar(name, len(shown.get(name, ())), len(held.get(name, ())), longest)
            for name in self._targets.sections(plan)
        )


def _row(target: Target, number: int) -> _Row:
    return _Row(number, target, link_of(target), " › ".join(target.passage.heading_path[1:]))
