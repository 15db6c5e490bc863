"""The page 政策速览: a card for each policy, and the calendar of what the documents date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import gradio as gr

from assistant.answer import Citation
from assistant.tables.policy_card import BENEFIT, CONDITIONS, CardLine, PolicyCard
from assistant.web.cited_marks import CitedMark, CitedMarks
from assistant.web.html_templates import render
from assistant.web.page_filter import PageFilter
from assistant.web.policy_list import (
    MAX_KEYWORD_CHARS,
    PolicyList,
    WantedPolicies,
)
from assistant.web.source_panel import document_key
from corpus.deadlines import Deadline, Kind
from corpus.document import LAPSED, Source, Status

NAME = "政策速览"
PATH = "/overview"
_EVERYTHING = "全部"
_IN_VIEW = {CONDITIONS: 5, BENEFIT: 3}
_OTHERS_IN_VIEW = 2


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    marks: tuple[CitedMark, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines under one heading: those in view, and those behind a click."""

    name: str
    shown: tuple[_Line, ...]
    more: tuple[_Line, ...]


@dataclass(frozen=True, slots=True)
class _Date:
    """One deadline as shown; day None where the text names none."""

    row: Deadline
    day: date | None
    left: int | None
    tag: str
    status: Status
    marks: tuple[CitedMark, ...]

    @property
    def by_month(self) -> bool:
        """Whether only the month is stated."""
        return self.row.month is not None and self.row.day is None


@dataclass(frozen=True, slots=True)
class _Card:
    card: PolicyCard
    source: Source
    status: Status
    key: str
    parts: tuple[_Part, ...]
    dates: tuple[_Date, ...]
    more_dates: tuple[_Date, ...]


class OverviewPage:
    """Places the page's parts and answers its events."""

    name = NAME
    path = PATH

    def __init__(self, policies: PolicyList) -> None:
        self._policies = policies

    def build(self) -> None:
        """The filter, the cards and the calendar; without cards only a line that says so."""
        if not self._policies.cards:
            self._shown(WantedPolicies())
            return
        choices = [(_EVERYTHING, ""), *((s.value, s.value) for s in self._policies.statuses)]
        page_filter = PageFilter(
            page="overview",
            field="status",
            label="时效",
            choices=choices,
            placeholder="如：高企、加计扣除、孵化器；按 Enter 筛选",
            longest=MAX_KEYWORD_CHARS,
            scales=(2, 4),
        )
        page_filter.build(lambda: self._shown(WantedPolicies()), self.show)

    def show(self, status: str | None, keyword: str | None) -> str:
        """The cards for a filter, as escaped HTML."""
        return self.render(WantedPolicies(status or "", (keyword or "").strip()))

    def render(self, wanted: WantedPolicies) -> str:
        """What stands under the filter."""
        cards = self._policies.select(wanted)
        everything = len(cards) == len(self._policies.cards)
        agenda = self._policies.agenda(None if everything else cards)
        marks = CitedMarks()
        query = {"status": wanted.status, "keyword": wanted.keyword[:MAX_KEYWORD_CHARS]}
        return render(
            "overview.html",
            cards=[self._card(card) for card in cards],
            total=len(self._policies.cards),
            coming=[self._date(row, marks) for _, row in agenda.coming],
            undated=[self._date(row, marks) for row in agenda.undated],
            over=[self._date(row, marks) for row in agenda.over],
            today=self._policies.today(),
            query=urlencode({name: value for name, value in query.items() if value}),
        )

    def _shown(self, wanted: WantedPolicies) -> gr.HTML:
        return gr.HTML(
            self.render(wanted), elem_id="overview-page", js_on_load=None, apply_default_css=False
        )

    def _card(self, card: PolicyCard) -> _Card:
        marks = CitedMarks()
        parts = tuple(_part(part.name, part.lines, marks) for part in card.parts)
        dates = tuple(self._date(row, marks) for row in card.deadlines)
        shown = len(dates) if len(dates) == _OTHERS_IN_VIEW + 1 else _OTHERS_IN_VIEW
        return _Card(
            card,
            card.source,
            self._policies.status_of(card),
            document_key(card.source.id),
            parts,
            dates[:shown],
            dates[shown:],
        )

    def _date(self, row: Deadline, marks: CitedMarks) -> _Date:
        today = self._policies.today()
        status = row.passage.source.status_on(today)
        lapsed = status in LAPSED
        day = row.due if lapsed else row.next_on(today)
        by_month = row.month is not None and row.day is None
        left = (day - today).days if day and day >= today and not by_month else None
        cited = marks.of([Citation(1, row.passage, (row.sentence,))])
        return _Date(row, day, left, _tag(row, today, lapsed), status, cited)


def _tag(row: Deadline, today: date, lapsed: bool) -> str:
    """What is to be known of a date beside itself; "" for one that simply comes."""
    if row.passed_on(today):
        return "已过"
    if lapsed:
        return "文件已失效"
    if row.passed_this_year(today):
        return "今年已过"
    open_now = row.starts is not None and row.starts <= today and row.kind is Kind.ACTION
    return "正在进行" if open_now else ""


def _part(name: str, lines: Sequence[CardLine], marks: CitedMarks) -> _Part:
    shown = tuple(_Line(line.text, marks.of(line.citations), line.heading) for line in lines)
    limit = _IN_VIEW.get(name, _OTHERS_IN_VIEW)
    if len(shown) == limit + 1:  # one line behind a click is not worth the click
        limit += 1
    if limit < len(shown) and shown[limit - 1].heading:  # nor a heading without its lines
        limit -= 1
    return _Part(name, shown[:limit], shown[limit:])
